#!/usr/bin/python3
"""Draws a run of peerwatt: power, prices, trade between neighbours, and who pays what.

usage: plot_run.py runs/quickstart.h5 -o picture.png [--first-day 0] [--days 2]

The first three panels show the chosen days on the wall clock of the scenario; the last one shows
the bills of the whole run. Needs h5py and matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import sys

from trace_pictures import (BLACK, BLUE, GREEN, GREY, ORANGE, SKY, VERMILION, Trace, WrongFile,
                            add_file_arguments, fill, hold, label_days, legend, prosumer_time,
                            rows_of_days, save_picture,
                            shade_peaks)  # first: says which package is missing

import matplotlib.pyplot as plt
import numpy as np


class Run(Trace):
    """The columns of a trace that the picture shows, as numpy arrays."""

    def __init__(self, file):
        super().__init__(file, "prosumers", "agents")
        self.agent_time = prosumer_time(file)[:].astype("datetime64[s]")

    def sum_of_prosumers(self, name, rows):
        return self.file["prosumers"][name][rows].sum(axis=1, dtype=float)

    def bill(self, name):
        """Per prosumer over the run; None in runs with trace.baselines: off."""
        daily = self.file["daily"]
        return daily[name][:].sum(axis=0) if name in daily else None


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
    hold(axes, time, trace.hours, trace.system("unserved_kwh", rows), color=VERMILION,
         label="flexible load not served")
    axes.set_ylabel("kWh per slot")
    axes.set_title("Trade between neighbours")
    axes.set_ylim(bottom=0)
    legend(axes, 3)


def draw_bills(axes, trace):
    bill, ordinary, no_trade = map(trace.bill, ("bill", "bill_ordinary", "bill_no_trade"))
    order = np.argsort(bill if ordinary is None else ordinary, kind="stable")
    place = np.arange(1, order.size + 1)
    if order.size <= 300:
        axes.bar(place, bill[order], width=0.8, color=SKY, label="this run")
    else:
        axes.fill_between(place, 0, bill[order], step="mid", color=SKY, label="this run")
    if ordinary is not None:
        axes.step(place, ordinary[order], where="mid", color=BLACK, label="ordinary tariff")
        axes.step(place, no_trade[order], where="mid", color=VERMILION, linestyle="--",
                  label="prices of this run, without trade")
    axes.axhline(0, color=GREY, linewidth=1)
    axes.set_xlim(0.3, order.size + 0.7)
    axes.set_ylabel(trace.currency)
    tariff = "" if ordinary is None else " at the ordinary tariff"
    axes.set_xlabel(f"prosumers, by their bill{tariff}")
    axes.set_title("Bills of the run")
    legend(axes, 3)


def draw(trace, first_day, days):
    rows = rows_of_days(trace.time, first_day, days)
    agent_rows = rows_of_days(trace.agent_time, first_day, days)
    if rows.start >= rows.stop or agent_rows.start >= agent_rows.stop:
        raise WrongFile(f"the trace holds no slot in {days} day(s) from day {first_day}")
    figure, panels = plt.subplots(4, 1, figsize=(10, 12.4), constrained_layout=True)
    in_time = panels[:3]
    shade_peaks(in_time, trace.time[rows], trace.hours, trace.system("is_peak", rows))
    draw_power(panels[0], trace, rows, agent_rows)
    draw_prices(panels[1], trace, rows)
    draw_trade(panels[2], trace, rows)
    draw_bills(panels[3], trace)
    label_days(in_time, trace, rows)
    figure.align_ylabels(panels)
    figure.suptitle(trace.title + "\n", x=0.01, ha="left", fontsize=15, fontweight="bold")
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws a run of peerwatt.")
    add_file_arguments(parser)
    parser.add_argument("--first-day", type=int, default=0, help="first day shown [0]")
    parser.add_argument("--days", type=int, default=2, help="days shown [2]")
    options = parser.parse_args(arguments)
    if options.first_day < 0 or options.days < 1:
        parser.error("--first-day must be at least 0 and --days at least 1")
    return options


def main(arguments):
    options = parse(arguments)
    save_picture(options, lambda file: draw(Run(file), options.first_day, options.days))


if __name__ == "__main__":
    main(sys.argv[1:])
