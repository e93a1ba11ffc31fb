"""What a trace says of the files that its scenario was read from: the checksums of the bytes that
were read, and nothing where reading failed.

usage: inputs_test.py PEERWATT FAILING_CALLS

FAILING_CALLS is the library of tests/support/failing_calls.cpp.
"""

import errno
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py

PEERWATT, FAILING_CALLS = (Path(argument) for argument in sys.argv[1:3])

FILES = {
    "base.yaml": """format: peerwatt-scenario
version: 2
clock: {start: "2024-06-04T00:00:00Z", days: 1, slot_s: 3600, time_zone: UTC}
network: {feeder: feeder}
profiles:
  - {name: meter, file: meter.csv, time_column: t, time_format: utc, unit: kwh, step_s: 3600}
  - {name: again, file: meter.csv, time_column: t, time_format: utc, unit: kwh, step_s: 3600}
prosumers:
  - {name: home, count: 2, load: {profile: meter, columns: [load]}}
""",
    "scenario.yaml": "format: peerwatt-scenario\nversion: 2\nextends: base.yaml\nseed: 3\n",
    "meter.csv": "t,load\n" + "".join(f"2024-06-04 {hour:02}:00,{hour / 8}\n" for hour in range(24)),
    "feeder/feeder.csv": "key,value\nbase_kv,0.4\nroot,station\n",
    "feeder/buses.csv": "bus,zone\nstation,\nhouse,street\n",
    "feeder/lines.csv": "line,from,to,resistance_ohm,reactance_ohm\ncable,station,house,0.1,0.1\n",
}
READ = ["base.yaml", "feeder/buses.csv", "feeder/feeder.csv", "feeder/lines.csv", "meter.csv",
        "scenario.yaml"]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Inputs(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for name, text in FILES.items():
            (self.folder / name).parent.mkdir(exist_ok=True)
            (self.folder / name).write_text(text)

    def run_scenario(self, scenario, *options, **failure):
        environment = dict(os.environ, **failure)
        if failure:
            environment["LD_PRELOAD"] = str(FAILING_CALLS)
        return subprocess.run([PEERWATT, "run", scenario, "-q", "-f", "-o", "x.h5", *options],
                              cwd=self.folder, env=environment, capture_output=True, text=True)

    def stored(self):
        """The inputs that the trace names, with their checksums, and the checksums of profiles."""
        with h5py.File(self.folder / "x.h5") as trace:
            def texts(name):
                return [text.decode() for text in trace["provenance/" + name]]
            return dict(zip(texts("file_name"), texts("file_sha256"))), texts("data_sha256")

    def check_stored(self):
        files, data = self.stored()
        found = {os.path.relpath(self.folder / name, self.folder): sum for name, sum in files.items()}
        self.assertEqual(found, {name: sha256((self.folder / name).read_bytes()) for name in READ})
        self.assertEqual(data, [found["meter.csv"]] * 2)

    def test_each_file_that_was_read_has_its_checksum(self):
        (self.folder / "feeder/other.csv").write_text("not,read\n")
        done = self.run_scenario("scenario.yaml")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check_stored()

    def test_a_pipe_has_the_checksum_of_what_came_through_it(self):
        text = FILES["scenario.yaml"].replace("base.yaml", str(self.folder / "base.yaml"))
        with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as pipe:
            pipe.stdin.write(text.encode())
            pipe.stdin.close()
            done = subprocess.run([PEERWATT, "run", "/dev/stdin", "-q", "-f", "-o", "x.h5",
                                   "--set", f"data_dir={self.folder}"],
                                  cwd=self.folder, stdin=pipe.stdout, capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored()[0]["/dev/stdin"], sha256(text.encode()))

    def test_a_read_that_fails_leaves_no_checksum_of_nothing(self):
        counted = self.folder / "count"
        done = self.run_scenario("scenario.yaml", FAIL_CALL="read", FAIL_COUNT=str(counted))
        self.assertEqual(done.returncode, 0, done.stderr)
        reads = int(counted.read_text())
        self.assertGreaterEqual(reads, 2 * len(READ))
        refused = 0
        for at in range(1, reads + 1):
            (self.folder / "x.h5").unlink(missing_ok=True)
            done = self.run_scenario("scenario.yaml", FAIL_CALL="read", FAIL_AT=str(at),
                                     FAIL_BY=str(errno.EIO))
            if done.returncode == 0:  # not a read of an input
                self.check_stored()
                continue
            refused += 1
            self.assertIn(done.returncode, (1, 2), f"read {at}: {done.stderr}")
            self.assertIn(os.strerror(errno.EIO), done.stderr, f"read {at}")
            self.assertFalse((self.folder / "x.h5").exists(), f"read {at}")
        self.assertGreaterEqual(refused, 2 * len(READ))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
