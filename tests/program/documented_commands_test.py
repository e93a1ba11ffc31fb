"""Runs every command that README.md, CONTRIBUTING.md and docs show, in a folder of its own for each
document, and compares what they print with what the documents say they do.

usage: documented_commands_test.py PEERWATT SOURCE SHARED_DATA
"""

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from documented_commands import documents, first_difference, steps_of

PEERWATT, SOURCE, SHARED_DATA = (Path(argument).absolute() for argument in sys.argv[1:4])

# What a test cannot do, and why. Every entry must still occur in the documents.
NOT_RUN = {
    "tools/quickstart": "installs packages and builds",
    "tools/test": "installs packages, builds, and runs this test",
    "tools/install_packages build test": "installs packages",
    "cmake --preset dev && cmake --build --preset dev && ctest --preset dev": "builds",
    "cmake --preset release && cmake --build --preset release": "builds",
    "build/release/bin/bench_kernel": "measures time, for minutes",
    "cmake --preset release -DPEERWATT_HARDENING=OFF && cmake --build --preset release": "builds",
    "build/release/bin/bench_run --quick --repeat 1 && build/release/bin/bench_kernel --quick":
        "measures time, for minutes",
    "build/release/bin/bench_clearing --quick && build/release/bin/bench_trace":
        "measures time, for minutes",
}
# Commands that are shown because something is wrong with their input.
EXIT_CODES = {
    "build/release/bin/peerwatt validate configs/quickstart.yaml --set market.kk=3 "
    "--set 'prosumers[0].pv.share=1.5'": 2,
    "peerwatt sweep study.yaml": 2,
}
# What must be there before the commands of a document.
BEFORE = {
    "docs/verification.md": ["peerwatt run configs/quickstart.yaml -q"],
    "docs/trace-format.md": ["peerwatt run configs/order_book.yaml -q -o run.h5 "
                             "--set clock.start=2025-07-01T00:00:00+10:00"],
    "docs/studies.md": [f"peerwatt sweep configs/studies/{study}.yaml -q" for study in
                        ("choke_price_and_capacity", "network_charge", "twelve_prosumers")],
}
# Studies that would take minutes: the same commands run on fewer seeds, shorter runs or fewer values.
SHORTENED = {
    "share_of_prosumers": [("seeds: 1..7", "seeds: 1..2"), ("set:", "set:\n  clock.days: 1")],
    "choke_price_and_capacity": [("set:", "set:\n  clock.days: 1"),
                                 ("[80, 90, 100, 110, 120, 130, 140, 150, 160]", "[80, 120, 160]")],
    "network_charge": [("grid:", "set: {clock.days: 1}\ngrid:"), ("seeds: 1..5", "seeds: 1..2"),
                       ("[0, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]", "[0.01, 0.3, 10]")],
    "twelve_prosumers": [("seeds: 1..20", "seeds: 1..3")],
    "feeder_33": [("grid:", "set: {clock.days: 1}\ngrid:")],
    "peak_prices": [("set:", "set:\n  clock.days: 3")],
}
PLOTS = SOURCE / "tools" / "plot"
FIXTURES = Path(__file__).parent / "documented"
DATA_DIR = "data_dir=path/to/data"


def missing_modules(text):
    """Python modules that a program needs and this machine does not have."""
    wanted = set(re.findall(r"^ *(?:import|from) (\w+)", text, re.MULTILINE))
    wanted -= {file.stem for file in PLOTS.glob("*.py")}
    return [module for module in sorted(wanted) if importlib.util.find_spec(module) is None]


