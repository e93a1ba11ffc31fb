"""Runs whose disk fails: one call of the system fails, each in turn, and either the run says so and
leaves an older trace as it was, or the trace is right.

usage: failing_disk_test.py PEERWATT FAILING_CALLS [MOST]

FAILING_CALLS is the library of tests/support/failing_calls.cpp; MOST, how many failures of each
call are tried, spread evenly over a run [100].
"""

import errno
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import h5py
import numpy

PEERWATT, FAILING_CALLS = (Path(argument) for argument in sys.argv[1:3])
MOST = int(sys.argv[3]) if len(sys.argv) > 3 else 100

STREET = Path(__file__).resolve().parent / "street.yaml"
FORMAT = Path(__file__).resolve().parents[2] / "docs" / "trace-format.md"


def documented(name):
    return re.search(rf"<!-- {name}: begin -->\n+```python\n(.*?)```", FORMAT.read_text(),
                     re.DOTALL)[1]


class Street(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.scenario = Path(shutil.copy(STREET, self.folder))
        self.run_street("old.h5", "--seed", "9")
        self.old = (self.folder / "old.h5").read_bytes()
        self.run_street("right.h5")

    def run_street(self, name, *options, **failure):
        environment = dict(os.environ, LD_PRELOAD=str(FAILING_CALLS), **failure)
        return subprocess.run([PEERWATT, "run", self.scenario, "-q", "-f", "-o", self.folder / name,
                               *options], capture_output=True, text=True, env=environment)


class FailingDisk(Street):
    def number_of(self, call):
        counted = self.folder / "count"
        self.assertEqual(self.run_street("counted.h5", FAIL_CALL=call,
                                         FAIL_COUNT=str(counted)).returncode, 0)
        return int(counted.read_text())

    def check(self, call, code):
        total = self.number_of(call)
        self.assertGreater(total, 0, call)
        tried = min(total, MOST)
        target = self.folder / "run.h5"
        for i in range(tried):
            at = 1 + i * total // tried
            target.write_bytes(self.old)
            done = self.run_street("run.h5", FAIL_CALL=call, FAIL_AT=str(at), FAIL_BY=str(code))
            place = f"{call} {at} of {total}: exit {done.returncode}\n{done.stderr}"
            if call != "malloc":  # where libraries crash
                self.assertNotIn("ended by a crash", place)
            if done.returncode == 0:
                verified = subprocess.run([PEERWATT, "verify", "--rerun", target],
                                          capture_output=True, text=True)
                self.assertEqual(verified.returncode, 0, place + verified.stdout)
            else:
                self.assertIn(done.returncode, (1, 2), place)
                self.assertTrue(done.stderr.strip(), place)
                self.assertEqual(target.read_bytes(), self.old, place)
            (self.folder / "run.h5.partial").unlink(missing_ok=True)

    def test_writes(self):
        self.check("pwrite", errno.EIO)
        self.check("pwrite", errno.ENOSPC)

    def test_a_table_is_replaced_whole_or_not_at_all(self):
        table = self.folder / "savings.csv"
        table.write_text("older")
        command = [PEERWATT, "compare", self.folder / "right.h5", "--csv", table]
        for call in ("write", "fsync"):
            done = subprocess.run(command, capture_output=True, text=True,
                                  env=dict(os.environ, LD_PRELOAD=str(FAILING_CALLS),
                                           FAIL_CALL=call, FAIL_AT="1"))
            self.assertEqual(done.returncode, 1, f"{call}: {done.stderr}")
            self.assertEqual(table.read_text(), "older", call)
            self.assertEqual(list(self.folder.glob("savings.csv.*")), [], call)
        self.assertEqual(subprocess.run(command, capture_output=True).returncode, 0)
        self.assertTrue(table.read_text().startswith("prosumer,"))

    def test_what_makes_a_trace_last(self):
        self.check("fsync", errno.EIO)  # the last one, of the folder, is told
        self.check("ftruncate", errno.EIO)
        self.check("rename", errno.EACCES)

    def test_memory_that_is_refused(self):
        self.check("malloc", errno.ENOMEM)

    def test_memory_that_libraries_are_refused_before_the_program_starts(self):
        def version(**failure):
            return subprocess.run([PEERWATT, "--version"], capture_output=True, text=True,
                                  env=dict(os.environ, LD_PRELOAD=str(FAILING_CALLS),
                                           FAIL_CALL="malloc", **failure))
        counted = self.folder / "count"
        self.assertEqual(version(FAIL_COUNT=str(counted)).returncode, 0)
        for at in range(1, int(counted.read_text()) + 1, 4):  # yaml-cpp asks six times in a row
            done = version(FAIL_AT=str(at), FAIL_BY=str(errno.ENOMEM))
            self.assertIn(done.returncode, (0, 1), f"{at}: {done.stderr}")

    def test_closing_and_opening(self):
        self.check("close", errno.EIO)
        self.check("open", errno.EMFILE)


class KilledRuns(Street):
    """What is left of a run that was killed, at any write, is the run up to its last flush."""

    DAYS = ("--set", "clock.days=90")  # six flushes

    def setUp(self):
        super().setUp()
        self.run_street("right.h5", *self.DAYS)
        (self.folder / "mend.py").write_text(documented("journal"))

    def killed(self, call, at):
        target = self.folder / "run.h5"
        (self.folder / "run.h5.partial").unlink(missing_ok=True)
        done = self.run_street(target.name, *self.DAYS, FAIL_CALL=call, FAIL_AT=str(at),
                               FAIL_BY="kill")
        self.assertEqual(done.returncode, -9)
        self.assertFalse(target.exists() and call != "fsync")
        return self.folder / "run.h5.partial"

    def slots_in(self, partial):
        """Of a file that peerwatt opens, and h5py after the documented lines; both see the same."""
        opened = subprocess.run([PEERWATT, "verify", partial], capture_output=True, text=True)
        if opened.returncode == 0:  # all was there but the name
            return 90 * 48
        self.assertEqual(opened.returncode, 2, opened.stdout)
        if "damaged" in opened.stderr or "is not an HDF5 file" in opened.stderr:
            return None
        self.assertRegex(opened.stderr, "has not ended|holds no slot")
        mended = self.folder / "mended.h5"
        subprocess.run([sys.executable, self.folder / "mend.py", partial, mended], check=True)
        with h5py.File(mended) as left, h5py.File(self.folder / "right.h5") as right:
            slots = len(left["time"])
            for name in ("time", "system/price_sell", "prosumers/balance"):
                numpy.testing.assert_array_equal(left[name], right[name][:slots])
        return slots

    def test_killed_at_any_write(self):
        counted = self.folder / "count"
        for call, most in (("pwrite", MOST), ("ftruncate", 20)):
            self.run_street("counted.h5", *self.DAYS, FAIL_CALL=call, FAIL_COUNT=str(counted))
            total = int(counted.read_text())
            before = 0
            for i in range(min(total, most)):
                at = 1 + i * total // min(total, most)
                slots = self.slots_in(self.killed(call, at))
                if slots is None:
                    self.assertEqual(before, 0, f"{call} {at} of {total}")
                else:
                    self.assertGreaterEqual(slots, before, f"{call} {at} of {total}")
                    before = slots
            self.assertGreater(before, 80 * 48, call)


class OneOutput(Street):
    """One file is written by one run, and by no run that was not asked to."""

    def test_a_second_run_is_refused_and_told_who_writes(self):
        first = subprocess.Popen([PEERWATT, "run", self.scenario, "-q", "-f", "-o",
                                  self.folder / "run.h5", "--set", "clock.days=3000"])
        try:
            while not (self.folder / "run.h5.partial").exists():
                time.sleep(0.01)
            time.sleep(0.1)
            second = self.run_street("run.h5")
            self.assertEqual(second.returncode, 2, second.stderr)
            self.assertIn(f"another run (process {first.pid}) is writing it", second.stderr)
        finally:
            first.kill()
            first.wait()
        # The lock of a run that was killed blocks nobody.
        self.assertEqual(self.run_street("run.h5").returncode, 0)

    def test_links_are_not_followed(self):
        precious = self.folder / "precious"
        precious.write_text("precious")
        (self.folder / "run.h5.partial").symlink_to(precious)
        done = self.run_street("run.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("is a link", done.stderr)
        self.assertEqual(precious.read_text(), "precious")

    def test_what_a_scenario_is_read_from_is_not_overwritten(self):
        done = self.run_street("street.yaml")
        self.assertEqual(done.returncode, 2)
        self.assertIn("the scenario is read from it", done.stderr)
        self.assertEqual(self.scenario.read_text(), STREET.read_text())

    def test_a_table_does_not_take_the_place_of_a_trace(self):
        done = subprocess.run([PEERWATT, "compare", self.folder / "right.h5", "--csv",
                               self.folder / "old.h5"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual((self.folder / "old.h5").read_bytes(), self.old)


class Streams(Street):
    """Nobody has to listen for a run to go on."""

    def finished(self, **streams):
        target = self.folder / "run.h5"
        target.unlink(missing_ok=True)
        code = subprocess.run([PEERWATT, "run", self.scenario, "-o", target],
                              **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL,
                                 **streams}).returncode
        self.assertTrue(target.exists())
        return code

    def test_full_and_closed_streams(self):
        with open("/dev/full", "w") as full:
            self.assertEqual(self.finished(stderr=full, stdout=subprocess.DEVNULL), 0)
            self.assertEqual(self.finished(stdout=full, stderr=subprocess.DEVNULL), 1)
        for stream in (0, 1, 2):
            self.assertEqual(self.finished(preexec_fn=lambda: os.close(stream)), 0, stream)

    def test_a_reader_that_goes_away(self):
        reading, writing = os.pipe()
        os.close(reading)
        self.assertEqual(self.finished(stdout=writing, stderr=writing), 0)
        os.close(writing)

    def test_a_terminal_that_goes_away_ends_a_run_in_order(self):
        target = self.folder / "run.h5"
        run = subprocess.Popen([PEERWATT, "run", self.scenario, "-q", "-o", target,
                                "--set", "clock.days=3000"], stderr=subprocess.DEVNULL)
        while not Path(f"{target}.partial").exists():
            time.sleep(0.01)
        time.sleep(0.2)
        run.send_signal(1)
        self.assertEqual(run.wait(timeout=60), 130)
        shown = subprocess.run([PEERWATT, "compare", f"{target}.partial"], capture_output=True)
        self.assertEqual(shown.returncode, 0, shown.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
