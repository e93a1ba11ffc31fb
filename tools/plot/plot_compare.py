#!/usr/bin/python3
"""Draws a comparison of runs: what neighbours trade, at which prices, and who pays less than in
the run that they are compared with.

usage: peerwatt compare runs/*.h5 --json --prosumers | plot_compare.py - -o picture.png

Takes what `peerwatt compare --json --prosumers` writes, from a file or (-) standard input. Needs
h5py and matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import json
import sys
from pathlib import Path

from trace_pictures import (BLACK, BLUE, GREEN, GREY, SKY, STYLE, VERMILION,
                            WrongFile)  # first: says which package is missing

import matplotlib.pyplot as plt
import numpy as np


class Comparison:
    """The numbers of the picture, one for each run; NaN where there is none."""

    def __init__(self, document):
        try:
            runs = document["runs"]
            self.currency = document["currency"]
            self.names = [run["name"] for run in runs]
            self.others = sorted({run["against"] for run in runs})
            self.volume_kwh = self.indicator(runs, "p2p_energy_kwh")
            self.share = self.indicator(runs, "p2p_share")
            self.price = {which: self.indicator(runs, f"p2p_price_{which}")
                          for which in ("min", "mean", "max")}
            if not all(run.get("savings") for run in runs):
                raise WrongFile("it does not say what prosumers save: compare with --prosumers")
            self.savings = [np.array(run["savings"], dtype=float) for run in runs]
        except (KeyError, TypeError) as problem:
            raise WrongFile("this is not what peerwatt compare --json writes") from problem
        if not self.names:
            raise WrongFile("it holds no run")

    @staticmethod
    def indicator(runs, key):
        return np.array([run["summary"].get(key, np.nan) for run in runs], dtype=float)

    def measured_against(self):
        return f"run {self.others[0]}" if len(self.others) == 1 else "the run otherwise the same"


def read(source):
    try:
        if source == "-":
            return Comparison(json.load(sys.stdin))
        with open(source, encoding="utf-8") as file:
            return Comparison(json.load(file))
    except ValueError as problem:  # of JSON, and of UTF-8
        raise WrongFile(f"this is not JSON ({problem})") from problem


def draw_volume(axes, comparison):
    place = np.arange(len(comparison.names))
    axes.barh(place, comparison.volume_kwh, color=GREEN, alpha=0.85, height=0.7)
    for y, volume, share in zip(place, comparison.volume_kwh, comparison.share):
        if np.isfinite(share):
            axes.annotate(f"{100 * share:.0f} %", (volume, y), xytext=(4, 0), va="center",
                          textcoords="offset points", fontsize=10, color=BLACK)
    axes.set_xlabel("kWh; % of purchases")
    axes.set_xlim(0, 1.2 * max(np.nanmax(comparison.volume_kwh), 1e-9))
    axes.set_title("Trade between neighbours")


def draw_prices(axes, comparison):
    place = np.arange(len(comparison.names))
    low, mean, high = (comparison.price[which] for which in ("min", "mean", "max"))
    axes.barh(place, high - low, left=low, color=SKY, alpha=0.7, height=0.35)
    axes.plot(mean, place, "o", color=BLUE, markersize=7)
    axes.set_xlabel(f"{comparison.currency}/kWh; dot: mean")
    axes.set_xlim(left=0)
    axes.set_title("Prices between neighbours")


def draw_savings(axes, comparison):
    place = np.arange(len(comparison.names))
    axes.axvline(0, color=GREY, linewidth=1)
    axes.boxplot(comparison.savings, positions=place, vert=False, widths=0.6, whis=(0, 100),
                 patch_artist=True, boxprops={"facecolor": SKY, "alpha": 0.7, "linewidth": 1},
                 medianprops={"color": BLACK, "linewidth": 1.5},
                 whiskerprops={"linewidth": 1}, capprops={"linewidth": 1})
    for y, savings in zip(place, comparison.savings):
        losses = savings[savings < 0]
        axes.plot(losses, np.full(losses.size, y), "|", color=VERMILION, markersize=9)
    axes.set_xlabel(f"{comparison.currency}, against {comparison.measured_against()}\n"
                    "box: half of them; red: losses")
    axes.set_title("Savings of prosumers")


def draw(comparison, heading):
    with plt.rc_context(STYLE | {"axes.grid.axis": "x"}):
        count = len(comparison.names)
        longest = max(len(name) for name in comparison.names)
        size = (12.5 + 0.09 * longest, 2.2 + 0.42 * count)
        figure, panels = plt.subplots(1, 3, figsize=size, sharey=True, constrained_layout=True)
        draw_volume(panels[0], comparison)
        draw_prices(panels[1], comparison)
        draw_savings(panels[2], comparison)
        panels[0].set_yticks(np.arange(count), comparison.names)
        panels[0].set_ylim(count - 0.5, -0.5)  # the first run on top
        if heading:
            figure.suptitle(heading + "\n", x=0.01, ha="left", fontsize=15, fontweight="bold")
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws a comparison of runs of peerwatt.")
    parser.add_argument("comparison", help="what peerwatt compare --json --prosumers writes; - is "
                                           "standard input")
    parser.add_argument("-o", "--output", type=Path, required=True,
                        help="picture; its ending says the format: .png, .svg, .pdf")
    parser.add_argument("--title", default="", help="heading of the picture")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse(arguments)
    try:
        figure = draw(read(options.comparison), options.title)
        figure.savefig(options.output, dpi=110)
    except WrongFile as problem:
        sys.exit(f"{options.comparison}: {problem}")
    except (OSError, ValueError) as problem:
        sys.exit(f"cannot draw {options.comparison} as {options.output}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
