"""`peerwatt network inspect`, as a user of the command line and of its JSON sees it.

usage: network_test.py PEERWATT CONFIGS
"""

import json
import subprocess
import sys
import tempfile
import unittest
import xml.dom.minidom
from pathlib import Path

PEERWATT, CONFIGS = (Path(argument) for argument in sys.argv[1:3])
STREET = CONFIGS / "feeders/street_with_loads.yaml"


def inspect(*arguments):
    return subprocess.run([PEERWATT, "network", "inspect", *arguments], capture_output=True, text=True)


class NetworkTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def changed_street(self, old, new):
        text = STREET.read_text()
        self.assertIn(old, text)
        file = self.folder / "changed.yaml"
        file.write_text(text.replace(old, new))
        return file

    def test_json_has_every_bus_and_line_and_they_add_up(self):
        done = inspect("--json", STREET)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["bus_count"], len(report["buses"]))
        self.assertEqual(report["line_count"] + report["transformer_count"], len(report["lines"]))
        drawn = sum(bus["load_kw"] for bus in report["buses"])
        self.assertAlmostEqual(report["source_kw"], drawn + report["losses_kw"], places=6)
        self.assertAlmostEqual(report["losses_kw"], sum(line["losses_kw"] for line in report["lines"]),
                               places=9)
        self.assertEqual(report["voltage_min_pu"], min(bus["voltage_pu"] for bus in report["buses"]))
        board = next(bus for bus in report["buses"] if bus["bus"] == "board")
        self.assertTrue(-152 < board["angle_degree"] < -148, board)

    def test_a_drawing_is_well_formed(self):
        drawing = self.folder / "street.svg"
        self.assertEqual(inspect(STREET, "--svg", drawing).returncode, 0)
        svg = xml.dom.minidom.parse(str(drawing))
        self.assertEqual(len(svg.getElementsByTagName("circle")), 6)

    def test_a_drawing_replaces_nothing_unasked_and_the_feeder_never(self):
        drawing = self.folder / "street.svg"
        drawing.write_text("mine")
        done = inspect(STREET, "--svg", drawing)
        self.assertEqual(done.returncode, 2)
        self.assertIn("exists already", done.stderr)
        self.assertEqual(drawing.read_text(), "mine")
        self.assertEqual(inspect(STREET, "--svg", drawing, "--force").returncode, 0)
        self.assertIn("<svg", drawing.read_text())
        feeder = self.changed_street("street with loads", "mine")
        text = feeder.read_text()
        self.assertEqual(inspect(feeder, "--svg", feeder, "--force").returncode, 2)
        self.assertEqual(feeder.read_text(), text)
        self.assertEqual(inspect(STREET, "--svg", self.folder / "nowhere/x.svg").returncode, 1)

    def test_more_than_the_lines_carry_is_told_and_located(self):
        file = self.changed_street("{bus: end, power_kw: 12, reactive_kvar: 2.5}",
                                   "{bus: end, power_kw: 1200, reactive_kvar: 2.5}")
        done = inspect(file)
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"power flow +does not converge: the voltage at bus '\w+'")
        report = json.loads(inspect(file, "--json").stdout)
        self.assertFalse(report["converged"])
        self.assertNotIn("losses_kw", report)

    def test_a_voltage_that_cannot_be_held_and_a_load_nowhere_are_errors(self):
        file = self.changed_street("{name: board, zone: street}",
                                   "{name: board, zone: street, held_voltage_pu: 1}")
        self.assertEqual(inspect(file).returncode, 0)  # the transformer has a reactance
        file = self.changed_street("{bus: bend, power_kw", "{bus: bent, power_kw")
        done = inspect(file)
        self.assertEqual(done.returncode, 2)
        self.assertRegex(done.stderr,
                         r"changed\.yaml:\d+:5: load at 'bent': no such bus \(did you mean bend\?\)")

    def test_what_is_no_feeder_is_refused(self):
        for file, problem in ((CONFIGS / "quickstart.yaml", "format"),
                              (self.folder / "nothing.yaml", "no such file or folder"),
                              (self.folder, "")):
            done = inspect(file)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn(problem, done.stderr)
        done = subprocess.run([PEERWATT, "network", "inspekt", STREET], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("did you mean inspect?", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
