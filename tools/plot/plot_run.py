#!/usr/bin/python3
"""Draws a run of peerwatt: power, prices, trade between neighbours, and who pays what.

usage: plot_run.py runs/quickstart.h5 -o picture.png [--first-day 0] [--days 2]

The first three panels show the chosen days on the wall clock of the scenario; the last one shows
the bills of the whole run. Needs h5py and matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

try:
    import h5py
    import matplotlib
    import numpy as np

    matplotlib.use("Agg")
    import matplotlib.dates as mdates
    import matplotlib.pyplot as plt
except ImportError as missing:
    sys.exit(f"plot_run.py needs {missing.name}: apt install python3-h5py python3-matplotlib")

# Okabe and Ito's palette, which colour-blind readers can tell apart.
BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#222222", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#8A8A8A")
LARGEST = 9e36  # at and above: netCDF's fill value, "there is none"

STYLE = {
    "font.size": 12, "axes.titlesize": 12.5, "axes.titleweight": "bold",
    "axes.titlelocation": "left", "axes.spines.top": False, "axes.spines.right": False,
    "axes.grid": True, "axes.grid.axis": "y", "grid.color": "#E4E4E4", "axes.axisbelow": True,
    "legend.frameon": False, "legend.fontsize": 11, "legend.handlelength": 1.6,
    "legend.columnspacing": 1.2, "lines.linewidth": 2,
}


class WrongFile(Exception):
    """The file is not a trace that can be drawn."""


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


class Trace:
    """The columns of a trace that the picture shows, as numpy arrays."""

    def __init__(self, file):
        if text(file.attrs.get("schema_name", "")) != "peerwatt-trace":
            raise WrongFile("this is HDF5, but not a trace of peerwatt")
        major = int(file.attrs["schema_version"][0])
        if major != 1:
            raise WrongFile(f"the trace has version {major}; this program reads version 1")
        if "prosumers" not in file:
            raise WrongFile("the trace holds no prosumers: run with --set trace.level=agents")
        self.file = file
        self.title = text(file.attrs["title"])
        self.currency = text(file.attrs["currency"])
        self.hours = float(file.attrs["slot_length_s"]) / 3600
        self.time = file["time"][:].astype("datetime64[s]")
        self.agent_time = file["prosumers/time"][:].astype("datetime64[s]")
        if self.time.size == 0:
            raise WrongFile("the trace holds no slot yet")
        self.zone = self.wall_clock()

    def wall_clock(self):
        config = self.file["provenance/config_yaml"].asstr()[()]
        found = re.search(r'^clock:.*?time_zone:\s*"?([^\s",}]+)', config, re.DOTALL | re.MULTILINE)
        try:
            return ZoneInfo(found.group(1) if found else "UTC")
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def system(self, name, rows):
        values = self.file["system"][name][rows].astype(float)
        values[np.abs(values) >= LARGEST] = np.nan
        return values

    def sum_of_prosumers(self, name, rows):
        return self.file["prosumers"][name][rows].sum(axis=1, dtype=float)

    def bills(self):
        """Per prosumer over the run: the bill, and the bills with the grid only."""
        daily = self.file["daily"]
        bill = daily["bill"][:].sum(axis=0)
        at_tariff = daily["bill_without_p2p"][:].sum(axis=0)
        at_price = None  # thinned series do not add up to the run
        if self.agent_time.size == self.time.size:
            at_price = self.file["prosumers/balance_grid_only"][:].sum(axis=0, dtype=float)
        return bill, at_tariff, at_price


def rows_of_days(time, first_day, days):
    """The rows in the window, counted in days from the first slot; slices, as h5py likes them."""
    elapsed = time - time[0]
    day = np.timedelta64(86400, "s")
    begin, end = np.searchsorted(elapsed, [first_day * day, (first_day + days) * day])
    return slice(int(begin), int(end))


def hold(axes, time, hours, values, **look):
    """A value that holds for each slot: drawn as a step from its start to its end."""
    end = time[-1] + np.timedelta64(round(hours * 3600), "s")
    return axes.step(np.append(time, end), np.append(values, values[-1]), where="post", **look)


def fill(axes, time, hours, low, high, **look):
    end = time[-1] + np.timedelta64(round(hours * 3600), "s")
    return axes.fill_between(np.append(time, end), np.append(low, low[-1]),
                             np.append(high, high[-1]), step="post", linewidth=0, **look)


def legend(axes, columns):
    axes.legend(loc="lower right", bbox_to_anchor=(1.005, 0.98), ncol=columns, borderaxespad=0)


def label_time(axes, zone):
    locator = mdates.AutoDateLocator(tz=zone, maxticks=10)
    dates = ["%Y", "%b", "%a %d %b", "%H:%M", "%H:%M", "%S.%f"]
    starts = ["", "%Y", "%b", "%a %d %b", "%H:%M", "%H:%M"]
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(
        locator, tz=zone, formats=dates, zero_formats=starts, show_offset=False))


def shade_peaks(panels, time, hours, is_peak):
    """A grey band behind every run of peak slots."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], is_peak.astype(int), [0]])))
    slot = np.timedelta64(round(hours * 3600), "s")
    for begin, end in edges.reshape(-1, 2):
        for axes in panels:
            axes.axvspan(time[begin], time[end - 1] + slot, color="#EDEDED", zorder=0, linewidth=0)


