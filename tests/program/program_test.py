"""Calls peerwatt as people do: arguments, exit codes, messages, and the files it leaves behind.

usage: program_test.py PEERWATT CONFIGS SHARED_DATA
"""

import json
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

try:
    import h5py
except ImportError:
    h5py = None

PEERWATT, CONFIGS, SHARED_DATA = (Path(argument) for argument in sys.argv[1:4])
QUICKSTART = CONFIGS / "quickstart.yaml"
ONE_DAY = ["--set", "clock.days=1"]


# Large enough for three districts.
TOWN = """format: peerwatt-scenario
version: 2
clock: {days: 1}
network: {feeder: {synthetic: {zones: 50, buses_per_zone: 10}}}
prosumers: [{name: home, count: 5000, pv: {capacity_kw: {uniform: [0, 8]}}, battery: {share: 0.2}}]
"""


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def peerwatt(self, *arguments, **options):
        return subprocess.run([PEERWATT, *map(str, arguments)], cwd=self.folder, text=True,
                              capture_output=True, timeout=300, **options)

    def interrupted(self, number):
        """A run that would take hours gets a signal when days of it are in the file."""
        process = subprocess.Popen([PEERWATT, "run", QUICKSTART, "--set", "clock.days=30000", "-o",
                                    "x.h5"], cwd=self.folder, text=True, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        partial = self.folder / "x.h5.partial"
        while process.poll() is None and not (partial.exists() and
                                              partial.stat().st_size > 2_000_000):
            time.sleep(0.02)
        process.send_signal(number)
        _, errors = process.communicate(timeout=120)
        return process.returncode, errors

    def names(self):
        return sorted(path.relative_to(self.folder).as_posix()
                      for path in self.folder.rglob("*") if path.is_file())


class Verify(ProgramTest):
    def run_and_verify(self, *settings, options=()):
        words = [word for setting in settings for word in ("--set", setting)]
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-q", "--force", "-o", "x.h5", *words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.peerwatt("verify", "x.h5", *options)

    def test_a_run_holds(self):
        for settings in ((), ("market.mechanism=none",), ("leader.rule=flat",),
                         ("market.auction=k_pricing", "trace.level=orders")):
            done = self.run_and_verify(*settings)
            self.assertEqual((done.returncode, done.stderr), (0, ""), done.stdout)
            self.assertIn("x.h5: all that was checked holds", done.stdout)
            self.assertRegex(done.stdout, r"(?m)^energy: household +holds +48 ")

    def test_every_configuration_holds(self):
        for config in ("energy_classes.yaml", "order_book.yaml", "quickstart.yaml"):
            done = self.peerwatt("run", CONFIGS / config, "-q", "--force", "-o", "x.h5")
            self.assertEqual(done.returncode, 0, done.stderr)
            done = self.peerwatt("verify", "x.h5")
            self.assertEqual(done.returncode, 0, done.stdout)

    def test_json_says_the_same(self):
        done = self.run_and_verify("trace.level=summary", options=["--json"])
        self.assertEqual(done.returncode, 0, done.stderr)
        found = json.loads(done.stdout)
        self.assertTrue(found["holds"])
        checks = {check["check"]: check for check in found["checks"]}
        self.assertEqual(checks["seal"]["verdict"], "holds")
        self.assertEqual(checks["money: bills"],
                         {"check": "money: bills", "verdict": "not_checked",
                          "reason": "trace.level is summary"})

    @unittest.skipIf(h5py is None, "needs h5py")
    def test_an_altered_trace_does_not_hold(self):
        self.run_and_verify()
        with h5py.File(self.folder / "x.h5", "r+") as trace:
            trace["prosumers/balance"][35, 7] += 0.01
        done = self.peerwatt("verify", "x.h5")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stdout, r"(?m)^seal +FAILS")
        self.assertRegex(done.stdout, r"(?m)^money: bills +FAILS.*slot 35, prosumer 7 \(")
        self.assertIn("x.h5: does not hold", done.stdout)

    def test_what_cannot_be_verified_is_said_all_at_once(self):
        done = self.peerwatt("verify", "nowhere.h5", "--slots", "x")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("nowhere.h5: no such file", done.stderr)
        self.assertIn("--slots x: must be A:B", done.stderr)
        self.run_and_verify()
        done = self.peerwatt("verify", "x.h5", "--slots", "40:50")
        self.assertEqual(done.returncode, 2)
        self.assertIn("must be within 0:48", done.stderr)

    @unittest.skipIf(h5py is None, "needs h5py")
    def test_a_trace_without_rules_is_refused_with_all_that_is_missing(self):
        self.run_and_verify()
        with h5py.File(self.folder / "x.h5", "r+") as trace:
            del trace["rules"]
            del trace["system/rounds"]
        done = self.peerwatt("verify", "x.h5")
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("x.h5: has no /rules", done.stderr)
        self.assertIn("x.h5: has no column system/rounds", done.stderr)


