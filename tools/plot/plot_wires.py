#!/usr/bin/python3
"""Draws the wires of a run with power flow: voltage over distance, where they are worst, and when.

usage: plot_wires.py runs/wires.h5 -o picture.png

Three panels: the voltage of each bus over its distance from the root, in the slots of the lowest and
of the highest voltage, and on each phase where there are phases; the feeder as a one-line diagram,
each bus by its lowest or highest voltage of the run, whichever is farther from the nominal one, and
each line as wide as it was loaded at most; and the extremes of every slot. Needs h5py and matplotlib (Debian: python3-h5py, python3-matplotlib).
"""

import argparse
import sys
from datetime import timezone

from trace_pictures import (BLACK, BLUE, GREY, ORANGE, VERMILION, Trace, WrongFile,
                            add_file_arguments, hold, label_days, legend, prosumer_time,
                            save_picture, shade_peaks, text,
                            with_gaps)  # first: says which package is missing

import matplotlib.pyplot as plt
import numpy as np


MOST_NAMED = 40  # buses whose names can be read
PHASE_STYLES = ("-", "--", ":")


class Wires(Trace):
    """The tree of a network, and what its buses and lines did."""

    def __init__(self, file):
        super().__init__(file, "network", "agents")
        network = file["network"]
        if "converged" not in network:
            raise WrongFile("the run computed no power flow: run with "
                            "--set network.power_flow=balanced")
        if "voltage_pu" not in network:
            raise WrongFile("the trace holds no buses: run with --set trace.level=agents")
        self.begin, self.end = network["from"][:], network["to"][:]
        self.bus_name = [text(name) for name in file["bus_name"][:]]
        self.voltage = by_phase(with_gaps(network["voltage_pu"][:]))  # row, bus, phase
        loading = by_phase(with_gaps(network["loading_percent"][:]))
        self.loading = np.fmax.reduce(loading, axis=2)  # row, line: of the phase with most
        self.slots = {name: with_gaps(network[name][:]) for name in
                      ("voltage_lowest_pu", "voltage_highest_pu", "loading_highest_percent")}
        rules = file["rules"].attrs
        self.limits = float(rules["voltage_min_pu"]), float(rules["voltage_max_pu"])
        self.most_loaded = float(rules["loading_limit_percent"])
        self.bus_time = prosumer_time(file)[:].astype("datetime64[s]")
        if np.isnan(self.voltage).all():
            raise WrongFile("no power flow was found in any slot that the trace holds")
        lengths = network["length_km"][:] if "length_km" in network else None
        known = lengths is not None and lengths.sum() > 0
        self.unit = "km" if known else "ohm"
        self.distance = self.from_root(lengths if known else network["resistance_ohm"][:])

    def from_root(self, lengths):
        """By bus: lines are added up in an order in which each comes after the one before it."""
        distance = np.zeros(len(self.bus_name))
        for line in self.outwards():
            distance[self.end[line]] = distance[self.begin[line]] + lengths[line]
        return distance

    def outwards(self):
        leaving = [[] for _ in self.bus_name]
        for line, bus in enumerate(self.begin):
            leaving[bus].append(line)
        root = int(np.setdiff1d(np.arange(len(self.bus_name)), self.end)[0])
        order, waiting = [], leaving[root][::-1]
        while waiting:
            line = waiting.pop()
            order.append(line)
            waiting += leaving[self.end[line]][::-1]
        return order

    def rows(self):
        """A height for each bus: leaves one below the other, all others between their branches."""
        children = [[] for _ in self.bus_name]
        for line in self.outwards():
            children[self.begin[line]].append(self.end[line])
        heights, leaves = np.zeros(len(self.bus_name)), 0
        for line in reversed(self.outwards()):
            bus = self.end[line]
            if children[bus]:
                heights[bus] = np.mean([heights[child] for child in children[bus]])
            else:
                heights[bus] = leaves
                leaves += 1
        root = np.setdiff1d(np.arange(len(self.bus_name)), self.end)
        heights[root] = np.mean([heights[child] for child in children[int(root[0])]] or [0])
        return -heights

    def worst_voltage(self):
        """By bus: the lowest or the highest of the run, whichever is farther from 1."""
        lowest = np.nanmin(self.voltage, axis=(0, 2))
        highest = np.nanmax(self.voltage, axis=(0, 2))
        return np.where(np.abs(lowest - 1) > np.abs(highest - 1), lowest, highest)


def by_phase(values):
    """A balanced state has one phase, which stands for all."""
    return values[:, :, np.newaxis] if values.ndim == 2 else values


