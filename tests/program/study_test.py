"""Calls `peerwatt sweep` and `peerwatt compare` as people do.

usage: study_test.py PEERWATT CONFIGS SHARED_DATA
"""

import csv
import json
import resource
import signal
import subprocess
import sys
import unittest

from program_test import CONFIGS, ONE_DAY, PEERWATT, QUICKSTART, ProgramTest, h5py

HEADER = f"format: peerwatt-study\nversion: 1\nbase: {QUICKSTART}\n"
TWO = HEADER + """set: {clock.days: 1}
grid: {market.mechanism: [none, auction_then_mid_market]}
"""


class StudyTest(ProgramTest):
    def study(self, text):
        (self.folder / "study.yaml").write_text(text)

    def sweep(self, *arguments, **options):
        return self.peerwatt("sweep", "study.yaml", *arguments, **options)

    def traces(self):
        return [name for name in self.names() if name != "study.yaml"]


def content(file):
    """All of a trace but /provenance, by path."""
    found = {}

    def note(path, item):
        if path.startswith("provenance"):
            return
        attributes = {name: item.attrs[name] for name in item.attrs
                      if name not in ("REFERENCE_LIST", "DIMENSION_LIST")}
        values = item[()].tobytes() if isinstance(item, h5py.Dataset) and \
            item.dtype.kind != "O" else None
        found[path] = (repr(attributes), values)

    with h5py.File(file) as trace:
        note("/", trace)
        trace.visititems(note)
    return found


