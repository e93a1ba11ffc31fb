"""Files and folders of the repository that documents and comments name are there.

usage: check_paths.py SOURCE_DIR

A name is a path that begins with one of the top folders; its extension may be left out, and it may
have a `*`.
"""

import re
import sys
from pathlib import Path

NAMED = re.compile(r"(?<![\w/.-])((?:engine|agents|output|tools|tests|configs|docs)/[\w./*{},-]*[\w*}])")
COMMENT = re.compile(r"//\s?(.*)|^\s*#(?!include)(.*)")
# Folders and files that a build or a run makes, and names that stand for any.
MADE = re.compile(r"[<>$]|\.\.\.|^tests/.*/expected/|^docs/images/")


def exists(root, name):
    name = name.rstrip(".,")
    if any(mark in name for mark in "{}"):
        return True
    for ending in ("", ".hpp", ".cpp", ".py", ".md", ".yaml", ".*"):
        pattern = name + ending
        if "*" in pattern:
            if any(root.glob(pattern)):
                return True
        elif (root / pattern).exists():
            return True
    return False


def texts_of(path):
    """Pairs of line number and text: all of a document, the comments of a source."""
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        if path.suffix == ".md":
            yield number, line
        elif match := COMMENT.search(line):
            yield number, match[1] or match[2] or ""


def check(root):
    files = [*root.glob("*.md"), *(root / "docs").rglob("*.md")]
    for top in ("engine", "agents", "output", "tools", "tests"):
        files += [path for ending in ("md", "hpp", "cpp", "def", "py", "txt", "cmake")
                  for path in (root / top).rglob(f"*.{ending}")]
    for path in sorted(files):
        where = path.relative_to(root)
        # What is told of the past, made by a fuzzer, or made up by the tests of these checks.
        if (path.name == "CHANGELOG.md" or "corpus" in where.parts
                or where.match("tests/architecture/*_test.py")):
            continue
        for number, text in texts_of(path):
            for name in NAMED.findall(text):
                if not MADE.search(name) and not exists(root, name):
                    yield f"{where}:{number}: there is no {name}"


def main(root):
    errors = list(check(Path(root)))
    print("\n".join(errors) or "all files that are named are there")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
