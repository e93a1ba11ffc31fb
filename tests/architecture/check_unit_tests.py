"""Finds headers of agents/ that no unit test of their own room tries.

usage: check_unit_tests.py SOURCE_DIR

A room is a folder of agents/ with all that is below it, and its unit tests are in the folder of the
same name in tests/unit/agents/. A header is tried where a `_test.cpp` of its room includes it and
names something that it declares: an include by itself is no test.
"""

import re
import sys
from pathlib import Path

# Rooms in which every header is tried. A room that is filled is added here, and stays so.
COMPLETE_ROOMS = ["auctioneers", "audits", "bidding", "coalitions", "cps", "devices", "environment",
                  "forecasts", "market", "messages", "network_operator", "notes", "observers", "pricing",
                  "prosumers", "published", "scenario", "scenario_files", "simulation", "solar",
                  "tariffs", "weather"]
# Header -> why no unit test of its room can try it.
EXEMPT = {}

INCLUDE = re.compile(r'^\s*#\s*include\s+"(agents/[^"]+)"', re.M)
# What a header declares at the beginning of a line: types, other names for types, constants,
# functions, and namespaces of their own within that of the room.
DECLARATION = re.compile(
    r"^(?:(?:class|struct|enum class|enum) (\w+)"
    r"|using (\w+) ="
    r"|namespace (?!peerwatt\b)(\w+) \{"
    r"|namespace peerwatt::\w+::(\w+) \{"
    r"|(?:inline )?(?:constexpr|const)\b[^=({;]*?(\w+)(?: =|\{|\()"
    r"|(?!return\b|using\b|namespace\b|#|//)[\w:][\w:<>,&*\[\] ]*?(\w+)\()", re.M)
NO_CODE = re.compile(r'"(?:\\.|[^"\\\n])*"|//.*|^\s*#.*', re.M)


def declared_names(header_text):
    return {name for found in DECLARATION.findall(header_text) for name in found if name}


def words_of(source_text):
    return set(re.findall(r"\w+", NO_CODE.sub("", source_text)))


def tried_headers(root, room):
    """The headers that a unit test of the room includes and uses, and those it only includes."""
    tried, included = set(), set()
    for test in sorted((root / "tests/unit/agents" / room).rglob("*_test.cpp")):
        text = test.read_text()
        words = words_of(text)
        for header in INCLUDE.findall(text):
            included.add(header)
            path = root / header
            if path.is_file() and declared_names(path.read_text()) & words:
                tried.add(header)
    return tried, included - tried


def complaints(root, rooms, exempt):
    for room in rooms:
        folder = root / "agents" / room
        headers = [path.relative_to(root).as_posix() for path in sorted(folder.rglob("*.hpp"))]
        if not headers:
            yield f"agents/{room}: is listed as a room, but has no header"
        tried, only_included = tried_headers(root, room)
        for header in headers:
            if header in only_included:
                yield (f"{header}: is included by a unit test in tests/unit/agents/{room}, "
                       "which names nothing of it")
            elif header not in tried and header not in exempt:
                yield f"{header}: is tried by no unit test in tests/unit/agents/{room}"
            elif header in tried and header in exempt:
                yield f"{header}: is tried by a unit test, so it needs no exemption"
    for header in exempt:
        if not (root / header).is_file():
            yield f"{header}: is exempt, but does not exist"


def main(root):
    errors = list(complaints(Path(root), COMPLETE_ROOMS, EXEMPT))
    print("\n".join(errors) or f"every header of {len(COMPLETE_ROOMS)} rooms is tried by unit tests")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
