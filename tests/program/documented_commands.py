"""Finds the commands that the documents show, and what they say is printed.

A document is read as a list of blocks: `sh` (commands), `console` (commands after `$ `, then what
they print; at the top of a block, what the command above it prints), `python`, and a block without a
language straight after Python, which is what that prints. In what is printed, a line `...` stands
for any number of lines, and `...` within a line for any text; how many spaces there are does not
count.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

FENCE = re.compile(r"^```(\w*)\s*$")


@dataclass
class Step:
    """One command or piece of Python, and the lines that are to be printed (None: not shown)."""
    kind: str  # "shell" or "python"
    text: str
    place: str  # file:line
    shown: list = None


@dataclass
class Block:
    language: str
    line: int
    lines: list = field(default_factory=list)


def blocks_of(text):
    """The fenced blocks of a Markdown text."""
    blocks, open_block = [], None
    for number, line in enumerate(text.splitlines(), start=1):
        fence = FENCE.match(line)
        if open_block is not None and line.strip() == "```":
            blocks.append(open_block)
            open_block = None
        elif open_block is not None:
            open_block.lines.append(line)
        elif fence:
            open_block = Block(fence[1], number)
    if open_block is not None:
        raise ValueError(f"line {open_block.line}: a block that does not end")
    return blocks


def commands_of(lines):
    """(offset, command) of a block of shell lines; a backslash at the end goes on below."""
    found, start, command = [], 0, ""
    for offset, line in enumerate(lines):
        start = start if command else offset
        command += line[:-1] if line.endswith("\\") else line
        if line.endswith("\\"):
            continue
        command = re.sub(r"\s+#.*$", "", command).strip()
        if command and not command.startswith("#"):
            found.append((start, command))
        command = ""
    return found


def add_console(block, name, steps):
    """Adds commands and what they print; output at the top is that of the command before."""
    for offset, line in enumerate(block.lines):
        if line.startswith("$ "):
            steps.append(Step("shell", line[2:], f"{name}:{block.line + 1 + offset}"))
        elif steps and steps[-1].kind == "shell":
            steps[-1].shown = (steps[-1].shown or []) + [line]
        else:
            raise ValueError(f"{name}:{block.line}: output without a command")


def steps_of(file, root):
    """Everything that a document shows being done, in its order."""
    name = file.relative_to(root).as_posix()
    steps, previous = [], None
    for block in blocks_of(file.read_text()):
        place = f"{name}:{block.line}"
        if block.language == "sh":
            steps += [Step("shell", command, f"{name}:{block.line + 1 + offset}")
                      for offset, command in commands_of(block.lines)]
        elif block.language == "console":
            add_console(block, name, steps)
        elif block.language == "python":
            steps.append(Step("python", "\n".join(block.lines), place))
        elif block.language == "" and previous == "python":
            steps[-1].shown = block.lines
        previous = block.language
    return steps


def documents(root):
    """The documents of the repository whose commands must work."""
    found = [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]
    return [file for file in found if file.exists()]


def plain(line):
    """A line without what only sets columns apart."""
    return re.sub(r"\s+", " ", line.strip())


def line_pattern(line):
    line = re.sub(r"a run takes .* of memory", "a run takes ... of memory", plain(line))
    return re.compile(".*".join(re.escape(part) for part in line.split("...")))


def first_difference(shown, printed):
    """The first shown line that is not printed where it should be; None if all are."""
    printed = [plain(line) for line in printed]
    at, anywhere = 0, False
    for line in shown:
        if line.strip() == "...":
            anywhere = True
            continue
        pattern = line_pattern(line)
        while anywhere and at < len(printed) and not pattern.fullmatch(printed[at]):
            at += 1
        if at == len(printed) or not pattern.fullmatch(printed[at]):
            return line
        at, anywhere = at + 1, False
    return None if anywhere or at == len(printed) else "(more is printed than shown: add a line ...)"
