"""What people read fits the terminal, 60 to 200 characters wide, and pipes.

usage: width_test.py PEERWATT CONFIGS SHARED_DATA
"""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import unittest

from program_test import ONE_DAY, PEERWATT, QUICKSTART, ProgramTest

WIDTHS = (60, 80, 120, 200)
STUDY = f"""format: peerwatt-study
version: 1
base: {QUICKSTART}
set: {{clock.days: 1}}
grid:
  market.mechanism: [none, auction_then_mid_market]
  market.auction: [trade_reduction, k_pricing]
"""
LONG_NAME = "the house at the end of the long street behind the old mill by the river"
ORDERS = f"""side,quantity_kwh,limit_price,owner
sell,2,0.10,{LONG_NAME}
sell,3,0.12,ben
buy,4,0.30,{LONG_NAME.upper()}
buy,2,0.25,eve
"""


def all_of(terminal):
    """What was written to a terminal that nobody has open any more: it comes in pieces."""
    read = b""
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # how Linux says that there is no more
            return read
        if not piece:
            return read
        read += piece


class Width(ProgramTest):
    def printed(self, width, *arguments):
        environment = {**os.environ, "COLUMNS": str(width)}
        done = self.peerwatt(*arguments, env=environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def assert_fits(self, *arguments):
        """At every width. Returns how many lines each took."""
        lines = []
        for width in WIDTHS:
            text = self.printed(width, *arguments)
            for line in text.splitlines():
                self.assertLessEqual(len(line), width, line)
            lines.append(text.count("\n"))
        self.assertGreater(lines[-1], 0)
        return lines

    def assert_breaks(self, *arguments):
        """Fits, and the wider the line, the fewer of them."""
        lines = self.assert_fits(*arguments)
        self.assertEqual(lines, sorted(lines, reverse=True))

    def test_a_run(self):
        self.assertLessEqual(max(self.assert_fits("run", QUICKSTART, *ONE_DAY, "-f")), 12)
        self.assert_fits("run", QUICKSTART, *ONE_DAY, "-f", "--all")

    def test_a_study_and_its_comparison(self):
        (self.folder / "study.yaml").write_text(STUDY)
        self.assert_breaks("sweep", "study.yaml", "-f")
        self.assert_breaks("sweep", "study.yaml", "--list")
        traces = sorted((self.folder / "runs/study").glob("*.h5"))
        self.assert_breaks("compare", *traces, "--prosumers")

    def test_a_verification(self):
        self.printed(80, "run", QUICKSTART, *ONE_DAY, "-q", "-o", "x.h5")
        self.assert_breaks("verify", "x.h5")

    def test_orders_with_long_names(self):
        (self.folder / "orders.csv").write_text(ORDERS)
        self.assert_breaks("clear", "orders.csv", "--mechanism", "k_pricing")
        self.assert_breaks("audit", "orders.csv", "--mechanism", "k_pricing")
        self.assert_breaks("audit", "orders.csv", "--mechanism", "k_pricing", "--splits")
        wide = self.printed(200, "clear", "orders.csv", "--mechanism", "pay_as_bid")
        self.assertIn(LONG_NAME + "  ", wide)
        self.assertIn(LONG_NAME.upper() + "  ", wide)

    def test_a_terminal_says_how_wide_it_is(self):
        (self.folder / "orders.csv").write_text(ORDERS)
        for width in WIDTHS:
            master, terminal = pty.openpty()
            fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, width, 0, 0))
            environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
            subprocess.run([PEERWATT, "clear", "orders.csv", "--mechanism", "k_pricing"],
                           cwd=self.folder, env=environment, stdout=terminal, check=True)
            os.close(terminal)
            shown = all_of(master).decode().replace("\r\n", "\n")
            os.close(master)
            self.assertEqual(shown, self.printed(width, "clear", "orders.csv", "--mechanism",
                                                 "k_pricing"))

    def test_what_is_no_width_is_left_alone(self):
        (self.folder / "orders.csv").write_text(ORDERS)
        command = ("clear", "orders.csv", "--mechanism", "k_pricing")
        in_pipe = self.printed("", *command)
        for text in ("0", "-5", "many", "80x"):
            self.assertEqual(self.printed(text, *command), in_pipe)
        self.assertEqual(self.printed(20, *command), self.printed(60, *command))
        self.assertEqual(self.printed(999, *command), self.printed(200, *command))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
