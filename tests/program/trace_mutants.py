"""Traces with random damage, each by its number, and what the program makes of them."""

import os
import random
import subprocess
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import h5py
import numpy as np

SEED = 20251006
SECONDS = 240  # twenty of computing end a call of HDF5, also where others compute


def mutant_of(whole, number):
    """(kind, bytes): the same for one number in every run."""
    random_of = random.Random(SEED + number)
    mutant = bytearray(whole)
    kind = random_of.choice(["flip", "zero", "insert", "cut", "copy"])
    at = random_of.randrange(len(mutant))
    if kind == "flip":
        for _ in range(random_of.choice([1, 1, 4, 64])):
            mutant[random_of.randrange(len(mutant))] ^= 1 << random_of.randrange(8)
    elif kind == "zero":
        mutant[at:at + 64] = bytes(len(mutant[at:at + 64]))
    elif kind == "insert":
        mutant[at:at] = random_of.randbytes(random_of.choice([1, 8, 512]))
    elif kind == "cut":
        del mutant[at:at + random_of.choice([1, 8, 512])]
    else:
        there = random_of.randrange(len(mutant))
        mutant[at:at + 32] = mutant[there:there + len(mutant[at:at + 32])]
    return f"{kind} at {at}", mutant


def contents_of(file):
    """All variables but those of /provenance, by name."""
    contents = {}

    def keep(name, item):
        if isinstance(item, h5py.Dataset) and not name.startswith("provenance"):
            contents[name] = item[()]

    with h5py.File(file) as trace:
        trace.visititems(keep)
    return contents


def has_contents(file, contents):
    """Whether all variables are there, by their names, with the same values, and no others. Where an
    index that only a walk in the order of names needs is damaged, there is no walk to tell others."""
    try:
        with h5py.File(file) as trace:
            if not all(np.array_equal(trace[name][()], values) for name, values in contents.items()):
                return False
    except (OSError, RuntimeError, KeyError, ValueError):  # whatever h5py cannot read
        return False
    try:
        return contents_of(file).keys() == contents.keys()
    except RuntimeError:
        return True


def commands_for(number):
    """What `compare` reads, `verify` reads too; it is tried now and then."""
    return ("verify", "compare") if number % 10 == 0 else ("verify",)


class Reading:
    """Has the program read some of the mutants, one after the other; made to be sent elsewhere."""

    def __init__(self, peerwatt, trace):
        self.peerwatt, self.trace = peerwatt, trace

    def __call__(self, numbers):
        """{(command, exit code): how many}, and what went wrong."""
        whole, contents = self.trace.read_bytes(), contents_of(self.trace)
        file = self.trace.with_name(f"mutant_{os.getpid()}.h5")
        counts, wrong = {}, []
        for number in numbers:
            damage, mutant = mutant_of(whole, number)
            file.write_bytes(mutant)
            for command in commands_for(number):
                code, said = self.read(command, file)
                counts[command, code] = counts.get((command, code), 0) + 1
                if code not in (0, 1, 2):
                    wrong.append(f"mutant {number} ({damage}), {command}: {code}: {said}")
                elif (command, code) == ("verify", 0) and not has_contents(file, contents):
                    wrong.append(f"mutant {number} ({damage}) is verified and has other contents")
        return counts, wrong

    def read(self, command, file):
        try:
            done = subprocess.run([self.peerwatt, command, file], capture_output=True, text=True,
                                  errors="replace", timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return "no end", f"within {SECONDS} s"
        return done.returncode, done.stderr


def read_mutants(peerwatt, trace, count):
    """The same as of one reading, of all mutants up to a number, on all cores."""
    shares = [range(first, min(first + 50, count)) for first in range(0, count, 50)]
    counts, wrong = {}, []
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        for some, found in pool.map(Reading(Path(peerwatt), Path(trace)), shares):
            wrong += found
            for what, number in some.items():
                counts[what] = counts.get(what, 0) + number
    return counts, wrong
