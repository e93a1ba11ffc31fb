"""Traces that were damaged, or made to do harm: reading them ends with an exit code, in a bounded
time and memory, never with a signal, and none of them is called right.

usage: damaged_traces_test.py PEERWATT [MUTANTS]

MUTANTS: how many traces with random damage are read, by a fixed seed [150].
"""

import hashlib
import os
import resource
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import h5py
import numpy as np

from trace_mutants import SECONDS, read_mutants

PEERWATT = Path(sys.argv[1])
MUTANTS = int(sys.argv[2]) if len(sys.argv) > 2 else 150
MEMORY = 4 << 30  # bytes of addresses, of the program and of what reads beside it

STREET = Path(__file__).resolve().parent / "street.yaml"


# Children inherit the limits; to set them in each would cost more time than the program takes.
resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class DamagedTraces(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.trace = cls.folder / "run.h5"
        subprocess.run([PEERWATT, "run", STREET, "-q", "-o", cls.trace, "--set",
                        "trace.level=orders"], check=True)

    def read(self, command, file):
        return subprocess.run([PEERWATT, command, file], capture_output=True, text=True,
                              errors="replace", timeout=SECONDS)

    def refused(self, what, change):
        """By `verify` perhaps with a check that fails: the seal, at least."""
        file = shutil.copy(self.trace, self.folder / "changed.h5")
        with h5py.File(file, "r+") as trace:
            change(trace)
        for command in ("verify", "compare"):
            with self.subTest(what, command=command):
                done = self.read(command, file)
                codes = (1, 2) if command == "verify" else (2,)
                self.assertIn(done.returncode, codes, done.stdout + done.stderr)
                if done.returncode == 2:
                    self.assertRegex(done.stderr, "is damaged|has no|no peerwatt trace")

    def test_attributes_of_other_sizes_and_types(self):
        def attribute(group, name, value):
            def change(trace):
                del trace[group].attrs[name]
                trace[group].attrs[name] = value
            return change

        for group, name, value in [
                ("/", "schema_version", np.ones(4000, "i4")),
                ("/", "schema_name", np.array([b"peerwatt-trace"] * 2000)),
                ("/", "schema_name", 7),
                ("/", "run_status", np.array([b"complete"] * 4000)),
                ("/", "currency", np.array([b"AUD"] * 2)),
                ("/", "currency", 3.5),
                ("/", "slot_length_s", np.full(4000, 1800.0)),
                ("/", "slot_length_s", np.full((2, 2), 1800.0)),
                ("/", "slot_length_s", b"1800"),
                ("summary", "bill_mean", np.full(4000, 7.0)),
                ("summary", "bill_mean", "seven")]:
            self.refused(f"{group}@{name} {np.shape(value)}", attribute(group, name, value))

    def test_links_and_loops(self):
        fifo = self.folder / "fifo"
        os.mkfifo(fifo)
        self.addCleanup(fifo.unlink)
        for what, link in [("soft", h5py.SoftLink("/time")),
                           ("to a file", h5py.ExternalLink(str(fifo), "/"))]:
            self.refused(what, lambda trace: trace.__setitem__("x", link))
        self.refused("a group in itself",
                     lambda trace: trace["summary"].__setitem__("x", trace["summary"]))
        self.refused("the root in itself", lambda trace: trace.__setitem__("x", trace["/"]))

    def test_variables_that_are_not_what_they_say(self):
        def replaced(name, **how):
            def change(trace):
                del trace[name]
                trace.create_dataset(name, **how)
            return change

        sparse = {"chunks": (1024,), "maxshape": (None,), "dtype": "f8"}
        for what, change in [
                ("a scalar", replaced("time", data=5)),
                ("three axes", replaced("time", data=np.zeros((2, 2, 2)))),
                ("four axes", replaced("network/length_km", data=np.zeros((2, 2, 2, 2)))),
                ("a giant", replaced("time", shape=(2**36,), **sparse)),
                ("a sparse giant", lambda trace: trace.create_dataset("x", shape=(2**40,), **sparse)),
                ("values of another file",
                 replaced("time", shape=(2,), dtype="i8", external=[("/etc/passwd", 0, 16)])),
                ("texts", replaced("time", data=["a"] * 48, dtype=h5py.string_dtype())),
                ("numbers for names", replaced("prosumer_name", data=np.arange(8))),
                ("a named type", lambda trace: trace.__setitem__("x", np.dtype("f8")))]:
            self.refused(what, change)

    def test_a_journal_does_not_hide_what_others_read(self):
        """A trace that was changed, with a journal that says what was there before."""
        file = shutil.copy(self.trace, self.folder / "journal.h5")
        with h5py.File(file, "r+") as trace:
            trace["summary"].attrs.modify("p2p_energy_kwh", 1e6)
        changed = Path(file).read_bytes()
        before = self.trace.read_bytes().ljust(len(changed), b"\0")
        pages = [at for at in range(0, len(changed), 4096)
                 if changed[at:at + 4096] != before[at:at + 4096]]
        self.assertTrue(pages)
        journal = b"".join(struct.pack("<Q", at) + before[at:at + 4096] for at in pages)
        journal += struct.pack("<QQ", len(changed), len(changed))
        digest = hashlib.sha256(journal).hexdigest().encode()
        Path(file).write_bytes(changed + journal + digest + b"peerwatt journal")
        for command in ("verify", "compare"):
            done = self.read(command, file)
            self.assertEqual(done.returncode, 2, done.stdout)
            self.assertRegex(done.stderr, "has not ended|is not finished")

    def test_a_device_or_a_folder_is_no_trace(self):
        for file in ("/dev/zero", self.folder):
            done = self.read("verify", file)
            self.assertEqual(done.returncode, 2, done.stderr)

    def test_traces_are_read_where_nothing_can_be_written(self):
        """The process that reads has a filter of system calls; a long trace gives time to look."""
        trace = self.folder / "long.h5"
        subprocess.run([PEERWATT, "run", STREET, "-q", "-o", trace, "--set",
                        "clock.days=200"], check=True)
        reading = subprocess.Popen([PEERWATT, "verify", "--no-rerun", trace],
                                   stdout=subprocess.DEVNULL)
        seen = set()
        while reading.poll() is None:
            try:
                children = Path(f"/proc/{reading.pid}/task/{reading.pid}/children").read_text()
                for child in children.split():
                    status = Path(f"/proc/{child}/status").read_text()
                    seen.update(line.split()[1] for line in status.splitlines()
                                if line.startswith("Seccomp:"))
            except FileNotFoundError:
                pass  # it has ended in between
            time.sleep(0.01)
        self.assertEqual(reading.returncode, 0)
        self.assertIn("2", seen, "no process with a filter (2 in /proc/PID/status) was seen")

    def test_random_damage(self):
        """Some damage lies where HDF5 keeps nothing; verify may then hold, and nothing was lost."""
        trace = self.folder / "small.h5"
        subprocess.run([PEERWATT, "run", STREET, "-q", "-o", trace, "--set", "trace.level=orders",
                        "--set", "clock.slot_s=3600"], check=True)
        counts, wrong = read_mutants(PEERWATT, trace, MUTANTS)
        for (command, code), count in sorted(counts.items(), key=str):
            print(f"{command}: exit code {code} of {count} mutants")
        self.assertEqual(wrong, [])
        read = sum(count for (command, code), count in counts.items() if command == "verify")
        self.assertEqual(read, MUTANTS)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
