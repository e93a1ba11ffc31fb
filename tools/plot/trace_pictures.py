"""What the pictures of traces share: opening a trace, colours, panels. Needs h5py and matplotlib
(Debian: python3-h5py, python3-matplotlib)."""

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
    sys.exit(f"{Path(sys.argv[0]).name} needs {missing.name}: "
             "apt install python3-h5py python3-matplotlib")

# Okabe and Ito's palette, which colour-blind readers can tell apart.
BLACK, ORANGE, SKY, GREEN, BLUE, VERMILION, PURPLE, GREY = (
    "#222222", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#8A8A8A")
VERSION = 2  # of the format of traces
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


def with_gaps(values):
    """As floats, NaN where there is no value."""
    values = values.astype(float)
    values[np.abs(values) >= LARGEST] = np.nan
    return values


class Trace:
    """A trace of a format that we know: what every picture needs of it."""

    def __init__(self, file, group, level):
        if text(file.attrs.get("schema_name", "")) != "peerwatt-trace":
            raise WrongFile("this is HDF5, but not a trace of peerwatt")
        major = int(file.attrs["schema_version"][0])
        if major < VERSION:
            raise WrongFile(f"this is a trace of version {major}; run the scenario again")
        if major > VERSION:
            raise WrongFile(f"this is a trace of version {major}; this program reads version "
                            f"{VERSION}")
        if group not in file:
            raise WrongFile(f"the trace holds no {group}: run with --set trace.level={level}")
        self.file = file
        self.title = text(file.attrs["title"])
        self.currency = text(file.attrs["currency"])
        self.hours = float(file.attrs["slot_length_s"]) / 3600
        self.time = file["time"][:].astype("datetime64[s]")
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
        return with_gaps(self.file["system"][name][rows])


def prosumer_time(file):
    """The start of each row of /prosumers, which trace.every may have thinned."""
    group = file["prosumers"]
    return group["thinned_time" if "thinned_time" in group else "time"]


def rows_of_days(time, first_day, days):
    """The rows in the window, counted in days from the first slot; slices, as h5py likes them."""
    elapsed = time - time[0]
    day = np.timedelta64(86400, "s")
    begin, end = np.searchsorted(elapsed, [first_day * day, (first_day + days) * day])
    return slice(int(begin), int(end))


def slot_length(hours):
    return np.timedelta64(round(hours * 3600), "s")


def hold(axes, time, hours, values, **look):
    """A value that holds for each slot: drawn as a step from its start to its end."""
    end = time[-1] + slot_length(hours)
    return axes.step(np.append(time, end), np.append(values, values[-1]), where="post", **look)


def fill(axes, time, hours, low, high, **look):
    end = time[-1] + slot_length(hours)
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
    for begin, end in edges.reshape(-1, 2):
        for axes in panels:
            axes.axvspan(time[begin], time[end - 1] + slot_length(hours), color="#EDEDED",
                         zorder=0, linewidth=0)


def label_days(panels, trace, rows):
    """One axis of time for panels that lie below one another."""
    time = trace.time[rows]
    for axes in panels:
        axes.set_xlim(time[0], time[-1] + slot_length(trace.hours))
        label_time(axes, trace.zone)
        axes.tick_params(labelbottom=axes is panels[-1])
    year = time[0].astype(object).year
    panels[-1].set_xlabel(f"wall clock of {trace.zone.key}, {year}; grey: peak slots")


def add_file_arguments(parser):
    parser.add_argument("trace", type=Path, help="trace of a run (HDF5)")
    parser.add_argument("-o", "--output", type=Path, required=True,
                        help="picture; its ending says the format: .png, .svg, .pdf")


def save_picture(options, draw):
    """Draws an open file and says in one line what is wrong with it."""
    try:
        with h5py.File(options.trace, "r") as file, plt.rc_context(STYLE):
            figure = draw(file)
        figure.savefig(options.output, dpi=110)
    except WrongFile as problem:
        sys.exit(f"{options.trace}: {problem}")
    except KeyError as problem:
        sys.exit(f"{options.trace}: the trace is not complete: {problem}")
    except (OSError, ValueError) as problem:
        sys.exit(f"cannot draw {options.trace} as {options.output}: {problem}")
