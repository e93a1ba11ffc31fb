"""Draws traces with tools/plot/plot_wires.py, as people do.

usage: plot_wires_test.py PEERWATT CONFIGS PLOT_WIRES
"""

import subprocess
import sys
import unittest
from pathlib import Path

from picture_tests import PictureTests

PEERWATT, CONFIGS, PLOT_WIRES = (Path(argument) for argument in sys.argv[1:4])


class PlotWiresTest(PictureTests, unittest.TestCase):
    program = PLOT_WIRES

    def run_scenario(self, *settings):
        overrides = [word for setting in settings for word in ("--set", setting)]
        subprocess.run([PEERWATT, "run", CONFIGS / "wires.yaml", "-q", "-o", self.trace, *overrides],
                       check=True, timeout=300)

    def test_wires_become_a_picture(self):
        self.run_scenario()
        self.assert_drawn(self.plot())

    def test_thinned_series_without_lengths_and_ratings_become_a_picture(self):
        feeder = CONFIGS / "feeders/baran_wu_33.yaml"
        self.run_scenario("trace.every=5", f"network.feeder={feeder}",
                          "prosumers[0].buses=[]", "prosumers[1].buses=[]")
        self.assert_drawn(self.plot())

    def test_phases_become_a_picture(self):
        self.run_scenario("network.power_flow=three_phase", "prosumers[0].phase=in_turn",
                          "prosumers[1].phase=at_random")
        self.assert_drawn(self.plot())

    def test_a_run_without_power_flow_is_refused_with_advice(self):
        self.run_scenario("network.power_flow=none")
        self.assert_refused(self.plot(), "network.power_flow=balanced")

    def test_a_trace_without_buses_is_refused_with_advice(self):
        self.run_scenario("trace.level=summary")
        self.assert_refused(self.plot(), "trace.level=agents")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
