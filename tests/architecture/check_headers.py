"""Checks, without a compiler, that every header includes what it needs.

usage: check_headers.py SOURCE_DIR

A header with a source of its name is the first that this source includes, so that compiling the
source shows what it lacks. The precompiled headers hide a missing header of the standard library, so
the names in DECLARED_IN are looked up: the header, or one of ours that it includes, must include
what declares them. Each quoted include is a path from the root. `tools/check headers` compiles every
header alone.

A .def file is a table, included wherever something is made of its lines: the names in it are those
of the header that includes it. It may be included again, and undefines the macros that it is given.
"""

import re
import sys
from functools import cache
from pathlib import Path

FOLDERS = ["engine", "agents", "output", "tools", "tests"]
INCLUDE = re.compile(r'\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')
COMMENT_OR_TEXT = re.compile(r'"(?:\\.|[^"\\])*"|//.*')
# Header of the library -> names that it declares: those of the precompiled headers, and of what
# these include themselves.
NAMES = {
    "algorithm": "any_of all_of clamp copy fill find find_if lower_bound max max_element min "
                 "min_element none_of sort stable_sort upper_bound",
    "array": "array",
    "cmath": "abs ceil fabs floor hypot isfinite isinf isnan llround lround round sqrt",
    "compare": "partial_ordering strong_ordering",
    "cstddef": "byte max_align_t ptrdiff_t size_t",
    "cstdint": "int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t uintptr_t",
    "filesystem": "filesystem",
    "functional": "function",
    "limits": "numeric_limits",
    "map": "map multimap",
    "memory": "make_shared make_unique shared_ptr unique_ptr weak_ptr",
    "numeric": "accumulate iota reduce",
    "optional": "nullopt nullopt_t optional",
    "span": "span",
    "string": "string to_string",
    "string_view": "string_view",
    "tuple": "tie tuple",
    "utility": "exchange forward move pair swap",
    "variant": "monostate variant visit",
    "vector": "vector",
}
DECLARED_IN = {name: header for header, names in NAMES.items() for name in names.split()}
USED = re.compile(r"\bstd::(\w+)")
GIVEN, UNDEFINED = re.compile(r"^#ifndef (\w+)", re.M), re.compile(r"^#undef (\w+)", re.M)


class Includes:
    def __init__(self, root):
        self.root = root
        self.all_of = cache(self.all_of)

    def of(self, file):
        """Line number, quoted path or None, path in angle brackets or None."""
        for number, line in enumerate((self.root / file).read_text().splitlines(), 1):
            if match := INCLUDE.match(line):
                yield number, match[1], match[2]

    def all_of(self, file):
        """Headers of libraries that a file includes, itself or by ours."""
        found = set()
        for _, ours, foreign in self.of(file):
            if foreign:
                found.add(foreign)
            elif (self.root / ours).is_file():
                found |= self.all_of(ours)
        return frozenset(found)


def check_paths(root, file, includes):
    for number, ours, _ in includes.of(file):
        # Some are generated from a file of this name.
        if ours and not (root / ours).is_file() and not (root / (ours + ".in")).is_file():
            yield f"{file}:{number}: \"{ours}\" is no path from the root"


def check_first(root, file, includes):
    header = file.removesuffix(".cpp") + ".hpp"
    if not (root / header).is_file():
        return
    number, ours, foreign = next(includes.of(file), (1, None, None))
    if ours != header:
        yield f"{file}:{number}: includes {ours or foreign or 'nothing'} before \"{header}\""


def names_used(root, file, includes):
    """Line numbers and names; those in a .def count where it is included."""
    for number, line in enumerate((root / file).read_text().splitlines(), 1):
        for name in USED.findall(COMMENT_OR_TEXT.sub("", line)):
            yield number, name
    for number, ours, _ in includes.of(file):
        if ours and ours.endswith(".def") and (root / ours).is_file():
            yield from ((number, name) for _, name in names_used(root, ours, includes))


def check_names(root, file, includes):
    told = set()
    for number, name in names_used(root, file, includes):
        header = DECLARED_IN.get(name)
        if header and header not in includes.all_of(file) and header not in told:
            told.add(header)
            yield f"{file}:{number}: std::{name} needs #include <{header}>"


def check_table(root, file, _):
    text = (root / file).read_text()
    if "#pragma once" in text:
        yield f"{file}:1: has #pragma once, but is included again and again"
    for macro in sorted(set(GIVEN.findall(text)) - set(UNDEFINED.findall(text))):
        yield f"{file}:1: does not undefine {macro}"


CHECKS = {".cpp": check_first, ".hpp": check_names, ".def": check_table}


def complaints(root):
    includes = Includes(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.*")):
            if check := CHECKS.get(path.suffix):
                file = path.relative_to(root).as_posix()
                yield from check_paths(root, file, includes)
                yield from check(root, file, includes)


def main(root):
    errors = list(complaints(Path(root)))
    print("\n".join(errors) or "headers include what they need")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
