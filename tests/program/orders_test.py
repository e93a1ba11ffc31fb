"""Calls `peerwatt clear` and `peerwatt audit` on files of orders whose outcomes are worked out here.

usage: orders_test.py PEERWATT
"""

import json
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PEERWATT = Path(sys.argv[1])

# By merit 2 + 3 + 1 kWh of the asks meet 4 + 2 kWh of the bids: welfare at most
# 4*0.30 + 2*0.25 - 2*0.10 - 3*0.12 - 1*0.20 = 0.94. Marginal are the ask at 0.20 and the bid at 0.25.
ORDERS = """side,quantity_kwh,limit_price,owner
sell,2,0.20,cara
sell,2,0.10,ann
sell,3,0.12,ben
buy,4,0.30,dan
buy,2,0.15,fay
buy,2,0.25,eve
"""
GRID = ["--price-sell", 0.4, "--price-feed-in", 0.1]  # mid-market price 0.25


class OrdersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.write(ORDERS)

    def write(self, text):
        (self.folder / "orders.csv").write_text(text)

    def peerwatt(self, command, *arguments):
        return subprocess.run([PEERWATT, command, "orders.csv", *map(str, arguments)],
                              cwd=self.folder, text=True, capture_output=True, timeout=300)

    def text(self, command, *arguments):
        done = self.peerwatt(command, *arguments)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def json(self, command, mechanism, *arguments):
        return json.loads(self.text(command, "--mechanism", mechanism, *arguments, "--json"))

    def refused(self, command, *arguments):
        done = self.peerwatt(command, *arguments)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(done.stdout, "")
        self.assertNotIn("internal error", done.stderr)
        return done.stderr

    def assert_numbers(self, found, **expected):
        for key, value in expected.items():
            if value is None:
                self.assertIsNone(found[key], key)
            else:
                self.assertAlmostEqual(found[key], value, places=12, msg=key)

    def fills(self, cleared, key):
        return [fill[key] for fill in cleared["fills"]]

    def assert_close(self, found, expected):
        self.assertEqual(len(found), len(expected))
        for left, right in zip(found, expected):
            self.assertAlmostEqual(left, right, places=12)


