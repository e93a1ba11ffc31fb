"""Checks that lines of Markdown are no wider than 120 characters where they can be broken, and lines
of .def files, which clang-format does not know, no wider than 100.

usage: check_width.py SOURCE_DIR [--wrap]

Rows of tables, code, headings and HTML stay as wide as they are, and so does a word, a code span or a
link that is wider by itself. With --wrap, paragraphs that are too wide are wrapped again, in the same
words.
"""

import sys
from pathlib import Path

from markdown import paragraphs

WIDTH = 120
TABLE_WIDTH = 100
# Its entries have always been a line each, so that merging branches that both add one is easy.
EXEMPT = {"CHANGELOG.md"}
OUTSIDE = {"build", "runs"}


def files(root, pattern):
    for path in sorted(root.rglob(pattern)):
        where = path.relative_to(root)
        if where.parts[0] not in OUTSIDE and where.as_posix() not in EXEMPT:
            yield path


def is_too_wide(paragraph):
    widest = max(map(len, paragraph.lines))
    return widest > WIDTH and widest > max(map(len, paragraph.wrapped(WIDTH)))


def complaints(root):
    for path in files(root, "*.def"):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if len(line) > TABLE_WIDTH:
                yield f"{path.relative_to(root)}:{number}: {len(line)} characters (at most {TABLE_WIDTH})"
    for path in files(root, "*.md"):
        for paragraph in filter(is_too_wide, paragraphs(path.read_text().split("\n"))):
            for number, line in enumerate(paragraph.lines, paragraph.first + 1):
                if len(line) > WIDTH:
                    yield f"{path.relative_to(root)}:{number}: {len(line)} characters (at most {WIDTH})"


def wrap(root):
    for path in files(root, "*.md"):
        lines = path.read_text().split("\n")
        for paragraph in reversed(list(filter(is_too_wide, paragraphs(lines)))):
            end = paragraph.first + len(paragraph.texts)
            lines[paragraph.first:end] = paragraph.wrapped(WIDTH)
        path.write_text("\n".join(lines))


def main(root, option=None):
    if option == "--wrap":
        wrap(Path(root))
    errors = list(complaints(Path(root)))
    if errors:
        errors.append("(tests/architecture/check_width.py . --wrap wraps them)")
    print("\n".join(errors) or "documents keep to their width")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
