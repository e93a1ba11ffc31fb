#!/usr/bin/python3
"""Draws the runs of a study: indicators by what was varied.

usage: plot_study.py runs/share_of_prosumers/*.h5 --x share --y peak_price p2p_energy_kwh -o x.png

What was varied is read from the names of the traces, as `peerwatt sweep` gives them. --x names the
parameter of the axis; each combination of the others is a line, or a bar where x has no numbers.
Runs that differ in the seed alone are averaged; a band, or a whisker, shows the least and the most.
--bars instead of --x makes each trace a bar, in their order, with the names that are given.
--y takes names of /summary in a trace; peak_price, the mean selling price of the peak slots;
welfare_lost_at_peak, what welfare there is less than there could be; coalition_size, the mean number
of members; and network_charge, what trade within zones paid for it.
Needs h5py and matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import sys
from pathlib import Path

from trace_pictures import (BLACK, BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, STYLE, VERMILION, Trace,
                            WrongFile)  # first: says which package is missing

import h5py
import matplotlib.pyplot as plt
import numpy as np

COLOURS = [BLUE, VERMILION, GREEN, ORANGE, SKY, PURPLE, BLACK, GREY]


class Run(Trace):
    def __init__(self, path, file, names):
        super().__init__(file, "summary", "summary")
        self.varied = dict(part.split("=", 1) for part in path.stem.split(",") if "=" in part)
        self.values = [self.indicator(name) for name in names]

    def indicator(self, name):
        if name == "peak_price":
            peak = self.file["system/is_peak"][:] == 1
            return float(self.file["system/price_sell"][peak].mean()) if peak.any() else np.nan
        if name == "network_charge":
            return float(self.file["system/local_network_charge"][:].sum())
        if name == "coalition_size":
            coalitions = self.file["system/coalition_count"][:].sum()
            members = (self.file["prosumers/coalition"][:] >= 0).sum()
            return members / coalitions if coalitions else np.nan
        if name == "welfare_lost_at_peak":
            return (self.indicator("welfare_efficient_at_peak")
                    - self.indicator("welfare_at_peak"))
        if name not in self.file["summary"].attrs:
            raise WrongFile(f"/summary has no {name}")
        return float(self.file["summary"].attrs[name])


def read(path, names):
    try:
        with h5py.File(path, "r") as file:
            return Run(path, file, names)
    except WrongFile as problem:
        raise WrongFile(f"{path}: {problem}") from problem
    except KeyError as problem:
        raise WrongFile(f"{path}: the trace is not complete: {problem}") from problem
    except OSError as problem:
        raise WrongFile(f"{path}: {problem}") from problem


def label(name, currency):
    if name == "peak_price":
        return f"mean peak price,\n{currency}/kWh"
    is_money = name.startswith(("bill", "welfare")) or name == "network_charge"
    words, unit = name, f",\n{currency}" if is_money else ""
    for ending, meaning in (("_kwh", "kWh"), ("_kw", "kW"), ("_percent", "%")):
        if name.endswith(ending):
            words, unit = name[:-len(ending)], f",\n{meaning}"
    return words.replace("_", " ") + unit


def is_number(word):
    try:
        return np.isfinite(float(word))
    except ValueError:
        return False


def series_of(runs, x):
    """By line, then by place on the axis: the values of all runs there."""
    missing = [run for run in runs if x not in run.varied]
    if missing:
        raise WrongFile(f"{x} is not varied; of the names of the traces: "
                        f"{', '.join(missing[0].varied) or 'nothing'}")
    series = {}
    for run in runs:
        # One parameter of several groups, the same for all, is said once.
        others = {key.rpartition(".")[2]: value for key, value in run.varied.items()
                  if key not in (x, "seed")}
        line = ", ".join(f"{key}={value}" for key, value in others.items())
        series.setdefault(line, {}).setdefault(run.varied[x], []).append(run.values)
    return series


def draw_lines(panels, series):
    for colour, (line, places) in zip(COLOURS, series.items()):
        words = sorted(places, key=float)
        x = [float(word) for word in words]
        for row, axes in enumerate(panels):
            values = [np.array(places[word])[:, row] for word in words]
            axes.plot(x, [v.mean() for v in values], color=colour, marker="o", markersize=4,
                      label=line)
            axes.fill_between(x, [v.min() for v in values], [v.max() for v in values],
                              color=colour, alpha=0.15, linewidth=0)


def one_bar_each(runs, names):
    if len(names) != len(runs):
        raise WrongFile(f"{len(runs)} traces need as many names of --bars, not {len(names)}")
    return {"": {name.replace("\\n", "\n"): [run.values] for name, run in zip(names, runs)}}


def draw_bars(panels, series, in_order):
    words = list(dict.fromkeys(word for places in series.values() for word in places))
    if not in_order:
        words.sort()
    width = 0.8 / len(series)
    for place, (colour, (line, places)) in enumerate(zip(COLOURS, series.items())):
        x = np.arange(len(words)) + (place - (len(series) - 1) / 2) * width
        for row, axes in enumerate(panels):
            values = [np.array(places[word])[:, row] if word in places else np.array([np.nan])
                      for word in words]
            mean = np.array([v.mean() for v in values])
            reach = [mean - [v.min() for v in values], [v.max() for v in values] - mean]
            axes.bar(x, mean, width * 0.95, yerr=reach, color=colour, ecolor=BLACK, capsize=3,
                     label=line)
    panels[-1].set_xticks(range(len(words)), words)


def draw(runs, options):
    series = one_bar_each(runs, options.bars) if options.bars else series_of(runs, options.x)
    if len(series) > len(COLOURS):
        raise WrongFile(f"{len(series)} lines are too many to tell apart; give fewer traces")
    count = len(options.y)
    figure, panels = plt.subplots(count, 1, figsize=(8, 0.6 + 2.4 * count), sharex=True,
                                  squeeze=False, constrained_layout=True)
    panels = panels[:, 0]
    in_numbers = not options.bars and all(is_number(run.varied[options.x]) for run in runs)
    if in_numbers:
        draw_lines(panels, series)
    else:
        draw_bars(panels, series, in_order=bool(options.bars))
    for name, axes in zip(options.y, panels):
        axes.set_ylabel(label(name, runs[0].currency))
    panels[-1].set_xlabel(options.label or options.x or "")
    if options.ratios and in_numbers:
        least = min(x for x in (float(run.varied[options.x]) for run in runs) if x > 0)
        panels[-1].set_xscale("symlog", linthresh=least)
    if len(series) > 1:
        fitting = 80 // (6 + max(map(len, series)))  # beside each other
        panels[0].legend(loc="lower left", bbox_to_anchor=(0, 1.0),
                         ncol=max(1, min(fitting, len(series))))
    figure.align_ylabels(panels)
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws the runs of a study.")
    parser.add_argument("traces", type=Path, nargs="+", help="traces of the study (HDF5)")
    axis = parser.add_mutually_exclusive_group(required=True)
    axis.add_argument("--x", help="what was varied along the axis")
    axis.add_argument("--bars", nargs="+", help="names of the traces, one bar for each")
    parser.add_argument("--y", required=True, nargs="+", help="indicators, one panel for each")
    parser.add_argument("--label", help="text of the axis [as --x]")
    parser.add_argument("--ratios", action="store_true",
                        help="equal steps on the axis for equal ratios; zero is there as well")
    parser.add_argument("-o", "--output", type=Path, required=True,
                        help="picture; its ending says the format: .png, .svg, .pdf")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse(arguments)
    try:
        runs = [read(path, options.y) for path in options.traces]
        with plt.rc_context(STYLE):
            draw(runs, options).savefig(options.output, dpi=80)
    except WrongFile as problem:
        sys.exit(str(problem))
    except (OSError, ValueError) as problem:
        sys.exit(f"cannot draw {options.output}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
