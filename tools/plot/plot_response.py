#!/usr/bin/python3
"""Draws what prosumers answer to a peak price: h(p), what they still buy from the CPS, and the way
on which the CPS found its price.

usage: plot_response.py runs/peak_prices/*.h5 --search runs/quickstart.h5 --slot 225 -o picture.png

The traces are of one scenario at different prices of the CPS; h(p) is the price that would end the
elastic demand which the trades at price p leave over (docs/equilibrium.md). --search is a run whose
CPS searched its price, of level orders. Needs h5py and matplotlib (Debian: python3-h5py,
python3-matplotlib).
"""

import argparse
import sys
from pathlib import Path

from trace_pictures import (BLACK, BLUE, GREY, ORANGE, STYLE, VERMILION, Trace, WrongFile,
                            prosumer_time)  # first: says which package is missing

import h5py
import matplotlib.pyplot as plt
import numpy as np

NOTHING_KWH = 1e-12
SELL = 1  # of /events/orders/side


class Answer(Trace):
    """What a slot came to at the price that the CPS asked for in it."""

    def __init__(self, file, slot):
        super().__init__(file, "prosumers", "agents")
        if not (0 <= slot < self.time.size and prosumer_time(file).size == self.time.size):
            raise WrongFile(f"the trace holds no prosumers in slot {slot}")
        self.slot = slot
        self.price = self.of_system("price_sell")
        self.base = self.of_system("price_base")
        self.satiation = self.satiation_price()
        self.elastic_kwh = self.of_system("prosumer_supply_elastic_kwh")
        self.supply_kwh = self.of_system("prosumer_supply_kwh")

    def of_system(self, name):
        return float(self.file["system"][name][self.slot])

    def of_prosumers(self, name):
        return self.file["prosumers"][name][self.slot].astype(float)

    def satiation_price(self):
        """h: the largest of w - (w - p_ref)*served/x, and the base tariff."""
        static = self.file["prosumers/static"]
        load, share = self.of_prosumers("load_kwh"), static["flexible_share"][:]
        flexible, choke = share * load, static["choke_price"][:]
        had = load - self.of_prosumers("deficiency_kwh") + self.of_prosumers("p2p_bought_kwh")
        served = np.clip(had - (load - flexible), 0, flexible)
        missing = flexible - served > NOTHING_KWH
        part = served[missing] / flexible[missing]
        prices = choke[missing] - (choke[missing] - self.base) * part
        return max([self.base, *prices])


class Search(Answer):
    """The prices that were announced in the slot, round by round."""

    def __init__(self, file, slot):
        super().__init__(file, slot)
        if "events" not in file:
            raise WrongFile("the trace holds no events: run with --set trace.level=orders")
        self.announced = self.announced_prices(file["events/orders"])

    def announced_prices(self, orders):
        """From sellers' limit prices, r = p_fit + lambda*(p - p_fit); the largest lambda's."""
        place = self.file["prosumers/static/reservation_lambda"][:][orders["prosumer"][:]]
        sells = (orders["slot"][:] == self.slot) & (orders["side"][:] == SELL)
        feed_in = self.of_system("price_feed_in")
        prices = []
        for number in np.unique(orders["round"][:][sells]):
            row = max(np.flatnonzero(sells & (orders["round"][:] == number)), key=place.__getitem__)
            prices.append(feed_in + (orders["limit_price"][row] - feed_in) / place[row])
        return prices


def read(kind, path, slot):
    try:
        with h5py.File(path, "r") as file:
            return kind(file, slot)
    except WrongFile as problem:
        raise WrongFile(f"{path}: {problem}") from problem
    except KeyError as problem:
        raise WrongFile(f"{path}: the trace is not complete: {problem}") from problem
    except OSError as problem:
        raise WrongFile(f"{path}: {problem}") from problem


def draw_satiation(axes, answers, found):
    prices = np.array([answer.price for answer in answers])
    axes.plot(prices, prices, color=GREY, linewidth=1.2, label="p")
    axes.plot(prices, [answer.satiation for answer in answers], color=BLUE, marker="o",
              markersize=4, label="h(p)")
    if found is not None:
        axes.axvline(found.price, color=VERMILION, linewidth=1.2)
        axes.plot(found.price, found.satiation, "o", color=VERMILION, markersize=8,
                  label=f"found by the search: {found.price:.3f}")
    axes.set_ylabel(f"{answers[0].currency}/kWh")
    axes.set_title("The price that ends the demand left over after trades")
    axes.legend(loc="upper center")


def draw_demand(axes, answers, found):
    prices = [answer.price for answer in answers]
    inflexible = np.array([answer.supply_kwh - answer.elastic_kwh for answer in answers])
    elastic = np.array([answer.elastic_kwh for answer in answers])
    axes.fill_between(prices, 0, inflexible, color=GREY, alpha=0.5, linewidth=0, label="inflexible")
    axes.fill_between(prices, inflexible, inflexible + elastic, color=ORANGE, alpha=0.7, linewidth=0,
                      label="elastic")
    if found is not None:
        axes.axvline(found.price, color=VERMILION, linewidth=1.2)
    axes.set_ylim(bottom=0)
    axes.set_ylabel("kWh")
    axes.set_title("What prosumers then buy from the CPS")
    axes.legend(loc="upper right")


def draw_rounds(axes, found):
    rounds = np.arange(1, len(found.announced) + 1)
    axes.axvline(found.price, color=VERMILION, linewidth=1.2)
    axes.plot(found.announced, rounds, color=BLACK, marker="o", markersize=5)
    axes.set_ylim(rounds[-1] + 0.5, 0.5)
    axes.set_ylabel("round")
    axes.set_title("Prices announced, round by round")


def draw(answers, found):
    answers = sorted(answers, key=lambda answer: answer.price)
    count = 2 if found is None else 3
    figure, panels = plt.subplots(count, 1, figsize=(8, 3.5 * count), sharex=True,
                                  constrained_layout=True)
    draw_satiation(panels[0], answers, found)
    draw_demand(panels[1], answers, found)
    if found is not None:
        draw_rounds(panels[2], found)
    panels[-1].set_xlim(answers[0].price, answers[-1].price)
    panels[-1].set_xlabel(f"price p of the CPS, {answers[0].currency}/kWh")
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws what prosumers answer to a peak price.")
    parser.add_argument("traces", type=Path, nargs="+", help="runs at different prices (HDF5)")
    parser.add_argument("--slot", type=int, required=True, help="slot of the run, from 0")
    parser.add_argument("--search", type=Path, help="a run whose CPS searched its price, of level orders")
    parser.add_argument("-o", "--output", type=Path, required=True,
                        help="picture; its ending says the format: .png, .svg, .pdf")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse(arguments)
    try:
        answers = [read(Answer, path, options.slot) for path in options.traces]
        found = read(Search, options.search, options.slot) if options.search else None
        with plt.rc_context(STYLE):
            draw(answers, found).savefig(options.output, dpi=80)
    except WrongFile as problem:
        sys.exit(str(problem))
    except (OSError, ValueError) as problem:
        sys.exit(f"cannot draw {options.output}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
