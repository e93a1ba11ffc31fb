"""Meter files as people bring them, run from end to end: read right, or refused with exit 2."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

try:
    import h5py
except ImportError:
    print("skipped: h5py is not installed")
    sys.exit(77)

PEERWATT = sys.argv.pop(1)

SCENARIO = """format: peerwatt-scenario
version: 2
clock: {{start: "{start}", days: 1, slot_s: {slot}, time_zone: {zone}}}
network: {{feeder: {{synthetic: {{zones: 1, buses_per_zone: 2}}}}}}
profiles:
  - name: meter
    file: meter.csv
    unit: kwh
{layout}prosumers:
  - name: home
    load: {{profile: meter, columns: [load]}}
    flexible_load: {{share: 0}}
market: {{mechanism: none}}
leader: {{rule: flat}}
"""


def rows(stamps, values, separator=",", header=("t", "load")):
    lines = [separator.join(header)]
    lines += [f"{stamp}{separator}{value}" for stamp, value in zip(stamps, values, strict=True)]
    return "\n".join(lines) + "\n"


class MeterFiles(unittest.TestCase):
    def run_file(self, text, start, slot=3600, zone="UTC", **layout):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "meter.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
        layout = {"time_column": "t", "step_s": slot, "time_zone": zone, **layout}
        keys = "".join(f"    {key}: {value}\n" for key, value in layout.items())
        (self.folder / "s.yaml").write_text(
            SCENARIO.format(start=start, slot=slot, zone=zone, layout=keys))
        return subprocess.run([PEERWATT, "run", "s.yaml", "-q", "-o", "run.h5"], cwd=self.folder,
                              text=True, capture_output=True, timeout=300)

    def load(self, *arguments, **keys):
        done = self.run_file(*arguments, **keys)
        self.assertEqual(done.returncode, 0, done.stderr)
        with h5py.File(self.folder / "run.h5") as run:
            return [float(kwh) for kwh in run["prosumers/load_kwh"][:, 0]]

    def refused(self, *arguments, **keys):
        done = self.run_file(*arguments, **keys)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertNotIn("internal error", done.stderr)
        return done.stderr

    def assert_load(self, found, expected):
        self.assertEqual(len(found), len(expected))
        for left, right in zip(found, expected):
            self.assertAlmostEqual(left, right, places=9)

    def test_london_stamps_have_a_fraction_of_zeros(self):
        stamps = [f"2013-02-04 {i // 2:02}:{30 * (i % 2):02}:00.0000000" for i in range(48)]
        values = [0.1 + 0.01 * i for i in range(48)]
        text = rows(stamps, [f" {value:.3f} " for value in values])
        self.assert_load(self.load(text, "2013-02-04T00:00:00Z", 1800, time_format="utc"), values)
        self.assertIn("meter.csv:2:1: t: must lie on a whole second",
                      self.refused(text.replace(".0000000", ".5000000"), "2013-02-04T00:00:00Z",
                                   1800, time_format="utc"))

    def test_spanish_days_end_at_24_in_a_column_of_their_own(self):
        text = rows([f"2022/07/01;{hour:02}:00" for hour in range(1, 25)],
                    [f"{hour / 10:.1f}".replace(".", ",") for hour in range(1, 25)], ";",
                    ("Fecha", "Hora", "load"))
        found = self.load(text, "2022-07-01T00:00:00+02:00", zone="Europe/Madrid", stamp="end",
                          time_column="Fecha", clock_column="Hora")
        self.assert_load(found, [hour / 10 for hour in range(1, 25)])

    def test_words_for_missing_values_are_gaps(self):
        values = [1.0 + hour for hour in range(24)]
        cells = [str(value) for value in values]
        for place, word in ((3, "Null"), (5, "NaN"), (7, "N/A"), (9, "-"), (11, "\\N")):
            cells[place] = word
        text = rows([f"2013-02-04 {hour:02}:00" for hour in range(24)], cells)
        self.assert_load(self.load(text, "2013-02-04T00:00:00Z", gaps="interpolate"), values)
        self.assertEqual(self.refused(text, "2013-02-04T00:00:00Z").count("is missing"), 5)

    def oslo_autumn(self, repeated):
        stamps = [f"2025-10-26 {i // 4:02}:{15 * (i % 4):02}" for i in range(8)]
        values = list(range(1, 9))
        for stamp, value in repeated:
            stamps.append(f"2025-10-26 {stamp}")
            values.append(value)
        stamps += [f"2025-10-26 {3 + i // 4:02}:{15 * (i % 4):02}" for i in range(80)]
        values += range(17, 97)
        return rows(stamps, values)

    def test_interleaved_passes_of_autumn(self):
        quarters = ["02:00", "02:15", "02:30", "02:45"]
        pairs = [(quarter, 9 + i + 4 * second) for i, quarter in enumerate(quarters)
                 for second in range(2)]
        oslo = {"start": "2025-10-25T22:00:00Z", "slot": 900, "zone": "Europe/Oslo"}
        self.assert_load(self.load(self.oslo_autumn(pairs), **oslo), list(range(1, 97)))
        self.assert_load(self.load(self.oslo_autumn(pairs[0::2] + pairs[1::2]), **oslo),
                         list(range(1, 97)))
        self.assertIn("interleaved",
                      self.refused(self.oslo_autumn(pairs[:5] + pairs[6:]), **oslo,
                                   duplicates="interpolate", daylight_saving="interpolate"))

    def test_days_over_the_spring_change(self):
        days = [f"2025-03-{day:02} 00:00" for day in range(1, 32)]
        days += [f"2025-04-{day:02} 00:00" for day in range(1, 15)]
        text = rows(days, range(24, 24 + len(days)))
        for start, kwh in (("2025-03-10T00:00:00+01:00", 33), ("2025-04-10T00:00:00+02:00", 64)):
            self.assert_load(self.load(text, start, zone="Europe/Amsterdam", step_s=86400),
                             [kwh / 24] * 24)
        change = self.load(text, "2025-03-30T00:00:00+01:00", zone="Europe/Amsterdam", step_s=86400)
        self.assert_load(change, [53 / 23] * 23 + [54 / 24])

    def test_doubled_rows_do_not_mend_gaps(self):
        stamps = ["2024-06-04 00:00", "2024-06-04 01:00"]
        stamps += [f"2024-06-04 {hour:02}:00" for hour in range(1, 24)]
        text = rows(stamps, [1, 9, 9, ""] + [4] * 21)
        self.assert_load(self.load(text, "2024-06-04T00:00:00Z", gaps="interpolate",
                                   duplicates="zero"), [1, 0, 3] + [4] * 21)

    def test_semicolons_tabs_and_decimal_commas(self):
        stamps = [f"01.03.2022 {hour:02}:00" for hour in range(24)]
        values = [hour / 10 for hour in range(24)]
        commas = [str(value).replace(".", ",") for value in values]
        for separator in ";\t|":
            self.assert_load(self.load(rows(stamps, commas, separator), "2022-03-01T00:00:00Z"),
                             values)
        self.assertIn("decimal commas need quotes",
                      self.refused(rows(stamps, commas), "2022-03-01T00:00:00Z"))
        self.assertIn("decimal_mark: point or comma",
                      self.refused(rows(stamps, ["1,234"] * 24, "\t"), "2022-03-01T00:00:00Z"))

    def test_the_order_of_day_and_month_is_never_guessed(self):
        text = rows([f"01/02/2022 {hour:02}:00" for hour in range(24)], range(24))
        self.assertIn("set date_order", self.refused(text, "2022-02-01T00:00:00Z"))
        for order, start in (("day_first", "2022-02-01T00:00:00Z"),
                             ("month_first", "2022-01-02T00:00:00Z")):
            self.assert_load(self.load(text, start, date_order=order), list(range(24)))

    def test_epochs(self):
        seconds = [1359936000 + 3600 * hour for hour in range(24)]
        start = "2013-02-04T00:00:00Z"
        self.assert_load(self.load(rows(seconds, range(24)), start, time_format="epoch_s"),
                         list(range(24)))
        self.assert_load(self.load(rows([1000 * s for s in seconds], range(24)), start,
                                   time_format="epoch_ms"), list(range(24)))
        self.assertIn("set time_format: epoch_s", self.refused(rows(seconds, range(24)), start))

    def test_what_is_no_table_of_text(self):
        text = rows([f"2013-02-04 {hour:02}:00" for hour in range(24)], range(24))
        start = "2013-02-04T00:00:00Z"
        self.assertIn("UTF-16", self.refused(text.encode("utf-16"), start))
        self.assertIn("line 3 names the columns", self.refused("Meter 7\n\n" + text, start))
        self.assertIn("no header row", self.refused(text.split("\n", 1)[1], start))
        self.assertIn("did you mean Load?", self.refused(text.replace("load", "Load"), start))
        windows = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        self.assert_load(self.load(windows, start), list(range(24)))


if __name__ == "__main__":
    unittest.main()
