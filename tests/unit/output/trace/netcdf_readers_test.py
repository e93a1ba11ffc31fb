"""Opens traces with the readers people use: h5py, xarray with both engines, ncdump."""
import os
import shutil
import subprocess
import sys
import tempfile

try:
    import h5netcdf  # noqa: F401
    import h5py
    import netCDF4  # noqa: F401
    import numpy as np
    import xarray as xr
except ImportError as missing:
    print("skipped:", missing)
    sys.exit(77)
if shutil.which("ncdump") is None:
    print("skipped: no ncdump")
    sys.exit(77)

SLOTS, PROSUMERS, START = 100, 5, np.datetime64("2025-07-01T00:00:00")


def written(folder, name, *arguments):
    path = os.path.join(folder, name)
    subprocess.run([sys.argv[1], path, *arguments], check=True)
    return path


def check_h5py(path):
    with h5py.File(path) as trace:
        assert list(trace.attrs["schema_version"]) == [2, 1]
        assert trace.attrs["schema_name"].decode() == "peerwatt-trace"
        assert trace.attrs["run_status"].decode() == "complete"
        assert trace["provenance/config_yaml"].asstr()[()].startswith("format:")
        load = trace["prosumers/load_kwh"]
        assert [dim.label or dim[0].name.split("/")[-1] for dim in load.dims] == ["time", "prosumer"]
        assert load.shuffle and load.compression == "gzip"
        return load[:], trace["system/price_sell"][:]


def check_xarray(path, engine, load, price):
    system = xr.open_dataset(path, group="system", engine=engine)
    assert dict(system.sizes) == {"time": SLOTS}, system.sizes
    assert system.time.values[0] == START and system.time.values[1] - START == np.timedelta64(30, "m")
    assert system.price_sell.attrs["units"] == "EUR/(kW h)"
    assert np.array_equal(system.price_sell.values, price)
    assert system.is_peak.dtype == np.int8
    assert system.is_peak.attrs["flag_meanings"] == "off_peak peak"
    assert np.isnan(system.p2p_price_mean.values[0::3]).all()
    assert np.isfinite(system.p2p_price_mean.values[1::3]).all()
    certificates = xr.open_dataset(path, group="system/certificates", engine=engine)
    assert certificates.money_residual.attrs["units"] == "EUR"

    agents = xr.open_dataset(path, group="prosumers", engine=engine)
    assert agents.load_kwh.dims == ("time", "prosumer")
    assert agents.load_kwh.attrs["units"] == "kW h"
    assert agents.load_kwh.attrs["cell_methods"] == "time: sum"
    assert list(agents.prosumer_name.values) == [f"p{i}" for i in range(PROSUMERS)]
    assert "prosumer_name" in agents.load_kwh.coords
    assert agents.coalition.dtype == np.int32
    assert np.array_equal(agents.load_kwh.values, load)
    assert agents.time.values[0] == START

    static = xr.open_dataset(path, group="prosumers/static", engine=engine)
    assert static.pv_capacity_kw.dims == ("prosumer",)
    assert static.pv_capacity_kw.attrs["units"] == "kW"
    daily = xr.open_dataset(path, group="daily", engine=engine)
    assert daily.bill.dims == ("day", "prosumer") and daily.day.values[1] == START + np.timedelta64(1, "D")
    network = xr.open_dataset(path, group="network", engine=engine)
    assert network.resistance_ohm.dims == ("line",) and network.bus_zone.dims == ("bus",)
    assert list(network.bus_name.values) == ["slack", "büs"]
    inputs = xr.open_dataset(path, group="inputs", engine=engine)
    assert list(inputs.input_name.values) == ["load:kw", "pv:kw"]
    summary = xr.open_dataset(path, group="summary", engine=engine)
    assert summary.attrs["slots"] == SLOTS and "trade_effect_mean" in summary.attrs
    root = xr.open_dataset(path, engine=engine)
    assert root.attrs["title"] == "sample ünit" and int(root.attrs["root_seed"]) == 18000000000000000001


def check_thinned(path, engine, load):
    agents = xr.open_dataset(path, group="prosumers", engine=engine)
    assert agents.load_kwh.dtype == np.float32
    assert np.array_equal(agents.load_kwh.values, load[::3].astype(np.float32))
    assert agents.load_kwh.dims == ("thinned_time", "prosumer")
    assert agents.load_kwh.attrs["cell_methods"] == "thinned_time: sum"
    assert agents.thinned_time.values[1] - START == np.timedelta64(90, "m")
    assert dict(xr.open_dataset(path, group="system", engine=engine).sizes) == {"time": SLOTS}


def check_rounded(path, engine, load):
    agents = xr.open_dataset(path, group="prosumers", engine=engine)
    assert agents.load_kwh.attrs["_QuantizeBitRoundNumberOfSignificantBits"] == 19
    found = agents.load_kwh.values
    assert found.dtype == np.float64 and not np.array_equal(found, load)
    assert np.all(abs(found - load) <= 2.0**-20 * abs(load))
    assert not np.any(found.view(np.uint64) & np.uint64(2**33 - 1))
    assert agents.coalition.dtype == np.int32


def axes_of(group):
    return {name: item[:] for name, item in group.items()
            if isinstance(item, h5py.Dataset) and h5py.h5ds.is_scale(item.id)}


def check_tree(group, above):
    """xarray.open_datatree aligns every group with those above it: an axis of the same name has to
    hold the same values. Debian's xarray lacks open_datatree, so the groups are walked as it does."""
    own = axes_of(group)
    for name, values in own.items():
        assert name not in above or np.array_equal(above[name], values), (group.name, name)
    for item in group.values():
        if isinstance(item, h5py.Group):
            check_tree(item, {**above, **own})