class Validate(ProgramTest):
    TAKES = re.compile(r"a run takes (less than a second|about \d+ (?:s|min)) with (\d+) threads?, "
                       r"about ([\d.]+) MB of memory, and ([\d.]+) ([kM])B for its trace\n")

    def estimate(self, *settings):
        done = self.peerwatt("validate", QUICKSTART, *settings)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        lines = done.stdout.splitlines(keepends=True)
        self.assertEqual(len(lines), 2, done.stdout)
        return self.TAKES.fullmatch(lines[1])

    def test_says_what_a_run_takes_and_leaves_nothing(self):
        day, year = self.estimate(*ONE_DAY), self.estimate("--set", "clock.days=365")
        self.assertEqual(self.names(), [])
        self.assertEqual((day[2], year[2]), ("1", "1"))
        self.assertEqual(year[1].split()[0], "about")
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "x.h5")
        self.assertEqual(done.returncode, 0)
        size = (self.folder / "x.h5").stat().st_size
        expected = float(day[4]) * {"k": 1e3, "M": 1e6}[day[5]]
        self.assertLess(abs(size / expected - 1), 0.5)

    def test_writes_nothing_but_the_scenario_when_it_prints_that(self):
        done = self.peerwatt("validate", QUICKSTART, "--print")
        self.assertNotIn("a run takes", done.stdout + done.stderr)