class Workplace:
    """A folder that looks like a clone of the repository with peerwatt built in it."""

    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(SOURCE / "configs", folder / "configs")
        shutil.copytree(SOURCE / "tools" / "plot", folder / "tools" / "plot")
        shutil.copytree(SOURCE / "docs", folder / "docs")
        shutil.copytree(FIXTURES, folder, dirs_exist_ok=True)
        for place in ("bin", "build/release/bin", "build/dev/bin"):
            (folder / place).mkdir(parents=True)
            (folder / place / "peerwatt").symlink_to(PEERWATT)
        (folder / "bin" / "python3").symlink_to(sys.executable)
        for study, changes in SHORTENED.items():
            file = folder / "configs" / "studies" / f"{study}.yaml"
            text = file.read_text()
            for long, short in changes:
                if long not in text:
                    raise ValueError(f"{file.name} has no '{long}' to shorten")
                text = text.replace(long, short, 1)
            file.write_text(text)

    def run(self, arguments):
        path = f"{self.folder / 'bin'}:/usr/bin:/bin"
        environment = {"PATH": path, "HOME": str(self.folder), "LC_ALL": "C.UTF-8",
                       "MPLBACKEND": "agg", "MPLCONFIGDIR": str(self.folder / ".matplotlib")}
        return subprocess.run(arguments, cwd=self.folder, text=True, timeout=900, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def shell(self, command):
        return self.run(["bash", "-o", "pipefail", "-c", command])

    def python(self, before, text):
        """Runs Python after the pieces before it, whose output does not count."""
        program = ("import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n"
                   f"    exec({before!r}, globals())\nexec({text!r}, globals())\n")
        return self.run([sys.executable, "-c", program])


class DocumentedCommands(unittest.TestCase):
    def done(self, step, result, code=0):
        self.assertEqual(result.returncode, code, f"{step.place}: {step.text}\n{result.stdout}")
        if step.shown is None:
            return
        wrong = first_difference(step.shown, result.stdout.splitlines())
        self.assertIsNone(wrong, f"{step.place}: {step.text}\nnot printed: {wrong}\nprinted:\n"
                                 f"{result.stdout}")

    def shell_step(self, place, step):
        command = step.text
        if command in NOT_RUN:
            return
        if DATA_DIR in command:
            if not SHARED_DATA.is_dir():
                print(f"{step.place}: skipped, no public data at {SHARED_DATA}")
                return
            command = command.replace(DATA_DIR, f"data_dir={SHARED_DATA}")
        draws = "tools/plot/" in command
        missing = missing_modules("".join(file.read_text() for file in PLOTS.glob("*.py"))
                                  if draws else "")
        if missing:
            print(f"{step.place}: skipped, no Python module {', '.join(missing)}")
            return
        self.done(step, place.shell(command), EXIT_CODES.get(step.text, 0))

    def check(self, file):
        name = file.relative_to(SOURCE).as_posix()
        steps = steps_of(file, SOURCE)
        with tempfile.TemporaryDirectory() as folder:
            place = Workplace(Path(folder))
            for command in BEFORE.get(name, []) if steps else []:
                result = place.shell(command)
                self.assertEqual(result.returncode, 0, f"{name}: {command}\n{result.stdout}")
            before = ""
            for step in steps:
                if step.kind == "shell":
                    self.shell_step(place, step)
                    continue
                missing = missing_modules(before + step.text)
                if missing:
                    print(f"{step.place}: skipped, no Python module {', '.join(missing)}")
                else:
                    self.done(step, place.python(before, step.text))
                before += step.text + "\n"

    def test_lists_name_commands_that_are_shown(self):
        shown = {step.text for file in documents(SOURCE) for step in steps_of(file, SOURCE)}
        for command in [*NOT_RUN, *EXIT_CODES]:
            self.assertIn(command, shown, "no document shows this any more: take it off the list")
        for name in BEFORE:
            self.assertTrue((SOURCE / name).exists(), name)

    def test_the_orders_of_the_documents_are_the_committed_ones(self):
        table = re.search(r"```csv\n(.*?)```", (SOURCE / "docs/orders.md").read_text(), re.DOTALL)
        self.assertEqual(table[1], (SOURCE / "configs/orders.csv").read_text())


class Comparison(unittest.TestCase):
    """The comparison itself: what would slip through if it were lenient."""

    def test_all_lines_must_be_there_in_order(self):
        self.assertIsNone(first_difference(["a", "b"], ["a", "b"]))
        self.assertEqual(first_difference(["a", "c"], ["a", "b"]), "c")
        self.assertEqual(first_difference(["b", "a"], ["a", "b"]), "b")
        self.assertIn("more", first_difference(["a"], ["a", "b"]))

    def test_dots_stand_for_lines_or_text(self):
        self.assertIsNone(first_difference(["...", "b", "..."], ["a", "b", "c"]))
        self.assertIsNone(first_difference(["a 1... end"], ["a 123 the end"]))
        self.assertEqual(first_difference(["...", "2.5"], ["2x5"]), "2.5")


def test_of(file):
    return lambda self: self.check(file)


for document in documents(SOURCE):
    test_name = re.sub(r"\W", "_", document.relative_to(SOURCE).with_suffix("").as_posix())
    setattr(DocumentedCommands, f"test_{test_name}", test_of(document))

if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