def draw_profile(axes, wires):
    """Each line from bus to bus, on each phase, in two slots."""
    behind_root = wires.voltage[:, wires.end]
    lowest = int(np.nanargmin(np.nanmin(behind_root, axis=(1, 2))))
    highest = int(np.nanargmax(np.nanmax(behind_root, axis=(1, 2))))
    phases = wires.voltage.shape[2]
    for row, colour, what in ((lowest, BLUE, "lowest"), (highest, ORANGE, "highest")):
        for phase in range(phases):
            volts = wires.voltage[row, :, phase]
            label = f"{what}: {wall_clock(wires, row)}" + (f", {'abc'[phase]}" if phases > 1 else "")
            for line in wires.outwards():
                ends = [wires.begin[line], wires.end[line]]
                axes.plot(wires.distance[ends], volts[ends], color=colour, marker="o",
                          markersize=3.5, linestyle=PHASE_STYLES[phase], label=label)
                label = None
    for limit in wires.limits:
        axes.axhline(limit, color=VERMILION, linestyle="--", linewidth=1.2)
    axes.set_ylabel("p.u.")
    axes.set_xlabel(f"{wires.unit} from the root; dashed: the limits")
    axes.set_title("Voltage over distance")
    legend(axes, 2)


def wall_clock(wires, row):
    instant = wires.bus_time[row].astype(object).replace(tzinfo=timezone.utc)
    return instant.astimezone(wires.zone).strftime("%a %d %b %H:%M")


def draw_diagram(figure, axes, wires):
    heights, volts = wires.rows(), wires.worst_voltage()
    apart = max(abs(wires.limits[0] - 1), abs(wires.limits[1] - 1), np.abs(volts - 1).max())
    rated = ~np.isnan(wires.loading).all(axis=0)
    for line in wires.outwards():
        ends = [wires.begin[line], wires.end[line]]
        most = np.nanmax(wires.loading[:, line]) if rated[line] else 0
        above = most > wires.most_loaded
        axes.plot(wires.distance[ends], heights[ends], zorder=1,
                  color=VERMILION if above else GREY, linewidth=1 + min(most, 200) / 25)
    points = axes.scatter(wires.distance, heights, c=volts, cmap="RdYlBu_r", vmin=1 - apart,
                          vmax=1 + apart, s=46, edgecolors=BLACK, linewidths=0.6, zorder=2)
    if len(wires.bus_name) <= MOST_NAMED:
        name_buses(axes, wires, heights)
    axes.set_yticks([])
    axes.grid(False)
    axes.margins(y=0.12)
    axes.set_xlabel(f"{wires.unit} from the root")
    axes.set_title("Where: worst voltage of each bus"
                   + (", width of a line: highest loading" if rated.any() else ""))
    figure.colorbar(points, ax=axes, label="p.u.", pad=0.01)


def name_buses(axes, wires, heights):
    """Above each bus; below it where another one stands at the same place."""
    taken = set()
    for bus, name in enumerate(wires.bus_name):
        place = (wires.distance[bus], heights[bus])
        below = place in taken
        taken.add(place)
        axes.annotate(name, place, xytext=(0, -13 if below else 6), textcoords="offset points",
                      ha="center", fontsize=8)


def draw_extremes(axes, wires):
    hold(axes, wires.time, wires.hours, wires.slots["voltage_highest_pu"], color=ORANGE,
         label="highest voltage")
    hold(axes, wires.time, wires.hours, wires.slots["voltage_lowest_pu"], color=BLUE,
         label="lowest voltage")
    for limit in wires.limits:
        axes.axhline(limit, color=VERMILION, linestyle="--", linewidth=1.2)
    axes.set_ylabel("p.u.")
    axes.set_title("When")
    legend(axes, 2)


def draw(wires):
    figure, panels = plt.subplots(3, 1, figsize=(10, 12), constrained_layout=True)
    draw_profile(panels[0], wires)
    draw_diagram(figure, panels[1], wires)
    rows = slice(0, wires.time.size)
    shade_peaks(panels[2:], wires.time, wires.hours, wires.system("is_peak", rows))
    draw_extremes(panels[2], wires)
    label_days(panels[2:], wires, rows)
    figure.suptitle(wires.title + "\n", x=0.01, ha="left", fontsize=15, fontweight="bold")
    return figure


def main(arguments):
    parser = argparse.ArgumentParser(description="Draws the wires of a run of peerwatt.")
    add_file_arguments(parser)
    save_picture(parser.parse_args(arguments), lambda file: draw(Wires(file)))


if __name__ == "__main__":
    main(sys.argv[1:])
