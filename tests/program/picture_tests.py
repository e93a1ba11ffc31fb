"""What the tests of pictures share: a trace, a picture, and what every such program refuses."""

import subprocess
import sys
import tempfile
from pathlib import Path

try:
    import h5py
    import matplotlib  # noqa: F401
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

PNG = b"\x89PNG\r\n\x1a\n"


class PictureTests:
    """For a TestCase that names the `program`."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.trace = Path(folder.name) / "run.h5"
        self.picture = Path(folder.name) / "run.png"

    def plot(self, *arguments):
        return subprocess.run([sys.executable, self.program, self.trace, "-o", self.picture,
                               *map(str, arguments)], text=True, capture_output=True, timeout=300)

    def assert_refused(self, done, reason):
        self.assertNotEqual(done.returncode, 0)
        self.assertIn(str(self.trace), done.stderr)
        self.assertIn(reason, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(self.picture.exists())

    def assert_drawn(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.picture.read_bytes()[:len(PNG)], PNG)

    def test_a_missing_file_is_refused(self):
        self.assert_refused(self.plot(), "No such file")

    def test_a_file_that_is_not_hdf5_is_refused(self):
        self.trace.write_text("time,load\n")
        self.assert_refused(self.plot(), "signature")

    def test_hdf5_that_is_not_a_trace_is_refused(self):
        with h5py.File(self.trace, "w") as file:
            file["time"] = [0]
        self.assert_refused(self.plot(), "not a trace of peerwatt")

    def test_other_versions_of_the_format_are_refused(self):
        for version, reason in ((1, "a trace of version 1; run the scenario again"),
                                (3, "a trace of version 3; this program reads version 2")):
            with h5py.File(self.trace, "w") as file:
                file.attrs["schema_name"] = "peerwatt-trace"
                file.attrs["schema_version"] = [version, 0]
            self.assert_refused(self.plot(), reason)
