"""Finds words that are not to be used: in comments, identifiers, texts, documents and keys.

usage: check_words.py SOURCE_DIR

banned_words.txt has a line `words | what to do about them` for each. `*` stands for any ending, and
words that follow each other are also found where a line breaks between them, or as parts of a name:
`do thing` in DoThing, do_thing and kDoThing. A third column names the folders or files, separated by
blanks, in which the words are right.
"""

import re
import sys
from pathlib import Path

HOME = Path(__file__).with_name("banned_words.txt")
SUFFIXES = {".cpp", ".hpp", ".def", ".in", ".py", ".md", ".yaml", ".json", ".txt", ".cmake", ".sh",
            ".expected", ""}
OUTSIDE = {"build", "runs", ".git"}
# The history says what was; a licence is worded by others; inputs of fuzzers are no language.
EXEMPT = ("CHANGELOG.md", "LICENSE", "tests/fuzz/corpus", "tests/architecture/banned_words.txt")
# Parts of names, constants without their k, and whatever divides sentences or expressions.
TOKEN = re.compile(r"(?:\bk(?=[A-Z]))?([A-Z]+(?![a-z])|[A-Z]?[a-z]+)|([^\sA-Za-z0-9_\-#/*\"'`])")


class Ban:
    def __init__(self, line):
        words, self.instead, *rest = (part.strip() for part in line.split("|"))
        self.words = words
        self.parts = [re.compile(re.escape(part).replace(r"\*", "[a-z]*"))
                      for part in re.findall(r"[a-z*]+", words.lower())]
        self.stem = words.lower().split("*")[0].split()[0].split("-")[0]
        self.homes = rest[0].split() if rest else []

    def is_right_in(self, where):
        return any(within(where, home) for home in self.homes)

    def begins(self, tokens):
        """Whether the words begin in the first line of the tokens."""
        for first in range(len(tokens) - len(self.parts) + 1):
            if tokens[first][0] > 0:
                return False
            if all(part.fullmatch(tokens[first + i][1]) for i, part in enumerate(self.parts)):
                return True
        return False


def within(where, home):
    return where == home or where.startswith(home + "/")


def read_bans(text):
    return [Ban(line) for line in text.splitlines() if line.strip() and not line.startswith("#")]


def tokens_of(lines):
    """Pairs of a line's index and a word in small letters; what divides words stands among them."""
    return [(index, (match[1] or match[2]).lower())
            for index, line in enumerate(lines) for match in TOKEN.finditer(line)]


def texts(root):
    for path in sorted(root.rglob("*")):
        where = path.relative_to(root)
        if where.parts[0] in OUTSIDE or path.suffix not in SUFFIXES or not path.is_file():
            continue
        if not any(within(where.as_posix(), home) for home in EXEMPT):
            yield where.as_posix(), path.read_bytes().decode(errors="replace")


def found_in(text, bans):
    """Line numbers and bans. Only lines with the beginning of a banned word are divided into words."""
    small = text.lower()
    near = [ban for ban in bans if ban.stem in small]
    lines, small_lines = text.splitlines(), small.splitlines()
    for index, line in enumerate(small_lines if near else []):
        for ban in near:
            if ban.stem in line and ban.begins(tokens_of(lines[index:index + 2])):
                yield index + 1, ban


def complaints(root, bans):
    for where, text in texts(root):
        for number, ban in found_in(text, [ban for ban in bans if not ban.is_right_in(where)]):
            yield f"{where}:{number}: \"{ban.words}\": {ban.instead}"


def main(root):
    errors = list(complaints(Path(root), read_bans(HOME.read_text())))
    print("\n".join(errors) or "no banned words")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
