"""The first screen of a run, word for word, and what it says of runs of other kinds.

usage: screen_test.py PEERWATT CONFIGS SHARED_DATA
"""

import os
import sys
import unittest
from pathlib import Path

from program_test import ProgramTest, h5py

STREET = Path(__file__).resolve().parent / "street.yaml"
SCREEN = """\
                               ordinary tariff  same prices, no trade  this run
Bill of a home, AUD                       0.50                   1.13      0.71
Comfort lost, AUD                            0                      0         0
Bought from grid at peak, kWh             7.31                   7.31         0
Reserve used, kWh                         9.27                  13.01      8.99
Highest net demand, kW                   32.67                  34.98     34.98
Batteries kept for the peak cost a home 0.513 AUD, comfort counted; trade gave
  back 0.344 AUD.
Better off than ordinary: 3 homes (with PV 0, without 3); worse: 5 (5, 0).
Checks held: balances 48 of 48, coalitions 48 of 48, prices 3 of 3 slots.
A home could have done better alone: by another price in 5 of 19 slots tried.
trace: street.h5 (--all shows more)
"""


class Screen(ProgramTest):
    def run_street(self, *settings, options=(), width=120):
        words = [word for setting in settings for word in ("--set", setting)]
        done = self.peerwatt("run", STREET, "-f", "-o", "street.h5", *words, *options,
                             env={**os.environ, "COLUMNS": str(width)})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_word_for_word(self):
        self.assertEqual(self.run_street(width=80), SCREEN)

    def test_all_has_every_indicator_before_it(self):
        text = self.run_street(options=["--all"], width=80)
        table, screen = text.split("\n\n")
        self.assertEqual(screen, SCREEN)
        if h5py is None:
            self.skipTest("h5py is not installed")
        with h5py.File(self.folder / "street.h5") as trace:
            # A sentence on a certificate has two of its counts, with "held".
            stated = table.count("\n") + 1 + table.count("looked at in ")
            self.assertGreaterEqual(stated, len(trace["summary"].attrs))

    def test_without_a_market_trade_does_nothing(self):
        text = self.run_street("market.mechanism=none")
        self.assertIn("; trade gave back 0 AUD.\n", text)
        if h5py is None:
            self.skipTest("h5py is not installed")
        with h5py.File(self.folder / "street.h5") as trace:
            for name in ("trade_effect_mean", "net_gain_of_trade_mean", "stored_over_no_trade_kwh"):
                self.assertEqual(trace["summary"].attrs[name], 0, name)

    def test_nothing_is_called_without_p2p(self):
        for settings in ((), ("market.mechanism=none",), ("leader.rule=flat",)):
            text = self.run_street(*settings, options=["--all"])
            self.assertNotRegex(text, r"(?i)without p2p")

    def test_a_tariff_is_no_peak_price(self):
        text = self.run_street("leader.rule=flat")
        self.assertIn("Batteries kept for the peak ", text)
        self.assertNotIn("peak price", text)

    def test_with_a_virtual_power_plant_the_effect_is_of_both(self):
        text = self.run_street("virtual_power_plant.trigger=peak")
        self.assertIn("; trade and programme g", text)

    def test_without_baselines_nothing_is_compared(self):
        text = self.run_street("trace.baselines=off")
        self.assertRegex(text, r"^ +this run\nBill of a home, AUD +-?\d+\.\d+\n")
        for word in ("ordinary", "trade gave", "Better off"):
            self.assertNotIn(word, text)

    def test_slots_that_suffered_are_counted(self):
        text = self.run_street("network.loss_probability=0.05")
        self.assertRegex(text, r"Affected slots: \d+ degraded")
        self.assertNotIn("Affected", self.run_street())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
