"""Compares every source with what clang-format makes of it by the repository's .clang-format.

usage: check_format.py SOURCE_DIR

Versions of clang-format disagree, so the check is skipped (exit code 77) without version 14.
"""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path

FOLDERS = ["engine", "agents", "output", "tools", "tests"]
VERSION = 14
SKIPPED = 77
FINDING = re.compile(r"(.*?):(\d+):\d+: error: code should be clang-formatted")


def formatter():
    """The program's path, or None where the version that formats this repository is missing."""
    for name in (f"clang-format-{VERSION}", "clang-format"):
        path = shutil.which(name)
        if path is None:
            continue
        said = subprocess.run([path, "--version"], text=True, capture_output=True).stdout
        if re.search(rf"version {VERSION}\.", said):
            return path
    return None


def sources(root):
    return sorted(path.relative_to(root).as_posix()
                  for folder in FOLDERS for path in (root / folder).rglob("*.[hc]pp"))


def complaints_of(program, root, files):
    done = subprocess.run([program, "--dry-run", "-Werror", "--style=file", *files], cwd=root,
                          text=True, capture_output=True)
    firsts = {}
    for match in map(FINDING.match, done.stderr.splitlines()):
        if match:
            firsts.setdefault(match[1], match[2])
    if done.returncode != 0 and not firsts:
        return [done.stderr.strip() or f"{program} failed with {done.returncode}"]
    return [f"{file}:{line}: not formatted (clang-format -i {file})" for file, line in firsts.items()]


def complaints(program, root):
    files, workers = sources(root), cpu_count() or 1
    shares = [files[first::workers] for first in range(workers) if files[first::workers]]
    with ThreadPoolExecutor(workers) as pool:
        found = pool.map(lambda share: complaints_of(program, root, share), shares)
        return sorted(complaint for each in found for complaint in each)


def main(root):
    program = formatter()
    if program is None:
        print(f"skipped: clang-format {VERSION} not found")
        return SKIPPED
    errors = complaints(program, Path(root))
    print("\n".join(errors) or f"{len(sources(Path(root)))} files are formatted")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
