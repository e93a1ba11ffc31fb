"""Draws sample traces with tools/plot/plot_orders.py, as people do.

usage: plot_orders_test.py SAMPLE_TRACE PLOT_ORDERS
"""

import subprocess
import sys
import unittest
from pathlib import Path

from picture_tests import PictureTests, h5py

SAMPLE_TRACE, PLOT_ORDERS = (Path(argument) for argument in sys.argv[1:3])
sys.path.insert(0, str(PLOT_ORDERS.parent))
import numpy as np  # noqa: E402
from market_events import Market, closing, per_slot, sold_and_bought, stands  # noqa: E402


class PlotOrdersTest(PictureTests, unittest.TestCase):
    program = PLOT_ORDERS

    def write(self, *words):
        subprocess.run([SAMPLE_TRACE, self.trace, *words], check=True, timeout=60)

    def test_a_day_and_a_slot_of_a_call_market_become_pictures(self):
        self.write("orders", "call")
        self.assert_drawn(self.plot())
        self.assert_drawn(self.plot("--slot", 37, "--zone", "z"))

    def test_a_day_and_a_slot_of_an_order_book_become_pictures(self):
        self.write("orders", "continuous", "float32")
        self.assert_drawn(self.plot("--day", 1))
        self.assert_drawn(self.plot("--slot", 99))

    def test_a_day_without_events_becomes_a_picture(self):
        self.write("orders")
        self.assert_drawn(self.plot())

    def test_what_the_trace_does_not_hold_is_refused(self):
        self.write("orders", "call")
        self.assert_refused(self.plot("--day", 3), "no slot of day 3")
        self.assert_refused(self.plot("--slot", 100), "slots 0 to 99, no slot 100")
        self.assert_refused(self.plot("--slot", 0), "no order came to z in slot 0")
        self.assert_refused(self.plot("--zone", "y"), "no zone y; it has z")

    def test_a_trace_without_events_is_refused_with_advice(self):
        self.write("call")
        self.assert_refused(self.plot(), "trace.level=orders")

    def test_sums_and_closing_quotes_are_those_of_the_tables(self):
        self.write("orders", "continuous")
        with h5py.File(self.trace) as file:
            orders, trades, quotes = Market(file, "0").events(range(30, 60))
            tables = file["events"]
            for slot in (30, 37, 59):
                here = tables["trades/slot"][:] == slot
                traded = tables["trades/quantity_kwh"][:][here].sum()
                sums = per_slot(slice(30, 60), trades, trades["quantity_kwh"])
                self.assertAlmostEqual(sums[slot - 30], traded, places=12)
            self.assertGreater(sums[7], 0)
            bids = closing(slice(30, 60), quotes, "best_bid")
            last = tables["quotes/best_bid"][:][tables["quotes/slot"][:] == 37][-1]
            self.assertEqual(bids[7], last)
            self.assertTrue(np.isnan(bids[2]))  # no event in slot 32
            self.assertTrue((orders["slot"] >= 30).all() and (orders["slot"] < 60).all())

    def test_only_timely_orders_of_the_last_round_stand(self):
        self.write("orders", "call")
        with h5py.File(self.trace) as file:
            orders, _, _ = Market(file, "0").events(range(37, 39))
            table = file["events/orders"]
            slot, outcome = table["slot"][:], table["outcome"][:]
            # Slot 37 has two rounds, slot 38 one.
            last = ((slot == 37) & (table["round"][:] == 2)) | (slot == 38)
            self.assertEqual(stands(orders).sum(), (last & (outcome <= 2)).sum())
            self.assertTrue((last & (outcome == 3)).any())

    def test_energy_of_a_pool_is_counted_on_the_side_that_is_named(self):
        trades = {"seller": np.array([4, 5, -1, -1]), "buyer": np.array([2, -1, 3, -1])}
        sold, bought = sold_and_bought(trades)
        self.assertEqual(sold.tolist(), [True, True, False, True])
        self.assertEqual(bought.tolist(), [True, False, True, True])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