class Clear(OrdersTest):
    def test_files_with_semicolons_and_decimal_commas_are_read(self):
        expected = self.json("clear", "trade_reduction")
        for text in (ORDERS.replace(",", ";"), ORDERS.replace(",", ";").replace(".", ","),
                     ORDERS.replace(",", "\t"), "\ufeff" + ORDERS.replace("\n", "\r\n"),
                     re.sub(r"(\d)\.(\d+)", r'"\1,\2"', ORDERS)):
            self.write(text)
            self.assertEqual(self.json("clear", "trade_reduction"), expected, text)
        self.write(ORDERS.replace("0.", "0,"))
        self.assertIn("numbers with decimal commas need quotes", self.refused("clear", "--mechanism", "trade_reduction"))
        self.write(ORDERS.replace(",", ";").replace("0.20", "0,20"))
        self.assertIn("write all of them in one way", self.refused("clear", "--mechanism", "trade_reduction"))
        self.write(ORDERS.replace(",2,0.20", ',"2,000",0.20'))
        self.assertIn("write all of them in one way", self.refused("clear", "--mechanism", "trade_reduction"))

    def test_trade_reduction_leaves_out_the_marginal_pair(self):
        # 2 + 3 kWh before the marginal ask, 4 before the marginal bid: ann and ben lose 0.5 each.
        cleared = self.json("clear", "trade_reduction")
        self.assertEqual(cleared["mechanism"], "trade_reduction")
        self.assert_numbers(cleared, volume_kwh=4, price_seller=0.2, price_buyer=0.25,
                            welfare=4 * 0.30 - 1.5 * 0.10 - 2.5 * 0.12, max_welfare=0.94,
                            auctioneer_surplus=0.2, surplus_sellers=1.5 * 0.1 + 2.5 * 0.08,
                            surplus_buyers=4 * 0.05, efficiency=0.75 / 0.94)
        self.assertEqual(self.fills(cleared, "order"), [0, 1, 2, 3, 4, 5])
        self.assertEqual(self.fills(cleared, "owner"), ["cara", "ann", "ben", "dan", "fay", "eve"])
        self.assertEqual(self.fills(cleared, "side"), ["sell"] * 3 + ["buy"] * 3)
        self.assert_close(self.fills(cleared, "quantity_kwh"), [0, 1.5, 2.5, 4, 0, 0])
        self.assert_close(self.fills(cleared, "money"), [0, 0.3, 0.5, 1.0, 0, 0])
        trades = {(trade["seller"], trade["buyer"]): trade for trade in cleared["trades"]}
        self.assertEqual(set(trades), {("ann", None), ("ben", None), (None, "dan")})
        self.assert_numbers(trades["ben", None], quantity_kwh=2.5, price_seller=0.2,
                            price_buyer=None)
        self.assert_numbers(trades[None, "dan"], quantity_kwh=4, price_seller=None,
                            price_buyer=0.25)

    def test_k_pricing_trades_the_efficient_volume_at_one_price(self):
        cleared = self.json("clear", "k_pricing", "--k", 0.25)
        price = 0.25 * 0.25 + 0.75 * 0.20
        self.assert_numbers(cleared, volume_kwh=6, price_seller=price, price_buyer=price,
                            welfare=0.94, efficiency=1, auctioneer_surplus=0)
        self.assert_close(self.fills(cleared, "quantity_kwh"), [1, 2, 3, 4, 0, 2])

    def test_the_mid_market_rate_is_shared_by_the_long_side(self):
        # 7 kWh meet 8: buyers have 7/8 of what they want at 0.25, the rest at 0.4 from the grid.
        cleared = self.json("clear", "mid_market_rate", *GRID)
        self.assert_numbers(cleared, volume_kwh=7, price_seller=0.25,
                            price_buyer=(7 * 0.25 + 1 * 0.4) / 8)
        self.assert_close(self.fills(cleared, "quantity_kwh"), [2, 2, 3, 3.5, 1.75, 1.75])
        self.assert_close(self.fills(cleared, "money"), [0.5, 0.5, 0.75, 0.875, 0.4375, 0.4375])

    def test_what_an_auction_leaves_trades_at_the_mid_market_price(self):
        # After trade reduction, cara has 2 kWh left, ann and ben 0.5 each; fay and eve want 2 each.
        cleared = self.json("clear", "auction_then_mid_market", "--auction", "trade_reduction",
                            *GRID)
        pool = 1.5 * 0.15 + 1.5 * 0.25 - 2 * 0.20 - 0.5 * 0.10 - 0.5 * 0.12
        self.assert_numbers(cleared, volume_kwh=7, price_seller=None, price_buyer=0.25,
                            welfare=0.75 + pool, max_welfare=0.94, auctioneer_surplus=0.2)
        self.assert_close(self.fills(cleared, "quantity_kwh"), [2, 2, 3, 4, 1.5, 1.5])
        self.assert_close(self.fills(cleared, "money"),
                          [0.5, 0.3 + 0.125, 0.5 + 0.125, 1.0, 0.375, 0.375])
        rules = [trade["rule"] for trade in cleared["trades"]]
        self.assertEqual(rules, ["trade_reduction"] * 3 + ["mid_market_rate"] * 5)

    def test_the_auction_before_the_pool_can_be_chosen(self):
        cleared = self.json("clear", "auction_then_mid_market", "--auction", "k_pricing", *GRID)
        self.assertEqual(cleared["trades"][0]["rule"], "k_pricing")

    def test_without_a_market_nobody_trades(self):
        cleared = self.json("clear", "none")
        self.assert_numbers(cleared, volume_kwh=0, price_seller=None, price_buyer=None, welfare=0,
                            max_welfare=0.94, efficiency=0)
        self.assertEqual(cleared["trades"], [])
        self.assertEqual(self.fills(cleared, "quantity_kwh"), [0] * 6)

    def test_a_file_without_orders_clears_to_nothing(self):
        self.write(ORDERS.splitlines()[0] + "\n")
        cleared = self.json("clear", "trade_reduction")
        self.assert_numbers(cleared, volume_kwh=0, max_welfare=0, efficiency=None)
        self.assertEqual(cleared["fills"], [])

    def test_whole_numbers_as_owners_stay_numbers(self):
        self.write("side,quantity_kwh,limit_price,owner\n"
                   "sell,1,0.1,7\nbuy,1,0.3,007\nbuy,1,0.3,-2\nbuy,1,0.3,1.5\n")
        self.assertEqual(self.fills(self.json("clear", "none"), "owner"), [7, "007", -2, "1.5"])

    def test_ties_do_not_depend_on_the_order_of_the_rows(self):
        rows = ["sell,1,0.1,10\n", "sell,1,0.1,9\n", "buy,1,0.3,x\n"]
        for order in ([0, 1, 2], [2, 1, 0]):
            self.write(ORDERS.splitlines()[0] + "\n" + "".join(rows[i] for i in order))
            sold = {fill["owner"]: fill["quantity_kwh"]
                    for fill in self.json("clear", "k_pricing")["fills"]}
            self.assertEqual(sold, {9: 1, 10: 0, "x": 1})

    def test_an_earlier_arrival_wins_a_tie(self):
        self.write("arrival,side,quantity_kwh,limit_price,owner\n"
                   "2.5,sell,1,0.1,9\n-1,sell,1,0.1,10\n0,buy,1,0.3,x\n")
        self.assertEqual(self.fills(self.json("clear", "k_pricing"), "quantity_kwh"), [0, 1, 1])

    def test_an_order_book_without_arrivals_takes_the_rows_as_they_come(self):
        for seller in ("s0", "a0", "7"):
            for rows, price in ((f"sell,4,0.05,{seller}\nbuy,4,0.30,b1\n", 0.05),
                                (f"buy,4,0.30,b1\nsell,4,0.05,{seller}\n", 0.30)):
                self.write(ORDERS.splitlines()[0] + "\n" + rows)
                cleared = self.json("clear", "continuous_double_auction")
                self.assert_numbers(cleared, price_seller=price, price_buyer=price)

    def test_mcafee_trades_at_an_exact_tie_in_any_unit(self):
        # p0 = (0.40 + 0.20)/2 is the marginal bid.
        for unit in (1, 100, 1000):
            self.write(ORDERS.splitlines()[0] + "\n" + "".join(
                f"{side},2,{round(price * unit, 9)},{owner}\n" for side, price, owner in
                (("sell", 0.1, "a"), ("sell", 0.4, "b"), ("buy", 0.3, "c"), ("buy", 0.2, "d"))))
            self.assert_numbers(self.json("clear", "mcafee"), volume_kwh=2,
                                price_seller=round(0.3 * unit, 9))

    def test_a_price_is_stated_where_all_trades_have_it(self):
        for rows in ("sell,4,0.05,s0\nbuy,4,0.30,b1\n",
                     "sell,2,0.05,s0\nsell,2,0.05,s1\nbuy,2,0.30,b1\nbuy,2,0.30,b2\n"):
            self.write(ORDERS.splitlines()[0] + "\n" + rows)
            for rule in ("pay_as_bid", "continuous_double_auction", "vcg"):
                cleared = self.json("clear", rule)
                for side in ("price_seller", "price_buyer"):
                    prices = {trade[side] for trade in cleared["trades"]} - {None}
                    self.assertAlmostEqual(cleared[side], prices.pop(), places=12, msg=rule)

    def test_people_get_a_summary_and_a_table(self):
        text = self.text("clear", "--mechanism", "trade_reduction")
        self.assertIn("trade_reduction: 3 of 6 orders trade", text)
        self.assertRegex(text, r"Volume +4 kW h\n")
        self.assertRegex(text, r"Price, sellers +0\.2 per kW h\n")
        self.assertRegex(text, r"Surplus, auctioneer +0\.2\n")
        self.assertRegex(text, r"Efficiency +79\.7872 %\n")
        self.assertRegex(text, r"\nben +all +2\.5 +0\.2 +– +trade_reduction\n")

    def test_a_rounding_is_not_shown_as_a_surplus(self):
        # The buyers' surplus is 0.05*3.5 - 0.1*1.75 + 0*1.75 = 0.
        text = self.text("clear", "--mechanism", "mid_market_rate", *GRID)
        self.assertRegex(text, r"Surplus, buyers +0\n")

    def test_long_tables_are_cut_unless_all_is_wanted(self):
        rows = "".join(f"sell,1,0.1,{i}\nbuy,1,0.3,{i}\n" for i in range(15))
        self.write(ORDERS.splitlines()[0] + "\n" + rows)
        text = self.text("clear", "--mechanism", "k_pricing")
        self.assertEqual(text.count("k_pricing\n"), 20)
        self.assertIn("and 10 more (--all shows them)", text)
        text = self.text("clear", "--mechanism", "k_pricing", "--all")
        self.assertEqual(text.count("k_pricing\n"), 30)
        self.assertNotIn("more", text)


