"""Draws traces with tools/plot/plot_run.py, as people do.

usage: plot_run_test.py PEERWATT CONFIGS PLOT_RUN
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import h5py
    import matplotlib  # noqa: F401
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)

PEERWATT, CONFIGS, PLOT_RUN = (Path(argument) for argument in sys.argv[1:4])
PNG = b"\x89PNG\r\n\x1a\n"


class PlotRunTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.trace = Path(folder.name) / "run.h5"
        self.picture = Path(folder.name) / "run.png"

    def run_scenario(self, *settings):
        overrides = [word for setting in ("clock.days=1", *settings) for word in ("--set", setting)]
        subprocess.run([PEERWATT, "run", CONFIGS / "quickstart.yaml", "-q", "-o", self.trace,
                        *overrides], check=True, timeout=300)

    def plot(self, *arguments):
        return subprocess.run([sys.executable, PLOT_RUN, self.trace, "-o", self.picture,
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

    def test_a_run_becomes_a_picture(self):
        self.run_scenario()
        self.assert_drawn(self.plot())

    def test_thinned_series_and_a_run_without_trade_become_a_picture(self):
        self.run_scenario("trace.every=5", "market.mechanism=none")
        self.assert_drawn(self.plot())

    def test_days_after_the_run_are_refused(self):
        self.run_scenario()
        self.assert_refused(self.plot("--first-day", 3), "no slot")

    def test_a_trace_without_prosumers_is_refused_with_advice(self):
        self.run_scenario("trace.level=summary")
        self.assert_refused(self.plot(), "trace.level=agents")

    def test_a_missing_file_is_refused(self):
        self.assert_refused(self.plot(), "No such file")

    def test_a_file_that_is_not_hdf5_is_refused(self):
        self.trace.write_text("time,load\n")
        self.assert_refused(self.plot(), "signature")

    def test_hdf5_that_is_not_a_trace_is_refused(self):
        with h5py.File(self.trace, "w") as file:
            file["time"] = [0]
        self.assert_refused(self.plot(), "not a trace of peerwatt")

    def test_a_newer_version_of_the_format_is_refused(self):
        with h5py.File(self.trace, "w") as file:
            file.attrs["schema_name"] = "peerwatt-trace"
            file.attrs["schema_version"] = [2, 0]
        self.assert_refused(self.plot(), "version 2")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
