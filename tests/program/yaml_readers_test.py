"""Reads with PyYAML, which knows YAML 1.1, what peerwatt reads and writes: both must see the same.

usage: yaml_readers_test.py PEERWATT CONFIGS COMPLETE_SCENARIO SHARED_DATA
"""

import subprocess
import sys
import tempfile
import unittest
from datetime import datetime
from pathlib import Path

try:
    import h5py
except ImportError:
    h5py = None
try:
    import yaml
except ImportError:
    print("needs PyYAML")
    sys.exit(77)

PEERWATT, CONFIGS, COMPLETE, SHARED_DATA = (Path(argument) for argument in sys.argv[1:5])
PLAIN = (str, int, float, bool)

NASTY = ["NO", "off", "y", "~", "null", "0123", "0o17", "0x1F", "1_000", "22:00", "1e3", "1.5",
         "2025-07-01", "2025-07-01T00:00:00Z", "=", "<<", "a: b", "#", "a\u2028b",
         "\ufeff", "é", " x "]


def files():
    """The committed files of a format, and what PyYAML reads in them."""
    for path in [*sorted(CONFIGS.rglob("*.yaml")), COMPLETE]:
        yield path, yaml.safe_load(path.read_text(encoding="utf-8"))


def leaves(value, path=""):
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from leaves(part, (path, key))
    elif isinstance(value, list) and value:
        for i, part in enumerate(value):
            yield from leaves(part, (path, i))
    else:
        yield path, value


def as_instant(text):
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        return None


class YamlReaders(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def printed(self, scenario, *settings):
        words = [word for setting in settings for word in ("--set", setting)]
        done = subprocess.run([PEERWATT, "validate", "--print", scenario, *words], cwd=self.folder,
                              text=True, capture_output=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def scenarios(self):
        for path, given in files():
            if given["format"] != "peerwatt-scenario" or path == COMPLETE:
                continue  # the data of the complete one is not there
            measured = path.name == "real_feeder_week.yaml"
            if measured and not SHARED_DATA.joinpath("profiles").is_dir():
                continue
            yield path, given, [f"data_dir={SHARED_DATA}"] if measured else []

    def assert_plain(self, value, name):
        for path, leaf in leaves(value):
            self.assertTrue(leaf in (None, [], {}) or isinstance(leaf, PLAIN),
                            f"{name}: {path} is {leaf!r}")
            while path:
                path, key = path
                self.assertIsInstance(key, (str, int), name)
                self.assertNotIsInstance(key, bool, name)

    def assert_given(self, given, resolved, path):
        """What a file gives is what came of it; a feeder may be given by its path."""
        if path[-1:] == ["feeder"]:
            self.assertIsInstance(resolved, dict)
        elif isinstance(given, dict):
            self.assertIsInstance(resolved, dict, path)
            for key, value in given.items():
                if key != "extends" and value is not None:
                    self.assertIn(key, resolved, path)
                    self.assert_given(value, resolved[key], [*path, key])
        elif isinstance(given, list):
            self.assertEqual(len(given), len(resolved), path)
            for i, value in enumerate(given):
                self.assert_given(value, resolved[i], [*path, i])
        elif as_instant(given) and as_instant(given).tzinfo:
            self.assertEqual(as_instant(given), as_instant(resolved), path)
        else:
            self.assertEqual(given, resolved, path)
            self.assertEqual(isinstance(given, str), isinstance(resolved, str), path)

    def test_committed_files_hold_nothing_but_texts_numbers_and_flags(self):
        names = []
        for path, given in files():
            self.assert_plain(given, path.name)
            names.append(path.name)
        self.assertGreater(len(names), 15)

    def test_what_a_scenario_gives_is_what_it_resolves_to(self):
        for path, given, settings in self.scenarios():
            with self.subTest(scenario=path.name):
                resolved = yaml.safe_load(self.printed(path, *settings))
                self.assert_plain(resolved, path.name)
                self.assert_given(given, resolved, [])

    def test_what_is_printed_survives_another_writer_of_yaml(self):
        for path, _, settings in self.scenarios():
            with self.subTest(scenario=path.name):
                text = self.printed(path, *settings)
                again = self.folder / "again.yaml"
                again.write_text(yaml.safe_dump(yaml.safe_load(text), sort_keys=False))
                self.assertEqual(self.printed(again), text)

    def test_texts_and_numbers_that_yaml_1_1_takes_for_others(self):
        feeder = {"root": "a", "lines": [], "buses": [{"name": "a"}]}
        for text in NASTY:
            feeder["buses"].append({"name": text, "zone": text})
            feeder["lines"].append({"name": text, "from": "a", "to": text, "resistance_ohm": 1e-7,
                                    "reactance_ohm": 0.5})
        given = {"format": "peerwatt-scenario", "version": 2, "title": "tab\tand\nline",
                 "network": {"feeder": feeder}, "prosumers": [{"name": "No", "zones": NASTY}],
                 "leader": {"price_tolerance": 1e-5},
                 "cps": {"capacity_kw": 1e9, "peak": {"from": "16:00", "to": "22:00"}},
                 "trace": {"baselines": "off"}}
        scenario = self.folder / "nasty.yaml"
        scenario.write_text(yaml.safe_dump(given, allow_unicode=False))
        resolved = yaml.safe_load(self.printed(scenario))
        self.assert_given(given, resolved, [])
        buses = resolved["network"]["feeder"]["buses"][1:]
        self.assertEqual([(bus["name"], bus["zone"]) for bus in buses], [(t, t) for t in NASTY])

    @unittest.skipIf(h5py is None, "needs h5py")
    def test_a_trace_holds_the_same_text(self):
        scenario = CONFIGS / "quickstart.yaml"
        text = self.printed(scenario, "clock.days=1")
        subprocess.run([PEERWATT, "run", scenario, "--set", "clock.days=1", "-q", "-o", "x.h5"],
                       cwd=self.folder, check=True, timeout=300)
        with h5py.File(self.folder / "x.h5") as trace:
            self.assertEqual(trace["provenance/config_yaml"][()].decode(), text)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
