"""Draws traces with tools/plot/plot_run.py, as people do.

usage: plot_run_test.py PEERWATT CONFIGS PLOT_RUN
"""

import subprocess
import sys
import unittest
from pathlib import Path

from picture_tests import PictureTests

PEERWATT, CONFIGS, PLOT_RUN = (Path(argument) for argument in sys.argv[1:4])


class PlotRunTest(PictureTests, unittest.TestCase):
    program = PLOT_RUN

    def run_scenario(self, *settings):
        overrides = [word for setting in ("clock.days=1", *settings) for word in ("--set", setting)]
        subprocess.run([PEERWATT, "run", CONFIGS / "quickstart.yaml", "-q", "-o", self.trace,
                        *overrides], check=True, timeout=300)

    def test_a_run_becomes_a_picture(self):
        self.run_scenario()
        self.assert_drawn(self.plot())

    def test_thinned_series_and_a_run_without_trade_become_a_picture(self):
        self.run_scenario("trace.every=5", "market.mechanism=none")
        self.assert_drawn(self.plot())

    def test_a_run_without_baselines_becomes_a_picture(self):
        self.run_scenario("trace.baselines=off")
        self.assert_drawn(self.plot())

    def test_days_after_the_run_are_refused(self):
        self.run_scenario()
        self.assert_refused(self.plot("--first-day", 3), "no slot")

    def test_a_trace_without_prosumers_is_refused_with_advice(self):
        self.run_scenario("trace.level=summary")
        self.assert_refused(self.plot(), "trace.level=agents")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