class Run(ProgramTest):
    def test_writes_a_trace_and_prints_what_came_of_it(self):
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("Bought from grid at peak, kWh", done.stdout)
        self.assertLessEqual(done.stdout.count("\n"), 12)
        self.assertIn("trace: runs/quickstart.h5", done.stdout)
        self.assertIn("simulating 48 slots of 60 prosumers, 1 thread", done.stderr)
        self.assertIn("48 slots in", done.stderr)
        self.assertEqual(self.names(), ["runs/quickstart.h5"])

    def test_quiet_prints_nothing(self):
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "--quiet", "-o", "x.h5")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_leaves_an_existing_trace_alone_without_force(self):
        (self.folder / "x.h5").write_text("precious")
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "x.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("x.h5", done.stderr)
        self.assertIn("--force", done.stderr)
        self.assertEqual((self.folder / "x.h5").read_text(), "precious")
        self.assertEqual(self.names(), ["x.h5"])

    def test_force_replaces_it(self):
        (self.folder / "x.h5").write_text("precious")
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "x.h5", "--force")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertNotEqual((self.folder / "x.h5").read_bytes(), b"precious")

    def test_the_size_of_a_trace_is_told_before(self):
        units = {"kB": 1e3, "MB": 1e6}
        for settings in ([], ["trace.level=summary"], ["trace.level=orders"],
                         ["trace.compression=0"], ["trace.precision=float32", "trace.every=4"],
                         ["trace.significant_bits=28"], ["trace.significant_bits=12"],
                         ["trace.significant_bits=20", "trace.precision=float32"]):
            options = [part for setting in settings for part in ("--set", setting)]
            done = self.peerwatt("run", QUICKSTART, "-f", "-o", "x.h5", *options)
            number, unit = re.search(r"x\.h5: about ([\d.]+) (\w+)", done.stderr).groups()
            told = float(number) * units[unit]
            stored = (self.folder / "x.h5").stat().st_size
            self.assertTrue(0.5 < told / stored < 2, f"{settings}: told {told}, is {stored}")

    def test_a_partial_trace_is_not_overwritten_without_force(self):
        (self.folder / "x.h5.partial").write_text("precious")
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "x.h5")
        self.assertEqual(done.returncode, 2)
        self.assertIn("x.h5.partial", done.stderr)
        self.assertEqual((self.folder / "x.h5.partial").read_text(), "precious")

    def test_a_folder_or_device_is_never_replaced_by_a_trace(self):
        (self.folder / "folder").mkdir()
        for target in ("folder", "/dev/null"):
            done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", target, "--force")
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(target, done.stderr)
        self.assertTrue(Path("/dev/null").is_char_device())
        self.assertEqual(self.names(), [])

    def test_a_folder_that_is_not_there_is_a_clear_failure(self):
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "nowhere/x.h5")
        self.assertEqual(done.returncode, 1)
        self.assertIn("nowhere", done.stderr)
        self.assertNotIn("internal error", done.stderr)

    def test_an_unwritable_folder_is_a_clear_failure(self):
        done = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "/proc/x.h5")
        self.assertEqual(done.returncode, 1)
        self.assertIn("/proc", done.stderr)
        self.assertNotIn("internal error", done.stderr)

    def test_a_full_disk_is_a_clear_failure(self):
        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

        done = self.peerwatt("run", QUICKSTART, "-o", "x.h5", preexec_fn=limit)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("x.h5.partial", done.stderr)
        self.assertNotIn("internal error", done.stderr)
        self.assertEqual(self.names(), ["x.h5.partial"])

    def test_seed_changes_the_run_and_the_same_seed_does_not(self):
        tables = [self.peerwatt("run", QUICKSTART, *ONE_DAY, "-f", "--seed", seed).stdout
                  for seed in (1, 2, 1)]
        self.assertNotEqual(tables[0], tables[1])
        self.assertEqual(tables[0], tables[2])

    @unittest.skipUnless(h5py, "h5py is not installed")
    def test_threads_change_nothing_in_the_trace(self):
        (self.folder / "town.yaml").write_text(TOWN)
        seals = []
        for threads in (1, 2, 4):
            trace = f"{threads}.h5"
            done = self.peerwatt("run", "town.yaml", "-q", "--threads", threads, "-o", trace)
            self.assertEqual(done.returncode, 0, done.stderr)
            with h5py.File(self.folder / trace) as file:
                seals.append(file["provenance"].attrs["content_sha256"])
        self.assertEqual(len(set(seals)), 1)

    def test_interruption_leaves_a_readable_partial_trace(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(signal=number):
                for path in self.folder.glob("x.h5*"):
                    path.unlink()
                code, errors = self.interrupted(number)
                self.assertEqual(code, 130, errors)
                self.assertIn("x.h5.partial", errors)
                self.assertEqual(self.names(), ["x.h5.partial"])
                if h5py is None:
                    print("not opened: h5py is not installed")
                    continue
                with h5py.File(self.folder / "x.h5.partial") as trace:
                    self.assertEqual(trace.attrs["run_status"], b"interrupted")
                    self.assertGreater(len(trace["time"]), 48)
                    self.assertEqual(len(trace["time"]), len(trace["system/price_sell"]))


class BadInput(ProgramTest):
    def refused(self, *arguments):
        done = self.peerwatt(*arguments)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertNotIn("internal error", done.stderr)
        self.assertEqual(self.names(), self.before)
        return done.stderr + done.stdout

    def setUp(self):
        super().setUp()
        self.before = []

    def test_no_command(self):
        self.refused()

    def test_no_threads_too_many_or_what_is_no_number(self):
        for threads in (0, 1025, "two"):
            self.assertIn("--threads", self.refused("run", QUICKSTART, "--threads", threads))

    def test_an_unknown_option(self):
        self.assertIn("--sed", self.refused("run", QUICKSTART, "--sed", 3))

    def test_what_was_probably_meant_is_suggested(self):
        for meant, words in (("run", ["rnu", QUICKSTART]),
                             ("--seed", ["run", QUICKSTART, "--sede", 3]),
                             ("--seed", ["run", QUICKSTART, "--sede=3"]),
                             ("--force", ["run", "-force", QUICKSTART]),
                             ("--version", ["--versoin"])):
            self.assertIn(f"(did you mean {meant}?)", self.refused(*words))
        self.assertIn("options of a command stand behind it", self.refused("--seed", 3, "run"))

    def test_a_scenario_that_is_not_there(self):
        self.assertIn("nothing.yaml", self.refused("run", "nothing.yaml"))

    def test_a_folder_as_scenario(self):
        self.assertIn(str(CONFIGS), self.refused("run", CONFIGS))

    def test_an_endless_device_as_scenario(self):
        self.assertIn("/dev/zero", self.refused("validate", "/dev/zero"))

    def test_settings_without_a_value_and_unknown_ones(self):
        text = self.refused("run", QUICKSTART, "--set", "seed")
        self.assertIn("--set seed", text)
        text = self.refused("run", QUICKSTART, "--set", "cps.capcity_kw=3")
        self.assertIn("capacity_kw", text)

    def test_all_mistakes_are_reported_at_once(self):
        bad = self.folder / "bad.yaml"
        bad.write_text(QUICKSTART.read_text().replace("feeders/", f"{CONFIGS}/feeders/")
                       .replace("count: 36", "count: -1").replace("seed: 42", "seed: many"))
        self.before = ["bad.yaml"]
        text = self.refused("run", "bad.yaml")
        self.assertRegex(text, r"bad\.yaml:\d+:\d+: prosumers\[0\]\.count")
        self.assertRegex(text, r"bad\.yaml:\d+:\d+: seed")

    def test_a_missing_profile_says_how_to_find_it(self):
        text = self.refused("run", CONFIGS / "real_feeder_week.yaml")
        self.assertIn("ausgrid_home012_2011H2_30min.csv", text)
        self.assertIn("data_dir", text)

    def test_a_timetable_that_latencies_break(self):
        text = self.refused("run", QUICKSTART, "--set", "network.latency.fixed_s=20")
        self.assertRegex(text, r"quickstart\.yaml:\d+:\d+: market\.gate_s: ")
        self.assertRegex(text, r"quickstart\.yaml:\d+:\d+: market\.settlement_s: ")

    def test_a_wrong_layout_of_a_profile_is_placed(self):
        text = self.with_profile("time_zone: Mars/Base", "time,kw\n")
        self.assertRegex(text, r"bad\.yaml:\d+:\d+: profile 'sun'.*Mars/Base")

    def test_a_wrong_profile_is_placed_in_its_own_file(self):
        text = self.with_profile("time_format: minute_of_day", "time,kw\n0,x\n1,inf\n")
        self.assertRegex(text, r"sun\.csv:2:3: ")
        self.assertRegex(text, r"sun\.csv:3:3: ")

    def with_profile(self, line, table):
        (self.folder / "sun.csv").write_text(table)
        (self.folder / "bad.yaml").write_text(f"""format: peerwatt-scenario
version: 2
network: {{feeder: {{synthetic: {{zones: 1, buses_per_zone: 2}}}}}}
profiles:
  - name: sun
    file: sun.csv
    time_column: time
    step_s: 60
    {line}
prosumers: [{{name: homes, load: {{profile: sun, columns: [kw]}}}}]
""")
        self.before = ["bad.yaml", "sun.csv"]
        return self.refused("run", "bad.yaml")


class Validate(ProgramTest):
    def test_says_that_a_scenario_is_fine(self):
        done = self.peerwatt("validate", QUICKSTART)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("60 prosumers", done.stdout)
        self.assertEqual(self.names(), [])

    def test_prints_a_scenario_that_runs_to_the_same_indicators(self):
        printed = self.peerwatt("validate", QUICKSTART, *ONE_DAY, "--print")
        (self.folder / "printed.yaml").write_text(printed.stdout)
        again = self.peerwatt("run", "printed.yaml", "-o", "x.h5").stdout
        first = self.peerwatt("run", QUICKSTART, *ONE_DAY, "-o", "x.h5", "-f").stdout
        self.assertEqual(first, again)


class Schema(ProgramTest):
    def test_is_the_committed_one(self):
        done = self.peerwatt("schema")
        self.assertEqual(done.stdout, (CONFIGS / "scenario.schema.json").read_text())


class RealData(ProgramTest):
    def test_a_week_of_measured_homes_on_the_33_bus_feeder(self):
        if not SHARED_DATA.is_dir():
            self.skipTest(f"no data in {SHARED_DATA}")
        done = self.peerwatt("run", CONFIGS / "real_feeder_week.yaml", "--set",
                             f"data_dir={SHARED_DATA}", "-o", "week.h5", "--all")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"Slots +336\b")
        self.assertRegex(done.stdout, r"Slots not converged +0\b")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
