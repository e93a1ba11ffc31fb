"""Scenarios that somebody else wrote: what they may make the program do, print and read.

usage: foreign_files_test.py PEERWATT CONFIGS SHARED_DATA
"""

import hashlib
import os
import socket
import subprocess
import sys
import unittest

from program_test import PEERWATT, ProgramTest, h5py

SCENARIO = """\
format: peerwatt-scenario
version: 2
title: {title}
clock: {{start: "2025-10-06T00:00:00Z", days: 1, slot_s: 3600}}
network: {{feeder: {{synthetic: {{zones: 1, buses_per_zone: 2}}}}}}
prosumers: [{{name: {name}, count: 1}}]
"""
ESCAPE = "\x1b"


class ForeignFiles(ProgramTest):
    def scenario(self, name="a", title="x", file="x.yaml", more=""):
        text = SCENARIO.format(name=name, title=title) + more
        (self.folder / file).write_text(text)
        return text

    def refused(self, *arguments):
        done = self.peerwatt(*arguments)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)
        for sign in (ESCAPE, "\x9b", "\u202e", "\0"):
            self.assertNotIn(sign, done.stdout + done.stderr)
        return done.stderr

    def test_names_with_control_characters_are_refused(self):
        for name in (r'"\e[31m"', r'"a\0b"', r'"a\nb"', r'"\x9b31m"', r'"\u202e"', r'"\x7f"'):
            self.scenario(name=name)
            self.assertRegex(self.refused("validate", "x.yaml"),
                             r"^x\.yaml:6:20: prosumers\[0\]\.name: must not have the control ")

    def test_values_in_messages_are_shown_as_escapes(self):
        for more, shown in ((r'market: {mechanism: "\e[31m"}', r"\x1b[31m"),
                            (r'"\e]0;owned\a": 1', r"\x1b]0;owned\x07"),
                            (r'"\x9b2J": 1', r"\u009b2J"),
                            (r'"\u202Eevil": 1', r"\u202eevil")):
            self.scenario(more=more + "\n")
            self.assertIn(shown, self.refused("validate", "x.yaml"))

    def test_names_of_files_are_shown_as_escapes(self):
        name = f"{ESCAPE}[31m.yaml"
        self.assertEqual(self.refused("validate", name), "\\x1b[31m.yaml: no such file\n")
        self.scenario(file=name)
        done = self.peerwatt("validate", name)
        self.assertRegex(done.stdout, r"^\\x1b\[31m\.yaml: runs, with .*\na run takes .*\n$")
        self.assertRegex(done.stderr, r"(?m)^\\x1b\[31m\.yaml:.*: note: ")

    def test_aliases_do_not_multiply_texts(self):
        more = "x: [" + ",".join(["*t"] * 5000) + "]\n"
        self.scenario(title="&t " + 10_000 * "x", more=more)
        done = subprocess.run(["sh", "-c", 'ulimit -v 1000000; exec "$0" validate x.yaml',
                               str(PEERWATT)], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"^x\.yaml:7:\d+: anchors and aliases multiply to more than")

    def test_what_is_not_a_regular_file_is_refused(self):
        os.mkfifo(self.folder / "pipe")
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(str(self.folder / "socket"))
        for file, kind in (("pipe", "a pipe"), ("socket", "a socket"), ("/dev/zero", "a device"),
                           (".", "a folder")):
            wanted = f"is not a regular file (it is {kind})"
            self.assertIn(wanted, self.refused("run", file))
            self.assertIn(wanted, self.refused("sweep", file))
            self.assertIn(wanted, self.refused("clear", file, "--mechanism", "vcg"))
            self.scenario(more=f"extends: {file}\n")
            self.assertRegex(self.refused("validate", "x.yaml"), r"^x\.yaml:7:10: .*not a regular")
            self.scenario(more=f"profiles: [{{name: p, file: {file}, time_column: t}}]\n")
            self.assertRegex(self.refused("validate", "x.yaml"), r"^x\.yaml:7:28: .*not a regular")
        self.scenario()
        (self.folder / "y.yaml").write_text(
            "format: peerwatt-scenario\nversion: 2\nextends: x.yaml\nnetwork: {feeder: pipe}\n")
        self.assertIn("not a regular file", self.refused("validate", "y.yaml"))
        (self.folder / "s.yaml").write_text(
            "format: peerwatt-study\nversion: 1\nbase: pipe\nseeds: 1..2\n")
        self.assertIn("s.yaml:3:7: base: is not a regular file", self.refused("sweep", "s.yaml"))

    def test_a_scenario_from_a_pipe_has_the_digest_of_what_was_read(self):
        text = self.scenario()
        done = self.peerwatt("run", "/dev/stdin", "-q", "-o", "x.h5", input=text)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        if h5py is None:
            self.skipTest("h5py is not installed")
        with h5py.File(self.folder / "x.h5") as trace:
            digests = [sum.decode() for sum in trace["provenance/file_sha256"]]
        self.assertEqual(digests, [hashlib.sha256(text.encode()).hexdigest()])

    def test_only_under_refuses_what_lies_elsewhere(self):
        inside = self.folder / "in"
        inside.mkdir()
        self.scenario(file="base.yaml")
        (self.folder / "p.csv").write_text("t,v\n")
        (inside / "link.csv").symlink_to("../p.csv")
        header = "format: peerwatt-scenario\nversion: 2\n"
        (inside / "a.yaml").write_text(header + "extends: ../base.yaml\n")
        (inside / "b.yaml").write_text(
            header + "network: {feeder: ../f.yaml}\nprosumers: [{name: a}]\nprofiles:\n"
            "  - {name: p, file: link.csv, time_column: t}\n"
            "  - {name: q, file: ../p.csv, time_column: t}\n"
            "  - {name: r, file: /etc/passwd, time_column: t}\n")
        for command in ("validate", "run"):
            lines = self.refused(command, "in/b.yaml", "--only-under", "in").splitlines()
            self.assertEqual([line.split(": ")[0] for line in lines],
                             ["in/b.yaml:3:19", "in/b.yaml:6:21", "in/b.yaml:7:21",
                              "in/b.yaml:8:21"])
            self.assertTrue(all("outside of in (--only-under)" in line for line in lines), lines)
        self.assertRegex(self.refused("validate", "in/a.yaml", "--only-under", "in"),
                         r"^in/a\.yaml:3:10: extends: \S+ lies outside of in ")
        done = self.peerwatt("validate", "in/a.yaml", "--only-under", ".")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_scenario_is_run_again_with_the_data_that_may_be_read(self):
        hours = "".join(f"2025-01-01T{hour:02}:00:00Z,0.5\n" for hour in range(24))
        (self.folder / "data").mkdir()
        (self.folder / "data" / "p.csv").write_text("t,v\n" + hours)
        (self.folder / "p.yaml").write_text(
            "format: peerwatt-scenario\nversion: 2\n"
            "clock: {start: \"2025-01-01T00:00:00Z\", days: 1, slot_s: 3600}\n"
            "network: {feeder: {synthetic: {zones: 1, buses_per_zone: 2}}}\n"
            "profiles: [{name: p, file: data/p.csv, time_column: t, step_s: 3600}]\n"
            "prosumers: [{name: a, count: 2, load: {profile: p, columns: [v]}}]\n")
        self.assertEqual(self.peerwatt("run", "p.yaml", "-q", "-o", "p.h5").returncode, 0)
        self.assertRegex(self.refused("verify", "--rerun", "p.h5", "--only-under", "elsewhere"),
                         r"p\.csv lies outside of elsewhere \(--only-under\)")
        done = self.peerwatt("verify", "--rerun", "p.h5", "--only-under", "data")
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_hundred_complaints_are_shown(self):
        self.scenario(more="".join(f"unknown_{i}: 1\n" for i in range(150)))
        lines = self.refused("validate", "x.yaml").splitlines()
        self.assertEqual((len(lines), lines[-1]), (101, "and 50 more"))

    def test_the_zone_of_the_computer_is_refused(self):
        self.scenario()
        message = self.refused("validate", "x.yaml", "--set", "clock.time_zone=localtime")
        self.assertIn("clock.time_zone: 'localtime' is another zone on another", message)

    def test_formulas_in_names_are_texts_in_csv(self):
        self.scenario(name='"=1+1"')
        self.peerwatt("run", "x.yaml", "-q", "-o", "x.h5")
        done = self.peerwatt("compare", "x.h5", "--csv", "x.csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        rows = (self.folder / "x.csv").read_text().splitlines()
        self.assertEqual(rows, ["prosumer,x", "\"'=1+1\",0"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
