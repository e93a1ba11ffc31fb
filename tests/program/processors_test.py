"""Runs give the same numbers, whatever the processor can do: once as it is, and once with the C
library told to leave fused multiply-add and AVX2 alone, as on an older processor.

usage: processors_test.py PEERWATT CONFIGS GOLDEN
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import h5py

PEERWATT, CONFIGS, GOLDEN = (Path(argument) for argument in sys.argv[1:4])

OLD_PROCESSOR = "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2,-AVX512F"
# With the functions of the C library, the results of a good deal of these differ.
PROBE = """
import math
x = [i / 7001 for i in range(1, 7001)]
print(*[hash(tuple(map(f, x))) for f in (math.sin, math.cos, math.exp, math.log)],
      hash(tuple(a ** 1.2 for a in x)))
"""


def environments():
    return [dict(os.environ), dict(os.environ, GLIBC_TUNABLES=OLD_PROCESSOR)]


def can_compare():
    printed = [subprocess.run([sys.executable, "-c", PROBE], env=environment, check=True,
                              capture_output=True).stdout for environment in environments()]
    return printed[0] != printed[1]


class Processors(unittest.TestCase):
    def run_on_both(self, scenario, *settings):
        """The seals of the two traces, and what is printed."""
        found = []
        words = [word for setting in settings for word in ("--set", setting)]
        for environment in environments():
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([PEERWATT, "run", scenario, "-o", "x.h5", "--all", *words],
                                      cwd=folder, env=environment, capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)
                with h5py.File(Path(folder) / "x.h5") as trace:
                    seal = trace["provenance"].attrs["content_sha256"].decode()
                found.append((seal, done.stdout))
        return found

    def check(self, scenario, *settings):
        with self.subTest(scenario=scenario.name, settings=settings):
            first, second = self.run_on_both(scenario, *settings)
            self.assertEqual(first, second)

    def test_many_days_of_sun(self):
        self.check(CONFIGS / "quickstart.yaml", "clock.days=120", "trace.level=summary")

    def test_every_configuration(self):
        files = [*CONFIGS.glob("*.yaml"), *CONFIGS.glob("faults/*.yaml"), *GOLDEN.glob("*.yaml")]
        self.assertGreater(len(files), 10)
        for file in sorted(files):
            if file.name != "real_feeder_week.yaml":  # needs data that are not here
                self.check(file, "clock.days=2", "trace.level=orders")

    def test_traders_who_come_at_random_times(self):
        self.check(CONFIGS / "order_book.yaml", "clock.days=7")

    def test_values_drawn_from_normal_distributions(self):
        self.check(CONFIGS / "quickstart.yaml", "clock.days=1", "prosumers[0].count=3000",
                   "prosumers[0].battery.power_kw={normal: [5, 1, 3, 8]}", "trace.level=summary")


if __name__ == "__main__":
    if not can_compare():
        print("skipped: the C library's functions give the same here, with fused multiply-add and "
              "without, so that nothing would be compared")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
