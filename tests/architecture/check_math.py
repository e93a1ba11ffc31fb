"""Finds functions whose results depend on the processor, where they could reach a trace or a number
that is printed.

usage: check_math.py SOURCE_DIR

The C library chooses among versions of sin, pow and others by what the processor can do; their last
bits differ. engine/core/portable_math has functions that do not. The distributions of <random> are
built on the library's functions, and each implementation has its own.
"""

import re
import sys
from pathlib import Path

FOLDERS = ["engine", "agents", "output", "tools/orders", "tools/peerwatt", "tools/verification"]
HOME = re.compile(r"engine/core/portable_math\.[ch]pp$")
NAMES = ("sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh sincos exp exp2 exp10 "
         "expm1 log log2 log10 log1p pow hypot cbrt lgamma tgamma erf erfc").split()
# With std::, where a function may also be passed on without parentheses, or as in C.
FUNCTION = re.compile(r"std::({0})[fl]?\b|(?<![\w.>:])(?:::)?({0})[fl]?\(".format("|".join(NAMES)))
RANDOM = re.compile(r"\s*#\s*include\s+<random>")
NO_CODE = re.compile(r'"(?:\\.|[^"\\])*"|//.*')


def complaints(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.*")):
            if path.suffix not in (".cpp", ".hpp", ".def"):
                continue
            where = path.relative_to(root).as_posix()
            if HOME.match(where):
                continue
            for number, line in enumerate(path.read_text().splitlines(), 1):
                code = NO_CODE.sub("", line)
                for found in FUNCTION.finditer(code):
                    name = found[1] or found[2]
                    yield (f"{where}:{number}: {name} of the C library depends on the processor "
                           "(use engine/core/portable_math)")
                if RANDOM.match(code):
                    yield f"{where}:{number}: <random> differs among libraries (use engine/core/random)"


def main(root):
    errors = list(complaints(Path(root)))
    print("\n".join(errors) or "results depend on no processor")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
