"""Orders, quotes and trades of one zone, as read from a trace of level orders."""

from datetime import datetime

from trace_pictures import Trace, WrongFile, text, with_gaps  # first: says which package is missing

import numpy as np


class Events:
    """One table of /events, cut down to a zone and to the slots of a range."""

    def __init__(self, group, zone, slots):
        slot = group["slot"][:]
        here = (group["zone"][:] == zone) & (slot >= slots.start) & (slot < slots.stop)
        found = np.flatnonzero(here)
        self.rows = slice(found[0], found[-1] + 1) if found.size else slice(0, 0)
        self.kept = here[self.rows]
        self.group = group

    def __getitem__(self, name):
        return with_gaps(self.group[name][self.rows][self.kept])

    def is_one_of(self, name, *meanings):
        known = text(self.group[name].attrs["flag_meanings"]).split()
        return np.isin(self[name], [known.index(meaning) for meaning in meanings])

    @property
    def size(self):
        return int(self.kept.sum())


class Market(Trace):
    """What happened at the market place of a zone."""

    def __init__(self, file, zone):
        super().__init__(file, "events", "orders")
        self.names = [text(name) for name in file["zone_name"][:]]
        self.place = self.number_of(zone)

    def number_of(self, zone):
        if zone in self.names:
            return self.names.index(zone)
        if zone.isdecimal() and int(zone) < len(self.names):
            return int(zone)
        raise WrongFile(f"the trace has no zone {zone}; it has {', '.join(self.names)}")

    def events(self, slots):
        return (Events(self.file["events"][table], self.place, slots)
                for table in ("orders", "trades", "quotes"))

    @property
    def place_name(self):
        return self.names[self.place]

    def wall_time(self, slot):
        return datetime.fromtimestamp(int(self.time[slot].astype(np.int64)), self.zone)


def of_last_round(orders):
    """Whether an order is of the last price round of its slot."""
    if orders.size == 0:
        return np.zeros(0, bool)
    slot = orders["slot"].astype(int) - int(orders["slot"].min())
    last = np.zeros(slot.max() + 1)
    np.maximum.at(last, slot, orders["round"])
    return orders["round"] == last[slot]


def stands(orders):
    """Whether an order took part in the clearing."""
    return of_last_round(orders) & ~orders.is_one_of("outcome", "late", "replaced", "cancelled", "undelivered")


def sold_and_bought(trades):
    """Which trades count for each side: all of pairs, and those of its own in a pool."""
    paired = (trades["seller"] >= 0) == (trades["buyer"] >= 0)
    return paired | (trades["seller"] >= 0), paired | (trades["buyer"] >= 0)


def per_slot(rows, events, values):
    """Sums over the events of each slot."""
    sums = np.zeros(rows.stop - rows.start)
    np.add.at(sums, events["slot"].astype(int) - rows.start, values)
    return sums


def closing(rows, quotes, name):
    """The last quote of each slot."""
    last = np.full(rows.stop - rows.start, np.nan)
    for slot, price in zip(quotes["slot"].astype(int) - rows.start, quotes[name]):
        last[slot] = price
    return last
