"""What migrate makes of scenarios and studies of an earlier version, and what it leaves alone.

usage: migrate_test.py PEERWATT
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERWATT = Path(sys.argv[1]).absolute()

OLD = """# A village of two groups, of version 1.
format: peerwatt-scenario
version: 1     # of the format
network: {feeder: {synthetic: {zones: 1, buses_per_zone: 4}}}
market: {mechanism: continuous_double_auction}

prosumers:
  - {name: solar, count: 3, pv: {capacity_kw: 5}, bidding: {patience_s: 6}}  # patience_s is 6
  - name: plain
    count: 2
    bidding:
        "patience_s": 4
leader: {rule: cost_minimizing,   counts_must_serve: false}
"""
NEW = (OLD.replace("version: 1     #", "version: 2     #").replace("{patience_s: 6}", "{order_lifetime_s: 6}")
       .replace('"patience_s": 4', '"order_lifetime_s": 4').replace("counts_must_serve", "counts_inflexible_load"))
CHANGES = """{0}:3:10: version: 1 is now 2
{0}:8:61: patience_s: renamed to order_lifetime_s
{0}:12:9: patience_s: renamed to order_lifetime_s
{0}:13:35: counts_must_serve: renamed to counts_inflexible_load
"""
STUDY = """format: peerwatt-study
version: 1
base: old.yaml
set: {leader.counts_must_serve: true}
grid: {"prosumers[0].bidding.patience_s": [1, 2]}
"""


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.old = self.write("old.yaml", OLD)

    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text.encode())
        return path

    def peerwatt(self, *arguments, code=0):
        done = subprocess.run([PEERWATT, *map(str, arguments)], cwd=self.folder, text=True,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def migrate(self, *arguments, code=0):
        return self.peerwatt("migrate", *arguments, code=code)


class Migrate(ProgramTest):
    def test_a_dry_run_says_what_would_change_and_writes_nothing(self):
        done = self.migrate("old.yaml", "--dry-run")
        self.assertEqual(done.stdout, CHANGES.format("old.yaml") + "old.yaml: would be rewritten\n")
        self.assertEqual(self.old.read_text(), OLD)

    def test_without_options_it_changes_keys_and_version_and_no_other_byte(self):
        done = self.migrate("old.yaml")
        self.assertEqual(done.stdout, CHANGES.format("old.yaml") + "old.yaml: rewritten\n")
        self.assertEqual(self.old.read_text(), NEW)
        self.peerwatt("validate", "old.yaml")

    def test_windows_line_ends_and_a_byte_order_mark_stay(self):
        self.write("old.yaml", "\ufeff" + OLD.replace("\n", "\r\n"))
        self.migrate("old.yaml")
        self.assertEqual(self.old.read_bytes().decode(), "\ufeff" + NEW.replace("\n", "\r\n"))

    def test_a_second_time_nothing_is_written(self):
        self.migrate("old.yaml")
        before = self.old.stat().st_ino
        self.assertEqual(self.migrate("old.yaml").stdout, "old.yaml: nothing to change\n")
        self.assertEqual(self.old.stat().st_ino, before)

    def test_permissions_and_links_stay(self):
        self.old.chmod(0o640)
        (self.folder / "link.yaml").symlink_to("old.yaml")
        self.migrate("link.yaml")
        self.assertTrue((self.folder / "link.yaml").is_symlink())
        self.assertEqual(self.old.read_text(), NEW)
        self.assertEqual(self.old.stat().st_mode & 0o777, 0o640)

    def test_to_another_file_or_standard_output(self):
        self.assertEqual(self.migrate("old.yaml", "-o", "new.yaml").stdout,
                         CHANGES.format("old.yaml") + "old.yaml: written to new.yaml\n")
        self.assertEqual((self.folder / "new.yaml").read_text(), NEW)
        done = self.migrate("old.yaml", "--stdout")
        self.assertEqual(done.stdout, NEW)
        self.assertTrue(done.stderr.startswith(CHANGES.format("old.yaml")))
        self.assertEqual(self.old.read_text(), OLD)

    def test_an_output_that_exists_is_left_as_it_is(self):
        mine = self.folder / "mine.yaml"
        mine.write_text("mine")
        (self.folder / "dangling.yaml").symlink_to("elsewhere.yaml")
        for output in ("mine.yaml", "dangling.yaml"):
            done = self.migrate("old.yaml", "-o", output, code=2)
            self.assertIn(f"{output}: exists already", done.stderr)
        self.assertEqual(mine.read_text(), "mine")
        self.assertFalse((self.folder / "elsewhere.yaml").exists())

    def test_options_that_exclude_each_other_are_refused(self):
        for arguments in (["--dry-run", "--stdout"], ["--dry-run", "-o", "x.yaml"],
                          ["--stdout", "-o", "x.yaml"], ["-o", "old.yaml"],
                          ["old.yaml", "--stdout"], ["old.yaml", "-o", "x.yaml"]):
            self.migrate("old.yaml", *arguments, code=2)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["old.yaml"])
        self.assertEqual(self.old.read_text(), OLD)

    def test_where_one_file_is_wrong_none_is_written(self):
        self.write("broken.yaml", "format: peerwatt-scenario\nversion: 1\nleader: [\n")
        self.write("later.yaml", "format: peerwatt-scenario\nversion: 3\n")
        done = self.migrate("old.yaml", "broken.yaml", "later.yaml", "absent.yaml", code=2)
        self.assertIn("broken.yaml:4:1: not valid YAML", done.stderr)
        self.assertIn("later.yaml:2:10: version: this program knows versions up to 2 (got 3)", done.stderr)
        self.assertIn("absent.yaml: no such file", done.stderr)
        self.assertEqual(self.old.read_text(), OLD)

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_folder_that_cannot_be_written_loses_no_file(self):
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.migrate("old.yaml", code=1)
        self.assertEqual(self.old.read_text(), OLD)

    def test_a_study_and_its_scenario_run_afterwards(self):
        self.write("study.yaml", STUDY)
        self.migrate("study.yaml", "old.yaml")
        self.assertEqual((self.folder / "study.yaml").read_text(),
                         STUDY.replace("counts_must_serve", "counts_inflexible_load")
                         .replace("patience_s", "order_lifetime_s"))
        self.peerwatt("sweep", "study.yaml", "--list")


class OldNames(ProgramTest):
    def test_a_file_of_version_1_is_refused_with_the_command_that_rewrites_it(self):
        done = self.peerwatt("validate", "old.yaml", code=2)
        self.assertEqual(done.stderr, "old.yaml:3:10: version: this program reads version 2 (got 1); "
                                      "`peerwatt migrate old.yaml` rewrites it\n")

    def test_every_file_of_version_1_that_is_extended_is_named(self):
        self.write("two.yaml", OLD)
        self.write("top.yaml", "format: peerwatt-scenario\nversion: 2\nextends: [old.yaml, two.yaml]\n")
        done = self.peerwatt("validate", "top.yaml", code=2)
        self.assertEqual([line.split(": version")[0] for line in done.stderr.splitlines()],
                         ["old.yaml:3:10", "two.yaml:3:10"])

    def test_old_keys_say_what_they_are_called_now(self):
        self.write("new.yaml", OLD.replace("version: 1", "version: 2"))
        done = self.peerwatt("validate", "new.yaml", code=2)
        way_out = "(`peerwatt migrate` rewrites the file)"
        self.assertEqual(done.stderr.splitlines(), [
            f"new.yaml:8:61: prosumers[0].bidding.patience_s: renamed to order_lifetime_s {way_out}",
            f"new.yaml:12:9: prosumers[1].bidding.patience_s: renamed to order_lifetime_s {way_out}",
            f"new.yaml:13:35: leader.counts_must_serve: renamed to counts_inflexible_load {way_out}"])

    def test_so_do_settings_of_the_command_line_and_paths_of_a_study(self):
        self.migrate("old.yaml")
        done = self.peerwatt("validate", "old.yaml", "--set", "leader.counts_must_serve=true", code=2)
        self.assertEqual(done.stderr, "--set leader.counts_must_serve=true: leader.counts_must_serve: "
                                      "renamed to counts_inflexible_load\n")
        self.write("study.yaml", STUDY)
        done = self.peerwatt("sweep", "study.yaml", "--list", code=2)
        self.assertIn("study.yaml:4:7: leader.counts_must_serve: renamed to counts_inflexible_load", done.stderr)
        self.assertIn("study.yaml:5:8: prosumers[0].bidding.patience_s: renamed to order_lifetime_s", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=[__file__])