def check_events(path, engine):
    with h5py.File(path) as trace:
        raw = {name: table[:] for name, table in trace["events/orders"].items()}
        sold = trace["events/trades/quantity_kwh"][:].sum()
        assert trace["events/orders/limit_price"].shuffle
    orders = xr.open_dataset(path, group="events/orders", engine=engine)
    assert orders.limit_price.dims == ("order",) and orders.limit_price.attrs["units"] == "EUR/(kW h)"
    assert np.array_equal(orders.order.values, np.arange(orders.sizes["order"]))
    microseconds = orders.time.values.astype("datetime64[us]").astype(np.int64)
    assert np.array_equal(microseconds, raw["time"]) and (microseconds % 1_000_000).any()
    assert orders.time.values[0] - START == np.timedelta64(1810_984_120, "us")
    for name, dtype in [("sequence", np.int64), ("slot", np.int32), ("prosumer", np.int32), ("side", np.int8)]:
        assert orders[name].dtype == dtype and np.array_equal(orders[name].values, raw[name]), name
    assert orders.outcome.attrs["flag_meanings"] == "unfilled partly_filled filled late replaced cancelled undelivered"
    assert list(orders.outcome.attrs["flag_values"]) == [0, 1, 2, 3, 4, 5, 6]
    frame = xr.open_dataset(path, group="events/trades", engine=engine).to_dataframe()
    assert frame.quantity_kwh.sum() == sold and set(frame.buyer) == {-1, 0, 1, 2, 3, 4}
    mechanism = xr.open_dataset(path, group="events/trades", engine=engine).mechanism
    assert mechanism.attrs["flag_meanings"] == "k_pricing continuous_double_auction"
    quotes = xr.open_dataset(path, group="events/quotes", engine=engine)
    assert np.isnan(quotes.best_bid.values).any() and np.nanmax(quotes.best_bid.values) < 1
    merged = np.concatenate([orders.sequence, frame.sequence, quotes.sequence])
    assert np.unique(merged).size == merged.size


def check_no_events(path, engine):
    for table, row in [("orders", "order"), ("trades", "trade"), ("quotes", "quote")]:
        empty = xr.open_dataset(path, group="events/" + table, engine=engine)
        assert dict(empty.sizes) == {row: 0} and empty.zone.dtype == np.int32
        assert len(empty.to_dataframe()) == 0


def check_ncdump(path):
    text = subprocess.run(["ncdump", "-h", path], check=True, capture_output=True, text=True).stdout
    for line in ["time = UNLIMITED ; // (100 currently)", "prosumer = 5 ;", "string prosumer_name(prosumer) ;",
                 "double load_kwh(time, prosumer) ;", 'load_kwh:units = "kW h" ;', ':Conventions = "CF-1.10" ;',
                 "p2p_price_mean:_FillValue = 9.96920996838687e+36 ;"]:
        assert line in text, line
    assert "phony" not in text
    subprocess.run(["ncdump", path], check=True, capture_output=True)


def check_zstd(path, load):
    """By the plugin of peerwatt all readers decode it, each in a process that is told of its folder."""
    told = {**os.environ, "HDF5_PLUGIN_PATH": sys.argv[2]}
    python = ("import h5py, sys, xarray; file = sys.argv[1]; print(h5py.File(file)['prosumers/load_kwh'][:].sum(),"
              " *(xarray.open_dataset(file, group='prosumers', engine=engine).load_kwh.values.sum()"
              " for engine in ('h5netcdf', 'netcdf4')))")
    for command in ([sys.executable, "-c", python, path], ["ncdump", path]):
        assert subprocess.run(command, capture_output=True, check=False).returncode != 0, command
        text = subprocess.run(command, check=True, capture_output=True, text=True, env=told).stdout
        if command[0] != "ncdump":
            assert [float(word) for word in text.split()] == [load.sum()] * 3, text


with tempfile.TemporaryDirectory() as folder:
    full = written(folder, "full.h5")
    thinned = written(folder, "thinned.h5", "3", "float32")
    rounded = written(folder, "rounded.h5", "rounded")
    summary = written(folder, "summary.h5", "summary")
    events = written(folder, "events.h5", "orders", "continuous")
    quiet = written(folder, "quiet.h5", "orders")
    load, price = check_h5py(full)
    for engine in ["h5netcdf", "netcdf4"]:
        check_xarray(full, engine, load, price)
        check_thinned(thinned, engine, load)
        check_rounded(rounded, engine, load)
        assert dict(xr.open_dataset(summary, group="system", engine=engine).sizes) == {"time": SLOTS}
        check_events(events, engine)
        check_no_events(quiet, engine)
    check_ncdump(full)
    check_zstd(written(folder, "zstd.h5", "zstd"), load)
    for path in [full, thinned, rounded, summary, events, quiet]:
        with h5py.File(path) as trace:
            check_tree(trace, {})
    for path, size in [(events, 1000), (quiet, 0)]:
        text = subprocess.run(["ncdump", path], check=True, capture_output=True, text=True).stdout
        assert f"order = UNLIMITED ; // ({size} currently)" in text
        assert "byte outcome(order) ;" in text and "phony" not in text
    with h5py.File(summary) as trace:
        assert "prosumers" not in trace and "daily" not in trace
    with h5py.File(full) as trace:
        assert "events" not in trace
print("ok")