class Audit(OrdersTest):
    # Trade reduction: 2 kWh are matched, owner 1 sells at 0.25. As the marginal ask it is left out,
    # and sells at (0.75 + 0.125)/2 instead, from 0.375 on, or anywhere between 0.25 and that.
    PAIRS = ("side,quantity_kwh,limit_price,owner\n"
             "buy,1,0.5,3\nbuy,1,0.375,4\nsell,1,0.125,1\nsell,1,0.25,2\n")
    WIDE_GRID = ["--price-sell", 0.75, "--price-feed-in", 0.125]

    def test_trade_reduction_rewards_no_lie(self):
        for orders in (ORDERS, self.PAIRS):
            self.write(orders)
            audit = self.json("audit", "trade_reduction")
            self.assertEqual(audit["gain"], 0)
            for key in ("order", "owner", "side", "true_price", "reported_price", "utility",
                        "utility_misreporting"):
                self.assertIsNone(audit[key], key)
            self.assertIn("no gain found", self.text("audit", "--mechanism", "trade_reduction"))

    def test_a_seller_waits_for_the_mid_market_price(self):
        self.write(self.PAIRS)
        audit = self.json("audit", "auction_then_mid_market", "--auction", "trade_reduction",
                          *self.WIDE_GRID)
        self.assertEqual(audit, {
            "mechanism": "auction_then_mid_market", "orders": 4,
            "clearings": 1 + 4 * (6 + 3 * 7),  # six prices, seven intervals
            "gain": 0.1875, "order": 2, "owner": 1, "side": "sell", "true_price": 0.125,
            "reported_price": 0.375, "utility": 0.125, "utility_misreporting": 0.3125})

    def test_a_lone_pair_under_k_pricing_claims_the_whole_gain(self):
        self.write("side,quantity_kwh,limit_price,owner\nsell,2,0.125,ann\nbuy,2,0.375,ben\n")
        audit = self.json("audit", "k_pricing")
        self.assertEqual((audit["order"], audit["owner"], audit["reported_price"]),
                         (0, "ann", 0.375))
        self.assertEqual((audit["utility"], audit["gain"]), (0.25, 0.25))

    def test_a_gain_just_short_of_a_price_is_said_so(self):
        # The price is the marginal ask; at 0.25 the tie would go to owner 1.
        self.write("side,quantity_kwh,limit_price,owner\n"
                   "sell,1,0.125,2\nsell,1,0.25,1\nbuy,1,0.5,3\n")
        text = self.text("audit", "--mechanism", "k_pricing", "--k", 0)
        self.assertRegex(text, r"Stated price +just below 0\.25\n")
        self.assertRegex(text, r"Gain +0\.125\n")

    def test_many_orders_are_searched_only_on_request(self):
        rows = "".join(f"sell,1,{0.1 + i / 1000},{i}\n" for i in range(201))
        self.write(ORDERS.splitlines()[0] + "\n" + rows + "buy,1,0.3,x\n")
        error = self.refused("audit", "--mechanism", "k_pricing")
        self.assertIn("orders.csv: has 202 orders", error)
        self.assertIn("--orders 202", error)
        some = self.json("audit", "k_pricing", "--orders", 2)
        self.assertEqual(some["orders"], 2)
        self.assertEqual(some, self.json("audit", "k_pricing", "--orders", 2))
        self.assertEqual(self.json("audit", "none", "--orders", 500)["orders"], 202)

    def test_a_file_without_orders_has_no_gain(self):
        self.write(ORDERS.splitlines()[0] + "\n")
        self.assertEqual(self.json("audit", "k_pricing")["gain"], 0)