class Sweep(StudyTest):
    def test_writes_a_trace_for_each_variant_and_a_table(self):
        self.study(TWO)
        done = self.sweep()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.traces(), ["runs/study/mechanism=auction_then_mid_market.h5",
                                         "runs/study/mechanism=none.h5"])
        self.assertRegex(done.stderr, r"\[1/2\] mechanism=\w+  \d+\.\d\d s\n"
                                      r"\[2/2\] mechanism=\w+  \d+\.\d\d s\n$")
        self.assertIn("savings against run mechanism=none\n", done.stdout)
        self.assertRegex(done.stdout, r"(?m)^none +0\.0 +0\.000 ")
        self.assertLess(done.stdout.index("\nnone"), done.stdout.index("\nauction_then"))

    def test_a_variant_is_the_run_with_its_settings(self):
        if h5py is None:
            self.skipTest("h5py is not installed")
        self.study(TWO)
        self.sweep("-o", "x", "--jobs", 2)
        self.sweep("-o", "y", "--jobs", 1)
        self.peerwatt("run", QUICKSTART, *ONE_DAY, "--set", "market.mechanism=none", "-o", "z.h5")
        reference = content(self.folder / "z.h5")
        self.assertIn("prosumers/load_kwh", reference)
        for folder in "xy":
            self.assertEqual(content(self.folder / folder / "mechanism=none.h5"), reference)
        other = content(self.folder / "x" / "mechanism=auction_then_mid_market.h5")
        self.assertNotEqual(other, reference)

    def test_the_study_is_among_the_inputs_of_its_runs(self):
        if h5py is None:
            self.skipTest("h5py is not installed")
        self.study(HEADER + "set: {clock.days: 1}\n")
        self.sweep("-o", ".")
        with h5py.File(self.folder / "study.h5") as trace:
            self.assertIn(b"study.yaml", trace["provenance/file_name"][()])
            self.assertIn(b"peerwatt sweep study.yaml", trace["provenance"].attrs["command_line"])

    def test_lists_what_it_would_run_and_writes_nothing(self):
        self.study(TWO + "baseline: {market.mechanism: none}\n")
        done = self.sweep("--list")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"2 runs of .*quickstart\.yaml with clock\.days=1\n")
        self.assertRegex(done.stdout, r"runs/study/mechanism=none\.h5 +market\.mechanism=none  "
                                      r"\(baseline\)\n")
        self.assertEqual(self.names(), ["study.yaml"])

    def test_quiet_prints_nothing(self):
        self.study(TWO)
        done = self.sweep("--quiet")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        self.assertEqual(len(self.traces()), 2)

    def test_existing_traces_are_refused_before_anything_runs(self):
        self.study(TWO)
        (self.folder / "x").mkdir()
        for name in ("mechanism=none.h5", "mechanism=auction_then_mid_market.h5.partial"):
            (self.folder / "x" / name).write_text("precious")
        before = self.names()
        done = self.sweep("-o", "x")
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertRegex(done.stderr, r"x/mechanism=none\.h5: exists already .*--force")
        self.assertIn("x/mechanism=auction_then_mid_market.h5.partial: left by", done.stderr)
        self.assertEqual(self.names(), before)
        self.assertEqual((self.folder / "x/mechanism=none.h5").read_text(), "precious")
        self.assertEqual(self.sweep("-o", "x", "-f").returncode, 0)
        self.assertNotEqual((self.folder / "x/mechanism=none.h5").read_bytes(), b"precious")

    def test_mistakes_of_all_variants_come_at_once_and_nothing_runs(self):
        self.study(HEADER + """set: {clock.dayz: 1}
grid:
  market.mechanism: [none, auktion]
  network.latency.fixed_s: [0, 20]
seeds: 1..3
""")
        done = self.sweep()
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"study\.yaml:4:7: clock\.dayz: unknown key .*days\?\)\n")
        self.assertRegex(done.stderr, r"study\.yaml:6:28: market\.mechanism: one of .* expected")
        self.assertEqual(done.stderr.count("\n"), 2)
        self.assertEqual(self.names(), ["study.yaml"])

    def test_what_only_building_a_run_shows_is_found_before_the_first_one(self):
        self.study(TWO + "zip: {network.latency.fixed_s: [0, 20]}\n")
        done = self.sweep()
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr, r"quickstart\.yaml:\d+:\d+: market\.gate_s: .* "
                                      r"\(variant mechanism=none,fixed_s=20 and 1 other\)\n")
        self.assertEqual(self.names(), ["study.yaml"])

    def test_files_that_are_no_study_are_refused(self):
        self.assertIn("peerwatt-study", self.peerwatt("sweep", QUICKSTART).stderr)
        for file in ("nowhere.yaml", CONFIGS, QUICKSTART, "/dev/null"):
            self.assertEqual(self.peerwatt("sweep", file).returncode, 2)
        self.study(TWO)
        self.assertEqual(self.sweep("--jobs", 0).returncode, 2)

    def test_runs_that_cannot_be_compared_are_kept_without_a_table(self):
        self.study(HEADER + "grid: {clock.days: [1, 2]}\n")
        done = self.sweep()
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("days=2.h5: cannot be compared: has 96 slots", done.stderr)
        self.assertEqual(self.traces(), ["runs/study/days=1.h5", "runs/study/days=2.h5"])

    def test_a_run_that_fails_leaves_the_others_alone(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

        self.study(HEADER + "grid: {trace.level: [agents, summary]}\n")
        done = self.sweep(preexec_fn=limit)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, r"(?m)^level=agents: cannot write .*level=agents\.h5")
        self.assertRegex(done.stderr, r"\[\d/2\] level=agents  failed\n")
        self.assertIn("runs/study/level=summary.h5", self.traces())
        self.assertRegex(done.stdout, r"(?m)^summary ")

    def test_a_folder_that_cannot_be_made_is_a_clear_failure(self):
        self.study(TWO)
        done = self.sweep("-o", "/proc/nowhere/x")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/proc/nowhere/x: cannot be created", done.stderr)

    def test_interruption_keeps_what_is_finished(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                self.study(HEADER + "grid: {clock.days: [1, 30000, 30001]}\n")
                process = subprocess.Popen([PEERWATT, "sweep", "study.yaml", "--jobs", "2", "-f"],
                                           cwd=self.folder, text=True, stdout=subprocess.PIPE,
                                           stderr=subprocess.PIPE)
                self.assertIn("days=1 ", process.stderr.readline())
                process.send_signal(number)
                _, errors = process.communicate(timeout=120)
                self.assertEqual(process.returncode, 130, errors)
                self.assertIn("runs/study/days=1.h5", self.traces())
                self.assertNotIn("runs/study/days=30000.h5", self.traces())
                self.assertIn("interrupted; finished traces stay in runs/study", errors)


class Compare(ProgramTest):
    RUNS = {"none.h5": ["market.mechanism=none"], "auction.h5": [],
            "k.h5": ["market.auction=k_pricing"], "seed.h5": ["seed=7"],
            "summary.h5": ["trace.level=summary"], "long.h5": ["clock.days=2"]}

    def make(self, *names):
        for name in names:
            settings = [word for setting in self.RUNS[name] for word in ("--set", setting)]
            done = self.peerwatt("run", QUICKSTART, "-q", "-o", name, *ONE_DAY, *settings)
            self.assertEqual(done.returncode, 0, done.stderr)

    def compare(self, *arguments):
        done = self.peerwatt("compare", *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def refused(self, *arguments):
        done = self.peerwatt("compare", *arguments)
        self.assertEqual((done.returncode, done.stdout), (2, ""), done.stderr)
        self.assertNotIn("internal error", done.stderr)
        return done.stderr

    def test_savings_are_against_the_run_without_a_market(self):
        self.make("auction.h5", "none.h5", "k.h5")
        text = self.compare("auction.h5", "none.h5", "k.h5")
        self.assertIn("savings against run none\n", text)
        self.assertIn("differing parameters: market.mechanism, market.auction\n", text)
        self.assertNotIn("warning", text)
        for name in ("auction", "none", "k"):
            self.assertRegex(text, rf"(?m)^{name} +\d")
        self.assertTrue(all(len(line) <= 120 for line in text.splitlines()))
        text = self.compare("auction.h5", "none.h5", "--baseline", "k.h5")
        self.assertIn("savings against run k\n", text)
        text = self.compare("auction.h5", "k.h5")
        self.assertIn("savings against run auction\n", text)
        self.assertNotRegex(text, "effect|P2P effect|without P2P")

    def test_a_difference_beside_the_market_is_a_warning_before_the_table(self):
        self.make("auction.h5", "seed.h5")
        text = self.compare("auction.h5", "seed.h5")
        self.assertTrue(text.startswith("warning: the runs differ in more than the market: seed\n"))

    def test_json_has_every_indicator_and_what_each_prosumer_saves(self):
        self.make("auction.h5", "none.h5")
        found = json.loads(self.compare("auction.h5", "none.h5", "--json", "--prosumers"))
        auction, none = found["runs"]
        self.assertEqual((found["slots"], len(found["prosumers"])), (48, 60))
        self.assertEqual((auction["name"], auction["against"]), ("auction", "none"))
        self.assertEqual(none["parameters"], {"market.mechanism": "none"})
        self.assertEqual(none["saving_percent"], 0)
        self.assertAlmostEqual(sum(auction["savings"]), none["bill"] - auction["bill"])
        self.assertAlmostEqual(auction["bill"], 60 * auction["summary"]["bill_mean"])
        self.assertEqual(auction["losers"], sum(saving < -1e-6 for saving in auction["savings"]))
        if h5py is None:
            self.skipTest("h5py is not installed")
        with h5py.File(self.folder / "auction.h5") as trace:
            self.assertEqual(auction["summary"], dict(trace["summary"].attrs))

    def test_the_table_of_prosumers_goes_to_a_file_too(self):
        self.make("auction.h5", "none.h5")
        text = self.compare("auction.h5", "none.h5", "--prosumers", "--csv", "savings.csv")
        self.assertRegex(text, r"(?m)^prosumer +auction +none$")
        self.assertRegex(text, r"(?m)^flat-24 +-?\d+\.\d{3} +0\.000$")
        found = json.loads(self.compare("auction.h5", "none.h5", "--json", "--prosumers"))
        with open(self.folder / "savings.csv", newline="") as file:
            rows = list(csv.reader(file))
        self.assertEqual(rows[0], ["prosumer", "auction", "none"])
        self.assertEqual([row[0] for row in rows[1:]], found["prosumers"])
        self.assertEqual([float(row[1]) for row in rows[1:]], found["runs"][0]["savings"])
        done = self.peerwatt("compare", "none.h5", "--csv", "nowhere/savings.csv")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere/savings.csv", done.stderr)

    def test_bad_files_are_refused_all_at_once(self):
        self.make("none.h5")
        whole = (self.folder / "none.h5").read_bytes()
        (self.folder / "half.h5").write_bytes(whole[:len(whole) // 2])
        (self.folder / "text.h5").write_text("time,load\n")
        (self.folder / "empty.h5").write_text("")
        text = self.refused("none.h5", "half.h5", "text.h5", "empty.h5", "nowhere.h5", "/dev/null")
        lines = text.splitlines()
        self.assertEqual([line.split(":")[0] for line in lines],
                         ["half.h5", "text.h5", "empty.h5", "nowhere.h5", "/dev/null"])
        self.assertIn("damaged", lines[0])
        self.assertIn("given twice", self.refused("none.h5", "./none.h5"))
        self.refused()

    def test_runs_of_other_slots_are_refused_naming_both(self):
        self.make("none.h5", "long.h5")
        self.assertRegex(self.refused("none.h5", "long.h5"),
                         r"long\.h5: .* 96 slots of 1800 s .*; none\.h5 has 48 slots")

    def test_an_interrupted_run_is_refused_beside_a_whole_one(self):
        self.make("none.h5")
        self.interrupted(signal.SIGINT)
        self.assertRegex(self.refused("none.h5", "x.h5.partial"),
                         r"x\.h5\.partial: was interrupted after \d+ slots")
        self.assertRegex(self.compare("x.h5.partial"), r"(?m)^x\.h5 +\d")

    def test_a_trace_without_prosumers_has_a_row_but_no_prosumers(self):
        self.make("none.h5", "summary.h5")
        self.assertRegex(self.compare("none.h5", "summary.h5"), r"(?m)^summary +\d")
        self.assertRegex(self.refused("none.h5", "summary.h5", "--prosumers"),
                         r"summary\.h5: holds no prosumers: run with --set trace\.level=agents")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
