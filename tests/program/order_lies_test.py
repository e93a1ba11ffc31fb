"""Calls `peerwatt audit` with --quantities and --splits on books in which lies gain, worked out here.

usage: order_lies_test.py PEERWATT
"""

import sys
import unittest

from orders_test import ORDERS, OrdersTest


class Lies(OrdersTest):
    HEADER = ORDERS.splitlines()[0] + "\n"
    # McAfee: at 0.25 the bids of 4 and 0.5 kWh meet 2.5 kWh and 2 of ann, the marginal seller, who
    # is left out; cara has 2.5*0.125. With 2 kWh of cara's, or 1.5 of ann's, the margin is at dan, and
    # all trade at p0 = (0.75 + 0.25)/2: cara has 2*0.375, or ann 1.5*0.25.
    WITHHOLDING = HEADER + ("sell,2.5,0.125,cara\nsell,2,0.25,ann\nsell,1,0.75,ben\n"
                            "buy,4,1,dan\nbuy,0.5,0.25,eve\n")
    # Trade reduction: 8 is the marginal seller. Half of its 6 kWh at 0.5 sets the price.
    STEPS = HEADER + ("sell,3,0.25,7\nsell,6,0.25,8\nbuy,6,1,9\nbuy,1,0.5,10\n"
                      "buy,2,0.25,11\n")
    LONE = HEADER + "sell,1,0.25,0\nbuy,1,0.75,0\n"

    def kinds(self, audit):
        return {lie["kind"]: lie for lie in audit["lies"]}

    def test_a_marginal_seller_withholds(self):
        self.write(self.WITHHOLDING)
        audit = self.json("audit", "mcafee", "--quantities")
        kinds = self.kinds(audit)
        self.assertEqual(list(kinds), ["price", "quantity", "quantity and price", "split"])
        lie = kinds["quantity"]
        self.assertEqual((lie["owner"], lie["utility"]), ("cara", 2.5 * 0.125))
        self.assertAlmostEqual(lie["gain"], 2 * 0.375 - 2.5 * 0.125, places=5)
        self.assertEqual(len(lie["stated"]), 1)
        stated = lie["stated"][0]
        self.assertEqual((stated["order"], stated["side"], stated["true_quantity_kwh"],
                          stated["true_price"], stated["limit_price"], stated["false_name"]),
                         (0, "sell", 2.5, 0.125, 0.125, False))
        self.assertAlmostEqual(stated["quantity_kwh"], 2, places=4)
        self.assertEqual(audit["gain"], max(lie["gain"] for lie in audit["lies"]))
        self.assertEqual(audit["tried"], sum(lie["tried"] for lie in audit["lies"]))
        self.assertEqual((audit["orders"], audit["owners"]), (5, 5))
        self.assertEqual((audit["price_missing"], audit["price_excess"]), (1, 0))

    def test_a_seller_sets_the_price_of_one_part_by_the_other(self):
        self.write(self.STEPS)
        for flag in ("--quantities", "--splits"):
            audit = self.json("audit", "trade_reduction", flag)
            self.assertEqual(audit["owner"], 8)
            self.assertGreaterEqual(audit["gain"], 3 * 0.25)
            self.assertEqual(self.kinds(audit)["price"]["gain"], 0)
            self.assertEqual([order["order"] for order in audit["stated"]], [1, 1])

    def test_an_owner_alone_on_both_sides_trades_with_itself_by_splits(self):
        self.write(self.LONE)
        audit = self.json("audit", "trade_reduction", "--quantities")
        kinds = self.kinds(audit)
        for kind in ("price", "quantity", "quantity and price"):
            self.assertEqual(kinds[kind]["gain"], 0, kind)
            self.assertEqual(kinds[kind]["stated"], [])
        self.assertAlmostEqual(kinds["split"]["gain"], 0.9 * 0.5)

    def test_false_names_are_tried_with_splits_alone(self):
        audit = self.json("audit", "k_pricing", "--splits")
        self.assertEqual(list(self.kinds(audit)), ["price", "split", "false name"])
        self.write(self.LONE)
        lie = self.kinds(self.json("audit", "pay_as_bid", "--splits"))["false name"]
        self.assertGreater(lie["gain"], 0)
        self.assertIn(True, [order["false_name"] for order in lie["stated"]])

    def test_no_lie_pays_under_vcg(self):
        audit = self.json("audit", "vcg", "--quantities", "--splits")
        self.assertEqual(audit["gain"], 0)
        self.assertIsNone(audit["kind"])
        self.assertIsNone(audit["owner"])
        self.assertEqual(audit["stated"], [])
        self.assertIn("no gain found", self.text("audit", "--mechanism", "vcg", "--quantities"))

    def test_a_pool_rewards_whoever_states_more_than_it_needs(self):
        # 4 kWh at 0.5 for 8 wanted: eve gets 1, and 4/10 of it by stating 4.
        self.write(self.HEADER + "sell,4,0,ann\nbuy,6,1,dan\nbuy,2,1,eve\n")
        audit = self.json("audit", "mid_market_rate", "--quantities", "--price-sell", 1,
                          "--price-feed-in", 0)
        eve = next(lie for lie in audit["lies"] if lie["kind"] == "quantity")
        self.assertEqual(self.kinds(audit)["price"]["gain"], 0)
        self.assertGreater(eve["gain"], 0.2)
        self.assertGreater(eve["stated"][0]["quantity_kwh"],
                           eve["stated"][0]["true_quantity_kwh"])

    def test_people_see_the_lie_the_truth_and_how_many_were_tried_on_one_screen(self):
        self.write(self.WITHHOLDING)
        text = self.text("audit", "--mechanism", "mcafee", "--quantities", "--splits")
        self.assertRegex(text, r"^mcafee: 5 orders of 5 owners, \d+ lies tried\n")
        self.assertRegex(text, r"\ncara gains most, by a lie about the price\n")
        self.assertRegex(text, r"\nTruth +order 0: sell 2\.5 kW h at 0\.125\n")
        self.assertRegex(text, r"\nStated instead +sell 2\.5 kW h at 0\.5\n")
        self.assertRegex(text, r"\nquantity +\d+ +0\.4375 +cara +sell 2 kW h at 0\.125\n")
        self.assertIn("What is sold and not held costs 1, what is", text)
        self.assertLessEqual(len(text.splitlines()), 24)

    def test_without_the_flags_only_prices_are_tried(self):
        self.write(self.STEPS)
        self.assertEqual(self.json("audit", "trade_reduction")["gain"], 0)
        self.assertNotIn("lies", self.json("audit", "trade_reduction"))

    def test_a_part_of_the_orders_and_none_at_all(self):
        some = self.json("audit", "k_pricing", "--splits", "--orders", 2)
        self.assertEqual((some["orders"], some["owners"]), (2, 2))
        self.write(self.HEADER)
        none = self.json("audit", "k_pricing", "--quantities", "--splits")
        self.assertEqual((none["gain"], none["tried"], none["orders"]), (0, 0, 0))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
