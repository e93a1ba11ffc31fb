"""The seal of a trace, computed by the lines of Python in docs/trace-format.md.

usage: seal_test.py PEERWATT CONFIGS DOCS
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py
import numpy

PEERWATT, CONFIGS, DOCS = (Path(argument) for argument in sys.argv[1:4])


def documented():
    text = (DOCS / "trace-format.md").read_text()
    return re.search(r"<!-- seal: begin -->\n+```python\n(.*?)```", text, re.DOTALL)[1]


class SealTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "seal.py").write_text(documented())

    def trace(self, name, *settings):
        file = self.folder / name
        subprocess.run([PEERWATT, "run", CONFIGS / "quickstart.yaml", "--set", "clock.days=1", "-q",
                        "-o", file, *settings], check=True)
        return file

    def seal(self, file):
        return subprocess.run([sys.executable, self.folder / "seal.py", file], check=True,
                              capture_output=True, text=True).stdout.strip()

    @staticmethod
    def noted(file):
        with h5py.File(file) as trace:
            return trace["provenance"].attrs["content_sha256"].decode()

    def test_twenty_lines_compute_it(self):
        self.assertLessEqual(sum(1 for line in documented().splitlines() if line.strip()), 20)
        for settings in ([], ["--set", "trace.level=orders"], ["--set", "trace.level=summary"],
                         ["--set", "trace.precision=float32"],
                         ["--set", "trace.significant_bits=28"]):
            file = self.trace("run.h5", "-f", *settings)
            self.assertEqual(self.seal(file), self.noted(file), settings)

    def test_a_changed_value_and_a_changed_scenario_change_it(self):
        file = self.trace("run.h5")
        for change in (self.change_value, self.change_scenario, self.change_rule):
            changed = shutil.copy(file, self.folder / "changed.h5")
            with h5py.File(changed, "r+") as trace:
                change(trace)
            self.assertNotEqual(self.seal(changed), self.noted(file))
            verified = subprocess.run([PEERWATT, "verify", "--no-rerun", changed],
                                      capture_output=True, text=True)
            self.assertEqual(verified.returncode, 1)
            self.assertRegex(verified.stdout, r"seal +FAILS")

    @staticmethod
    def change_value(trace):
        trace["system/price_sell"][3] += 1e-12

    @staticmethod
    def change_scenario(trace):
        text = trace["provenance/config_yaml"]
        text[()] = text[()].decode().replace("seed: 42", "seed: 43")

    @staticmethod
    def change_rule(trace):
        trace["rules"].attrs.modify("price_cap", 9.0)

    def test_a_text_of_another_kind_is_read_too(self):
        file = self.trace("run.h5")
        with h5py.File(file, "r+") as trace:
            trace.attrs["title"] = "another"  # h5py writes texts of variable length
        verified = subprocess.run([PEERWATT, "verify", "--rerun", file], capture_output=True,
                                  text=True)
        self.assertEqual(verified.returncode, 1)
        for check in ("seal", "form: scenario", "rerun: attributes"):
            self.assertRegex(verified.stdout, rf"{check} +FAILS")
        self.assertIn("/@title: another in the trace, ", verified.stdout)

    def test_traces_of_other_versions_are_refused(self):
        file = self.trace("run.h5")
        for version, advice in (([1, 0], "run its scenario again"), ([2, 0], "run its scenario again"),
                                ([3, 0], "use the peerwatt that wrote it")):
            with h5py.File(file, "r+") as trace:
                trace.attrs.modify("schema_version", numpy.array(version, "i4"))
            refused = subprocess.run([PEERWATT, "verify", file], capture_output=True, text=True)
            self.assertEqual(refused.returncode, 2, version)
            self.assertIn(advice, refused.stderr)

    def test_an_attribute_of_many_texts_is_refused(self):
        file = self.trace("run.h5")
        with h5py.File(file, "r+") as trace:
            trace.attrs["title"] = [b"one", b"two"]
        refused = subprocess.run([PEERWATT, "verify", file], capture_output=True, text=True)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("'title' is not a single text", refused.stderr)

    def test_integers_beyond_everything_fail_a_check_or_the_reading(self):
        file = self.trace("run.h5", "--set", "trace.level=orders")
        columns = []
        with h5py.File(file) as trace:
            trace.visititems(lambda name, item: columns.append(name) if isinstance(
                item, h5py.Dataset) and item.dtype.kind in "iu" and item.size > 7 else None)
        self.assertIn("system/price_set_by", columns)
        for column in columns:
            for value in (2**31 - 1, -7):
                changed = shutil.copy(file, self.folder / "changed.h5")
                with h5py.File(changed, "r+") as trace:
                    data = trace[column]
                    if value > numpy.iinfo(data.dtype).max or value < numpy.iinfo(data.dtype).min:
                        continue
                    data[(7,) + (0,) * (data.ndim - 1)] = value
                done = subprocess.run([PEERWATT, "verify", "--no-rerun", changed],
                                      capture_output=True, text=True)
                self.assertIn(done.returncode, (1, 2), f"{column}: {value}: {done.stderr}")

    def test_another_run_needs_the_data_of_the_run(self):
        data = self.folder / "meter.csv"
        rows = "".join(f"2024-06-04 {hour:02}:00,{hour / 10}\n" for hour in range(24))
        data.write_text("t,load\n" + rows)
        scenario = self.folder / "meter.yaml"
        scenario.write_text("""format: peerwatt-scenario
version: 2
clock: {start: "2024-06-04T00:00:00Z", days: 1, slot_s: 3600, time_zone: UTC}
network: {feeder: {synthetic: {zones: 1, buses_per_zone: 2}}}
profiles:
  - {name: p, file: meter.csv, time_column: t, time_format: utc, unit: kwh, step_s: 3600}
prosumers:
  - {name: h, load: {profile: p, columns: [load]}}
""")
        file = self.folder / "meter.h5"
        subprocess.run([PEERWATT, "run", scenario, "-q", "-o", file], check=True)

        def again(*options):
            done = subprocess.run([PEERWATT, "verify", "--rerun", *options, file],
                                  capture_output=True, text=True)
            return done.returncode, done.stdout + done.stderr

        self.assertEqual(again()[0], 0)
        moved = self.folder / "elsewhere"
        moved.mkdir()
        data.rename(moved / "meter.csv")
        code, text = again()
        self.assertEqual(code, 2)
        self.assertRegex(text, r"meter\.csv is not there; --data-dir")
        self.assertEqual(again("--data-dir", moved)[0], 0)
        (moved / "meter.csv").write_text("t,load\n")
        code, text = again("--data-dir", moved)
        self.assertEqual(code, 2)
        self.assertIn("is not the one that the run read", text)
        self.assertEqual(again("--no-rerun")[0], 2)

    def test_storage_and_place_do_not_matter(self):
        file = self.trace("run.h5")
        repacked = self.folder / "repacked.h5"
        shutil.copy(file, repacked)
        with h5py.File(repacked, "r+") as trace:
            trace["provenance"].attrs["host"] = "elsewhere"
            text = trace["provenance/config_yaml"]
            text[()] = re.sub(rb"(?m)^data_dir: .*$", b"data_dir: /elsewhere", text[()])
            values = trace["prosumers/load_kwh"][()]
            attributes = dict(trace["prosumers/load_kwh"].attrs)
            del trace["prosumers/load_kwh"]
            plain = trace.create_dataset("prosumers/load_kwh", data=values)
            for name in attributes.keys() - {"DIMENSION_LIST"}:
                plain.attrs.create(name, attributes[name])
        self.assertEqual(self.seal(repacked), self.noted(file))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
