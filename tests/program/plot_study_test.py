"""Draws runs of a study with tools/plot/plot_study.py, and checks the committed studies.

usage: plot_study_test.py PEERWATT CONFIGS PLOT_STUDY
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from picture_tests import PNG  # first: skips the tests where matplotlib is missing

PEERWATT, CONFIGS, PLOT_STUDY = (Path(argument) for argument in sys.argv[1:4])
STUDY = f"""format: peerwatt-study
version: 1
base: {CONFIGS}/twelve_prosumers.yaml
set: {{clock.slot_s: 3600, trace.level: summary}}
grid:
  "prosumers[0].pv.share": [0, 0.5, 1]
  market.mechanism: [none, mid_market_rate]
seeds: 1..2
"""


class PlotStudyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "study.yaml").write_text(STUDY)
        subprocess.run([PEERWATT, "sweep", "study.yaml", "-q"], cwd=cls.folder, check=True,
                       timeout=300)
        cls.traces = sorted((cls.folder / "runs" / "study").glob("*.h5"))

    def setUp(self):
        self.picture = self.folder / f"{self.id()}.png"

    def plot(self, *arguments):
        return subprocess.run([sys.executable, PLOT_STUDY, *arguments, "-o", self.picture],
                              cwd=self.folder, text=True, capture_output=True, timeout=300)

    def assert_drawn(self, done):
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.picture.read_bytes()[:len(PNG)], PNG)

    def assert_refused(self, done, *reasons):
        self.assertNotEqual(done.returncode, 0)
        for reason in reasons:
            self.assertIn(reason, done.stderr)
        self.assertNotIn("Traceback", done.stderr)
        self.assertFalse(self.picture.exists())

    def test_numbers_become_lines(self):
        self.assert_drawn(self.plot(*self.traces, "--x", "share", "--y", "peak_price", "bill_mean"))

    def test_ratios_leave_room_for_zero(self):
        self.assert_drawn(self.plot(*self.traces, "--x", "share", "--y", "network_charge",
                                    "--ratios"))

    def test_sizes_of_coalitions_need_prosumers_in_the_trace(self):
        self.assert_refused(self.plot(*self.traces, "--x", "share", "--y", "coalition_size"),
                            "not complete")

    def test_names_become_bars(self):
        self.assert_drawn(self.plot(*self.traces, "--x", "mechanism", "--y", "reserve_kwh",
                                    "--label", "market"))

    def test_each_trace_may_be_a_bar_with_a_name(self):
        names = ["no trade", "trade\\nat the middle"]
        self.assert_drawn(self.plot(*self.traces[:2], "--bars", *names, "--y", "welfare_lost_at_peak"))

    def test_bars_without_a_name_are_refused(self):
        self.assert_refused(self.plot(*self.traces[:3], "--bars", "one", "--y", "welfare"),
                            "3 traces need as many names")

    def test_what_was_not_varied_is_refused_with_what_was(self):
        self.assert_refused(self.plot(*self.traces, "--x", "count", "--y", "bill_mean"),
                            "count is not varied", "share, mechanism, seed")

    def test_an_indicator_that_is_not_there_is_refused(self):
        self.assert_refused(self.plot(*self.traces, "--x", "share", "--y", "joy"), ".h5",
                            "/summary has no joy")

    def test_a_missing_file_is_refused(self):
        self.assert_refused(self.plot("nowhere.h5", "--x", "share", "--y", "bill_mean"), "nowhere")

    def test_every_committed_study_is_fine(self):
        studies = sorted((CONFIGS / "studies").glob("*.yaml"))
        self.assertGreaterEqual(len(studies), 5)
        for study in studies:
            done = subprocess.run([PEERWATT, "sweep", study, "--list"], cwd=self.folder, text=True,
                                  capture_output=True, timeout=300)
            self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
