"""Files of meters turned into a table that scenarios read, and what is said of it.

usage: import_test.py PEERWATT FILES
"""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERWATT, FILES = Path(sys.argv[1]).absolute(), Path(sys.argv[2]).absolute()

SCENARIO = """format: peerwatt-scenario
version: 2
network: {feeder: {synthetic: {zones: 1, buses_per_zone: 4}}}
market: {mechanism: none}
leader: {rule: flat}
"""
# The options that each file needs, as nothing in it says them.
OPTIONS = {
    "ausgrid.csv": "",
    "london.csv": "--stamp start --time-zone UTC",
    "pecan_street.csv": "--stamp start",
    "green_button.xml": "",
    "semicolons.csv": "--home CUPS --time Fecha --clock Hora --value AE_kWh --stamp end "
                      "--time-zone Europe/Madrid --missing=-999",
    "wide.csv": "--time timestamp --generation sun_kw --value house_a_kw --value house_b_kw "
                "--stamp start --time-zone Europe/Berlin",
}


class Import(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_it(self, *arguments):
        return subprocess.run([PEERWATT, *arguments], cwd=self.folder, text=True,
                              capture_output=True, timeout=300)

    def read(self, file, *more):
        return self.run_it("import", "meters", FILES / file, "-o", "homes.csv",
                           *OPTIONS[file].split(), *more)

    def done(self, result):
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def scenario(self, block, repair=True):
        """A scenario of what the command printed, with the repairs chosen."""
        block = block.replace("    load:\n", "    flexible_load: {share: 0}\n    load:\n")
        if repair:
            block = block.replace(": error  #", ": interpolate  #")
        (self.folder / "s.yaml").write_text(SCENARIO + block)

    def test_what_is_printed_runs(self):
        for file in ("ausgrid.csv", "semicolons.csv"):
            with self.subTest(file):
                told = self.done(self.read(file, "--force"))
                block = told.split("In a scenario beside it:\n\n")[1]
                self.scenario(block)
                self.assertIn("prosumer", self.done(self.run_it("validate", "s.yaml")))
                if "error  #" in block:
                    self.scenario(block, repair=False)
                    refused = self.run_it("validate", "s.yaml")
                    self.assertEqual(refused.returncode, 2)
                    self.assertIn("repair it with gaps", refused.stderr)

    def test_every_layout_is_read_and_told(self):
        words = {"ausgrid.csv": "Ausgrid wide rows", "london.csv": "Low Carbon London long rows",
                 "pecan_street.csv": "Pecan Street rows", "green_button.xml": "Green Button",
                 "semicolons.csv": "decimal commas", "wide.csv": "a column per home"}
        for file, word in words.items():
            with self.subTest(file):
                self.assertIn(word, self.done(self.read(file, "--force")))

    def test_the_report_says_what_was_found(self):
        told = " ".join(self.done(self.read("london.csv")).split())
        self.assertIn("1 duplicate with the same value dropped (the first in line 4)", told)
        self.assertIn("1 reading between the steps dropped (the first in line 6)", told)
        self.assertIn("2 gaps of 1 h in all, the longest of 0.5 h, the first at "
                      "2012-12-18T15:00:00Z (line 5)", told)
        self.assertIn("begins 2 h late", told)
        self.assertIn("not repaired 6 empty cells, 0 negative values", told)
        clocks = " ".join(self.done(self.read("ausgrid.csv", "--force")).split())
        self.assertIn("2011-10-01T16:00:00Z: 1 h forward; 6 readings at times that do not exist "
                      "were dropped", clocks)

    def test_programs_get_json(self):
        report = json.loads(self.done(self.read("green_button.xml", "--json")))
        self.assertEqual(report["step_s"], 900)
        self.assertEqual(report["columns"][0]["gaps"]["count"], 1)
        self.assertEqual(report["columns"][0]["gaps"]["first_at"]["line"], 58)
        self.assertEqual(report["columns"][1]["flow"], "generation")

    def test_nothing_is_overwritten_unasked_or_by_bad_input(self):
        table = self.folder / "homes.csv"
        table.write_text("mine")
        refused = self.read("ausgrid.csv")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("homes.csv: exists already", refused.stderr)
        bad = self.folder / "bad.csv"
        bad.write_text("t,load_kwh\n2022-01-01 00:00,1\n2022-01-01 01:00,x\n2022-13-01 02:00,1\n")
        refused = self.run_it("import", "meters", "bad.csv", "-o", "homes.csv", "--force", "--time",
                              "t", "--stamp", "start", "--time-zone", "UTC")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("bad.csv:3:18: load_kwh: must be a finite number", refused.stderr)
        self.assertIn("bad.csv:4:1: t: is no day of the calendar", refused.stderr)
        self.assertEqual(table.read_text(), "mine")
        refused = self.run_it("import", "meters", "bad.csv", "-o", "bad.csv", "--force")
        self.assertIn("bad.csv: is read; name another file", refused.stderr)
        self.done(self.read("ausgrid.csv", "--force"))
        self.assertTrue(table.read_text().startswith("time,home_1_load,home_1_pv,home_2_load\n"))

    def test_names_of_options_are_checked_all_at_once(self):
        refused = self.run_it("import", "meters", "x", "-o", "y", "--unit", "mwh", "--stamp", "middle",
                              "--home", "h")
        self.assertEqual(refused.returncode, 2)
        for word in ("--unit: must be kwh, wh, kw, w (got 'mwh')", "--stamp: must be start, end",
                     "need --time COLUMN", "--home needs --value"):
            self.assertIn(word, refused.stderr)

    def test_a_star_takes_all_columns_and_is_resolved(self):
        self.done(self.read("semicolons.csv"))
        told = self.done(self.read("semicolons.csv", "--force"))
        self.scenario(told.split("In a scenario beside it:\n\n")[1])
        printed = self.run_it("validate", "s.yaml", "--print").stdout
        self.assertIn("ES0021", printed)
        self.assertNotIn('"*"', printed)
        text = (self.folder / "s.yaml").read_text()
        (self.folder / "s.yaml").write_text(text.replace('"*"', '["*", ES0021]'))
        self.assertIn("it stands alone", self.run_it("validate", "s.yaml").stderr)
        (self.folder / "s.yaml").write_text(text.replace("time_column: time", "time_column: when"))
        self.assertIn("no column 'when'", self.run_it("validate", "s.yaml").stderr)

    def test_repairs_are_told_at_the_run(self):
        told = self.done(self.read("semicolons.csv"))
        self.scenario(told.split("In a scenario beside it:\n\n")[1])
        expected = ("note: profile 'homes': gaps: 265 missing values (265 h) interpolated, in 1 of 1 "
                    "columns of homes.csv")
        for command in (["validate", "s.yaml"], ["validate", "s.yaml", "--strict"],
                        ["run", "s.yaml", "-o", "run.h5"]):
            result = self.run_it(*command)
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertIn(expected, result.stderr)
            self.assertIn("s.yaml:", result.stderr)
        self.assertNotIn("interpolated", self.run_it("run", "s.yaml", "-q", "-o", "q.h5").stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
