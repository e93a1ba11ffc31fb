"""What validate, run and sweep note of scenarios that will not do what they seem to, and what the
program suggests to who calls it wrongly.

usage: notes_test.py PEERWATT CONFIGS SHARED_DATA
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERWATT, CONFIGS, SHARED_DATA = (Path(argument).absolute() for argument in sys.argv[1:4])

ODD = """format: peerwatt-scenario
version: 2
network: {feeder: {synthetic: {zones: 1, buses_per_zone: 4}}}
prosumers:
  - {name: solar, count: 3, pv: {capacity_kw: 5}}
  - {name: dark, count: 2, pv: {share: 0.5}}
"""
NOTE = "prosumers[1].pv.share: without effect"

RECORDED = """format: peerwatt-scenario
version: 2
network: {feeder: {synthetic: {zones: 1, buses_per_zone: 4}}}
prosumers: [{name: solar, count: 3, pv: {capacity_kw: 5}}]
profiles:
  - {name: prices, file: prices.csv, time_column: time, time_format: time_of_day, step_s: 43200, unit: price}
leader: {rule: replay, profile: prices, column: price}
"""


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write("odd.yaml", ODD)

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def peerwatt(self, *arguments, code=0):
        done = subprocess.run([PEERWATT, *map(str, arguments)], cwd=self.folder, text=True,
                              capture_output=True, timeout=300)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done


class Validate(ProgramTest):
    def test_notes_are_told_and_the_scenario_stays_right(self):
        done = self.peerwatt("validate", "odd.yaml")
        self.assertTrue(done.stderr.startswith(f"odd.yaml:6:40: note: {NOTE}"), done.stderr)
        self.assertEqual(done.stderr.count("\n"), 1)
        self.assertIn("odd.yaml: runs, with 1 note (5 prosumers, 1 zone, 48 slots)", done.stdout)

    def test_strict_takes_notes_for_errors(self):
        done = self.peerwatt("validate", "odd.yaml", "--strict", code=2)
        self.assertTrue(done.stderr.startswith(f"odd.yaml:6:40: {NOTE}"), done.stderr)
        self.assertEqual(done.stdout, "")
        self.peerwatt("validate", "odd.yaml", "--strict", "--set", "prosumers[1].pv.share=null")

    def test_notes_do_not_get_into_a_printed_scenario(self):
        printed = self.peerwatt("validate", "odd.yaml", "--print").stdout
        self.assertTrue(printed.startswith("format: peerwatt-scenario"))
        self.assertNotIn("note", printed)

    def test_recorded_prices_below_the_tariff_are_noted_where_they_are_named(self):
        self.write("recorded.yaml", RECORDED)
        self.write("prices.csv", "time,price\n00:00,0.3\n12:00,0.2\n")
        done = self.peerwatt("validate", "recorded.yaml")
        self.assertIn("recorded.yaml:7:33: note: leader.profile: makes peak hours cheaper: in 8 of 8 "
                      "slots that can be peak", done.stderr)
        self.write("prices.csv", "time,price\n00:00,0.2\n12:00,0.3\n")
        self.assertEqual(self.peerwatt("validate", "recorded.yaml", "--strict").stderr, "")

    def test_what_is_committed_has_no_notes(self):
        files = [*CONFIGS.glob("*.yaml"), *CONFIGS.glob("faults/*.yaml")]
        self.assertGreater(len(files), 6)
        for file in files:
            if file.name == "real_feeder_week.yaml":
                if SHARED_DATA.is_dir():
                    self.peerwatt("validate", file, "--strict", "--set", f"data_dir={SHARED_DATA}")
                continue
            if file.name == "slow_network.yaml":  # its messages are too slow on purpose
                slow = self.peerwatt("validate", file).stderr
                self.assertRegex(slow, r"^\S+: note: market\.gate_s: [^\n]*\n$")
                continue
            done = self.peerwatt("validate", file, "--strict")
            self.assertEqual(done.stderr, "", file)

    def test_the_committed_studies_have_no_notes(self):
        studies = list(CONFIGS.glob("studies/*.yaml"))
        self.assertGreater(len(studies), 4)
        for study in studies:
            self.assertEqual(self.peerwatt("sweep", study, "--list").stderr, "", study)


class Run(ProgramTest):
    def test_notes_come_before_the_run(self):
        lines = self.peerwatt("run", "odd.yaml").stderr.splitlines()
        self.assertIn(NOTE, lines[0])

    def test_quiet_runs_say_nothing(self):
        done = self.peerwatt("run", "odd.yaml", "-q")
        self.assertEqual(done.stderr + done.stdout, "")


class Sweep(ProgramTest):
    def sweep(self, grid):
        self.write("study.yaml", "format: peerwatt-study\nversion: 1\nbase: odd.yaml\n"
                                 f"grid: {{{grid}}}\n")
        return self.peerwatt("sweep", "study.yaml", "--list").stderr.splitlines()

    def test_what_all_variants_have_is_noted_once(self):
        notes = self.sweep("seed: [1, 2]")
        self.assertEqual(len(notes), 1)
        self.assertIn(NOTE, notes[0])

    def test_what_comes_with_a_varied_value_is_meant(self):
        self.assertEqual(self.sweep('"prosumers[1].pv.capacity_kw": [0, 3]'), [])


class Suggestions(ProgramTest):
    def test_an_unknown_command(self):
        text = self.peerwatt("valdate", "odd.yaml", code=2).stderr
        self.assertTrue(text.startswith("valdate: no such command (did you mean validate?)\n"), text)
        self.assertIn("sweep", text)
        self.assertNotIn("did you mean", self.peerwatt("xylophone", code=2).stderr)

    def test_an_unknown_option(self):
        text = self.peerwatt("run", "odd.yaml", "--quite", code=2).stderr
        self.assertTrue(text.startswith("--quite: no such option (did you mean --quiet?)\n"), text)
        text = self.peerwatt("run", "odd.yaml", "--ouput=x.h5", "more", code=2).stderr
        self.assertIn("--ouput: no such option (did you mean --output?)\n", text)
        self.assertIn("more: an argument too many\n", text)
        self.assertIn("`peerwatt run --help`", text)

    def test_a_study_is_for_sweep_and_a_scenario_for_run(self):
        study = CONFIGS / "studies" / "mechanisms.yaml"
        for command in ("run", "validate"):
            text = self.peerwatt(command, study, code=2).stderr
            self.assertRegex(text, r"mechanisms\.yaml:\d+:\d+: .*is a study: use `peerwatt sweep`")
        text = self.peerwatt("sweep", "odd.yaml", code=2).stderr
        self.assertRegex(text, r"odd\.yaml:1:9: .*is a scenario: use `peerwatt run`")
        text = self.peerwatt("run", CONFIGS / "feeders" / "village.yaml", code=2).stderr
        self.assertIn("is a feeder", text)

    def test_help_has_a_line_for_each_command_and_says_where_to_read_on(self):
        text = self.peerwatt("--help").stdout
        for command in ("run", "validate", "sweep", "compare", "verify", "schema", "clear", "audit"):
            self.assertRegex(text, rf"(?m)^  {command} +\S.*$")
        self.assertIn("docs/configuration.md", text)
        self.assertTrue(all(len(line) <= 100 for line in text.splitlines()), text)
        self.assertNotIn("docs/orders.md for clear", self.peerwatt("run", "--help").stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