class BadInput(OrdersTest):
    def test_an_unknown_rule_is_named_with_what_was_meant(self):
        for command in ("clear", "audit"):
            error = self.refused(command, "--mechanism", "tade_reduction")
            self.assertIn("did you mean trade_reduction?", error)

    def test_pools_ask_for_the_prices_of_the_grid(self):
        for rule in ("mid_market_rate", "auction_then_mid_market"):
            error = self.refused("clear", "--mechanism", rule, "--price-sell", 0.4)
            self.assertIn(rule, error)
            self.assertIn("add --price-feed-in P", error)
            self.assertNotIn("add --price-sell", error)

    def test_the_grid_sells_above_what_it_buys_at(self):
        self.assertIn("above", self.refused("clear", "--mechanism", "k_pricing", "--price-sell",
                                            0.1, "--price-feed-in", 0.1))
        self.assertIn("finite", self.refused("clear", "--mechanism", "bill_sharing",
                                             "--price-sell", "inf", "--price-feed-in", 0.1))

    def test_parameters_out_of_range(self):
        self.assertIn("--k 3: k: must be between 0 and 1",
                      self.refused("clear", "--mechanism", "k_pricing", "--k", 3))
        self.assertIn("--auction bill_sharing",
                      self.refused("clear", "--mechanism", "none", "--auction", "bill_sharing"))
        self.refused("audit", "--mechanism", "k_pricing", "--orders", 0)

    def test_everything_wrong_is_said_at_once(self):
        self.write("side,quantity_kwh,limit_price,owner\nbid,1,1,a\nbuy,-1,x,b\n")
        error = self.refused("clear", "--mechanism", "k_pricing", "--k", 3)
        self.assertIn("--k 3: ", error)
        self.assertIn("orders.csv:2:1: side: ", error)
        self.assertIn("orders.csv:3:5: quantity_kwh: ", error)
        self.assertIn("orders.csv:3:8: limit_price: ", error)

    def test_no_rule_and_no_file(self):
        self.assertIn("--mechanism", self.refused("clear"))
        (self.folder / "orders.csv").unlink()
        self.assertIn("orders.csv", self.refused("audit", "--mechanism", "none"))

    def test_help_lists_the_rules(self):
        for command in ("clear", "audit"):
            text = self.text(command, "--help")
            for rule in ("none", "trade_reduction", "mid_market_rate", "auction_then_mid_market"):
                self.assertRegex(text, rf"\n  {rule} ")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