def draw_power(axes, trace, rows, agent_rows):
    time, agent_time = trace.time[rows], trace.agent_time[agent_rows]
    to_kw = 1 / trace.hours
    step = trace.hours
    if agent_time.size > 1:
        step = (agent_time[1] - agent_time[0]) / np.timedelta64(3600, "s")
    generation = trace.sum_of_prosumers("generation_kwh", agent_rows) * to_kw
    fill(axes, agent_time, step, 0 * generation, generation, color=ORANGE, alpha=0.45,
         label="PV")
    hold(axes, agent_time, step, trace.sum_of_prosumers("load_kwh", agent_rows) * to_kw,
         color=BLACK, label="load")
    hold(axes, time, trace.hours, trace.system("prosumer_supply_kwh", rows) * to_kw, color=BLUE,
         label="bought from the CPS")
    axes.set_ylabel("kW")
    axes.set_ylim(bottom=0)
    axes.set_title("Power of all prosumers")
    legend(axes, 3)


def draw_prices(axes, trace, rows):
    time = trace.time[rows]
    low, high = trace.system("p2p_price_min", rows), trace.system("p2p_price_max", rows)
    fill(axes, time, trace.hours, low, high, color=SKY, alpha=0.55, label="neighbours")
    hold(axes, time, trace.hours, trace.system("p2p_price_mean", rows), color=BLUE,
         label="their mean")
    hold(axes, time, trace.hours, trace.system("price_sell", rows), color=VERMILION,
         label="CPS sells")
    hold(axes, time, trace.hours, trace.system("price_base", rows), color=BLACK, linestyle=":",
         label="base tariff")
    hold(axes, time, trace.hours, trace.system("price_feed_in", rows), color=GREEN, linestyle="--",
         label="feed-in")
    axes.set_ylabel(f"{trace.currency}/kWh")
    axes.set_title("Prices")
    axes.set_ylim(bottom=0)
    legend(axes, 5)


def draw_trade(axes, trace, rows):
    time = trace.time[rows]
    auction = trace.system("auction_energy_kwh", rows)
    mid_market = trace.system("mid_market_energy_kwh", rows)
    fill(axes, time, trace.hours, 0 * auction, auction, color=GREEN, alpha=0.85, label="auction")
    fill(axes, time, trace.hours, auction, auction + mid_market, color=SKY, alpha=0.85,
         label="mid-market")
    hold(axes, time, trace.hours, trace.system("curtailed_kwh", rows), color=VERMILION,
         label="flexible load not served")
    axes.set_ylabel("kWh per slot")
    axes.set_title("Trade between neighbours")
    axes.set_ylim(bottom=0)
    legend(axes, 3)


def draw_bills(axes, trace):
    bill, at_tariff, at_price = trace.bills()
    order = np.argsort(at_tariff, kind="stable")
    place = np.arange(1, order.size + 1)
    if order.size <= 300:
        axes.bar(place, bill[order], width=0.8, color=SKY, label="with P2P")
    else:
        axes.fill_between(place, 0, bill[order], step="mid", color=SKY, label="with P2P")
    axes.step(place, at_tariff[order], where="mid", color=BLACK, label="CPS only, base tariff")
    if at_price is not None:
        axes.step(place, at_price[order], where="mid", color=VERMILION, linestyle="--",
                  label="CPS only, at its price of the run")
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set_xlim(0.3, order.size + 0.7)
    axes.set_ylabel(trace.currency)
    axes.set_xlabel("prosumers, by their bill without trade")
    axes.set_title("Bills of the run")
    legend(axes, 3)


def draw(trace, first_day, days):
    rows = rows_of_days(trace.time, first_day, days)
    agent_rows = rows_of_days(trace.agent_time, first_day, days)
    if rows.start >= rows.stop or agent_rows.start >= agent_rows.stop:
        raise WrongFile(f"the trace holds no slot in {days} day(s) from day {first_day}")
    with plt.rc_context(STYLE):
        figure, panels = plt.subplots(4, 1, figsize=(10, 12.4), constrained_layout=True)
        in_time = panels[:3]
        shade_peaks(in_time, trace.time[rows], trace.hours, trace.system("is_peak", rows))
        draw_power(panels[0], trace, rows, agent_rows)
        draw_prices(panels[1], trace, rows)
        draw_trade(panels[2], trace, rows)
        draw_bills(panels[3], trace)
        slot = np.timedelta64(round(trace.hours * 3600), "s")
        for axes in in_time:
            axes.set_xlim(trace.time[rows][0], trace.time[rows][-1] + slot)
            label_time(axes, trace.zone)
            axes.tick_params(labelbottom=axes is in_time[-1])
        year = trace.time[rows][0].astype(object).year
        in_time[-1].set_xlabel(f"wall clock of {trace.zone.key}, {year}; grey: peak slots")
        figure.align_ylabels(panels)
        figure.suptitle(trace.title + "\n", x=0.01, ha="left", fontsize=15, fontweight="bold")
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws a run of peerwatt.")
    parser.add_argument("trace", type=Path, help="trace of a run (HDF5)")
    parser.add_argument("-o", "--output", type=Path, required=True,
                        help="picture; its ending says the format: .png, .svg, .pdf")
    parser.add_argument("--first-day", type=int, default=0, help="first day shown [0]")
    parser.add_argument("--days", type=int, default=2, help="days shown [2]")
    options = parser.parse_args(arguments)
    if options.first_day < 0 or options.days < 1:
        parser.error("--first-day must be at least 0 and --days at least 1")
    return options


def main(arguments):
    options = parse(arguments)
    try:
        with h5py.File(options.trace, "r") as file:
            figure = draw(Trace(file), options.first_day, options.days)
        figure.savefig(options.output, dpi=110)
    except WrongFile as problem:
        sys.exit(f"{options.trace}: {problem}")
    except KeyError as problem:
        sys.exit(f"{options.trace}: the trace is not complete: {problem}")
    except (OSError, ValueError) as problem:
        sys.exit(f"cannot draw {options.trace} as {options.output}: {problem}")


if __name__ == "__main__":
    main(sys.argv[1:])
