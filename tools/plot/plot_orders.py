#!/usr/bin/python3
"""Draws the market of one zone: orders, quotes and trades of a slot, or of a day.

usage: plot_orders.py runs/market.h5 -o picture.png [--zone 0] [--day 0 | --slot 37]

A slot shows what came in while the gate was open, and demand and supply of its last price round.
A day shows prices and energies of each slot. The trace must be of level orders. Needs h5py and
matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import sys

from trace_pictures import (BLACK, BLUE, GREEN, GREY, ORANGE, SKY, VERMILION, WrongFile,
                            add_file_arguments, fill, hold, label_days, legend, rows_of_days,
                            save_picture, shade_peaks)  # first: says which package is missing
from market_events import Market, closing, per_slot, sold_and_bought, stands

import matplotlib.pyplot as plt
import numpy as np


def dot_sizes(quantities, largest):
    return 12 + 70 * quantities / largest if largest > 0 else quantities


def draw_trades(axes, x, trades):
    """Dots at the prices of a trade, larger for more energy."""
    if trades.size == 0:
        return
    quantity = trades["quantity_kwh"]
    sold, bought = sold_and_bought(trades)
    size = dot_sizes(quantity, quantity.max())
    axes.scatter(x[sold], trades["price_seller"][sold], s=size[sold], color=ORANGE, alpha=0.8,
                 linewidth=0, zorder=4, label="trade: seller gets")
    axes.scatter(x[bought], trades["price_buyer"][bought], s=size[bought], facecolor="none",
                 edgecolor=BLACK, linewidth=1.2, zorder=5, label="trade: buyer pays")


def draw_quotes(axes, seconds, quotes, end):
    """Best bid and ask as steps; each price round has a book of its own."""
    for number in np.unique(quotes["round"]):
        here = quotes["round"] == number
        time = np.append(seconds[here], end[number])
        label = {"bid": "best bid", "ask": "best ask"} if number == quotes["round"].min() else {}
        for side, color in [("bid", BLUE), ("ask", GREEN)]:
            price = quotes[f"best_{side}"][here]
            axes.step(time, np.append(price, price[-1]), where="post", color=color, zorder=3,
                      label=label.get(side))


def draw_gate(axes, market, slot, orders, trades, quotes):
    start = float(market.time[slot].astype(np.int64)) * 1e6
    since = [(events["time"] - start) / 1e6 for events in (orders, trades, quotes)]
    late = orders.is_one_of("outcome", "late")
    for side, color, marker, name in [("buy", BLUE, "^", "bid"), ("sell", GREEN, "v", "ask")]:
        here = orders.is_one_of("side", side)
        price = orders["limit_price"]
        axes.scatter(since[0][here & ~late], price[here & ~late], s=32, marker=marker, color=color,
                     alpha=0.6, linewidth=0, label=name)
        if (here & late).any():
            axes.scatter(since[0][here & late], price[here & late], s=32, marker=marker,
                         facecolor="none", edgecolor=GREY, label=f"late {name}")
    end = {number: since[0][orders["round"] == number].max(initial=0)
           for number in np.unique(quotes["round"])}
    draw_quotes(axes, since[2], quotes, end)
    draw_trades(axes, since[1], trades)
    axes.set_xlabel("seconds after the start of the slot")
    axes.set_ylabel(f"{market.currency}/kWh")
    axes.set_title("While the gate is open")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))


def staircase(axes, quantity, price, **look):
    """A price for each part of a growing quantity."""
    if quantity.size:
        total = np.append(0, np.cumsum(quantity))
        axes.step(total, np.append(price[0], price), where="pre", **look)


def draw_curves(axes, market, orders, trades):
    kept = stands(orders)
    for side, color, direction, name in [("buy", BLUE, -1, "demand"), ("sell", GREEN, 1, "supply")]:
        here = kept & orders.is_one_of("side", side)
        price, quantity = orders["limit_price"][here], orders["quantity_kwh"][here]
        merit = np.argsort(direction * price, kind="stable")
        staircase(axes, quantity[merit], price[merit], color=color, label=name)
    sold, bought = sold_and_bought(trades)
    quantity = trades["quantity_kwh"]
    volume = max(quantity[sold].sum(), quantity[bought].sum())
    staircase(axes, quantity[bought], trades["price_buyer"][bought], color=BLACK, linewidth=5,
              alpha=0.5, label="buyers pay")
    staircase(axes, quantity[sold], trades["price_seller"][sold], color=ORANGE,
              label="sellers get")
    if volume > 0:
        axes.axvline(volume, color=GREY, linewidth=1, label=f"{volume:.3g} kWh traded")
    axes.set_xlim(left=0)
    axes.set_xlabel("kWh, best price first; trades as they were made")
    axes.set_ylabel(f"{market.currency}/kWh")
    axes.set_title("Demand, supply and clearing")
    axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))


def set_heading(figure, market, when):
    figure.suptitle(f"{market.title}\n{market.place_name}, {when}\n", x=0.01, ha="left",
                    fontsize=15, fontweight="bold")


def draw_slot(market, slot):
    if not 0 <= slot < market.time.size:
        raise WrongFile(f"the trace has slots 0 to {market.time.size - 1}, no slot {slot}")
    orders, trades, quotes = market.events(range(slot, slot + 1))
    if orders.size == 0:
        raise WrongFile(f"no order came to {market.place_name} in slot {slot}")
    figure, panels = plt.subplots(2, 1, figsize=(10, 8.4), constrained_layout=True)
    draw_gate(panels[0], market, slot, orders, trades, quotes)
    draw_curves(panels[1], market, orders, trades)
    set_heading(figure, market, f"slot {slot}, {market.wall_time(slot):%a %d %b %Y %H:%M}")
    return figure


def draw_prices(axes, market, rows, trades, quotes):
    time = market.time[rows]
    hold(axes, time, market.hours, market.system("price_sell", rows), color=VERMILION,
         label="CPS sells")
    hold(axes, time, market.hours, market.system("price_feed_in", rows), color=GREY,
         linestyle="--", label="feed-in")
    if quotes.size:
        hold(axes, time, market.hours, closing(rows, quotes, "best_bid"), color=BLUE,
             label="last bid")
        hold(axes, time, market.hours, closing(rows, quotes, "best_ask"), color=GREEN,
             label="last ask")
    middle = market.time[trades["slot"].astype(int)] + np.timedelta64(
        round(market.hours * 1800), "s")
    draw_trades(axes, middle, trades)
    axes.set_ylabel(f"{market.currency}/kWh")
    axes.set_title("Prices")
    legend(axes, 3)


def draw_energy(axes, market, rows, orders, trades):
    time, kept = market.time[rows], stands(orders)
    sold, bought = sold_and_bought(trades)
    traded = np.maximum(per_slot(rows, trades, trades["quantity_kwh"] * sold),
                        per_slot(rows, trades, trades["quantity_kwh"] * bought))
    fill(axes, time, market.hours, 0 * traded, traded, color=SKY, alpha=0.85, label="traded")
    for side, color, name in [("buy", BLUE, "wanted"), ("sell", GREEN, "offered")]:
        quantity = orders["quantity_kwh"] * (kept & orders.is_one_of("side", side))
        hold(axes, time, market.hours, per_slot(rows, orders, quantity), color=color, label=name)
    axes.set_ylabel("kWh per slot")
    axes.set_ylim(bottom=0)
    axes.set_title("Energy of the orders in the last price round")
    legend(axes, 3)


def draw_day(market, day):
    rows = rows_of_days(market.time, day, 1)
    if rows.start >= rows.stop:
        raise WrongFile(f"the trace holds no slot of day {day}")
    orders, trades, quotes = market.events(range(rows.start, rows.stop))
    figure, panels = plt.subplots(2, 1, figsize=(10, 7.4), constrained_layout=True)
    shade_peaks(panels, market.time[rows], market.hours, market.system("is_peak", rows))
    draw_prices(panels[0], market, rows, trades, quotes)
    draw_energy(panels[1], market, rows, orders, trades)
    label_days(panels, market, rows)
    figure.align_ylabels(panels)
    set_heading(figure, market, f"{market.wall_time(rows.start):%a %d %b %Y}")
    return figure


def parse(arguments):
    parser = argparse.ArgumentParser(description="Draws the market of one zone of a run.")
    add_file_arguments(parser)
    parser.add_argument("--zone", default="0", help="name or index of the zone [0]")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--day", type=int, default=0, help="day shown, from the run's first [0]")
    what.add_argument("--slot", type=int, help="slot shown, in place of a day")
    options = parser.parse_args(arguments)
    if options.day < 0:
        parser.error("--day must be at least 0")
    return options


def main(arguments):
    options = parse(arguments)

    def draw(file):
        market = Market(file, options.zone)
        if options.slot is None:
            return draw_day(market, options.day)
        return draw_slot(market, options.slot)

    save_picture(options, draw)


if __name__ == "__main__":
    main(sys.argv[1:])
