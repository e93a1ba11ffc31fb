"""The paragraphs of a Markdown text, and how they are wrapped."""

import re

FENCE = re.compile(r"\s*(```|~~~)")
HEADING = re.compile(r"#{1,6}\s")
MARKER = re.compile(r"(?:> ?|[-*+] +|\d+[.)] +)")
# Not part of a paragraph: table rows, HTML, link definitions.
APART = re.compile(r"\s*(\||<|\[[^\]]+\]:)")
HARD_BREAK = re.compile(r"(  |\\)$")
# Would begin a list, a heading, a quotation, a table or a rule where it begins a line.
MEANS_MORE = re.compile(r"([-*+>]|\d+[.)]|#{1,6}|\|.*|=+|-+|```.*|~~~.*)$|>|<")
# Around what the program writes, and a test compares.
BEGIN, END = re.compile(r"<!-- .*: begin\b"), re.compile(r"<!-- .*: end\b")
# A code span, a link or a picture.
UNBROKEN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)|!?\[[^\]]*\]\([^)]*\)")


class Paragraph:
    """Lines first to last of a text: the first begins with `head`, the others with `rest`."""

    def __init__(self, first, head, rest, texts):
        self.first, self.head, self.rest, self.texts = first, head, rest, texts

    @property
    def lines(self):
        return [(self.rest if i else self.head) + text for i, text in enumerate(self.texts)]

    def wrapped(self, width):
        lines = wrapped(" ".join(self.texts), self.head, self.rest, width)
        lines[-1] += "  " if self.texts[-1].endswith("  ") else ""
        return lines


def pieces(text):
    """The words of a text, with blanks inside where a line must not be broken."""
    kept = UNBROKEN.sub(lambda span: span[0].replace(" ", "\0"), text)
    found = []
    for word in kept.split():
        if found and MEANS_MORE.match(word):
            found[-1] += "\0" + word
        else:
            found.append(word)
    return [piece.replace("\0", " ") for piece in found]


def wrapped(text, head, rest, width):
    lines, line, is_empty = [], head, True
    for piece in pieces(text):
        if not is_empty and len(line) + 1 + len(piece) > width:
            lines.append(line)
            line, is_empty = rest, True
        line += piece if is_empty else " " + piece
        is_empty = False
    return [*lines, line]


def indent_of(line):
    return len(line) - len(line.lstrip(" "))


def start_of(line):
    """What a line begins with before its text, and what further lines of its paragraph begin with."""
    indent = indent_of(line)
    head, rest = " " * indent, " " * indent
    while marker := MARKER.match(line, len(head)):
        head += marker[0]
        rest += marker[0] if marker[0].startswith(">") else " " * len(marker[0])
    return head, rest


def paragraphs(lines):
    """Paragraphs and items of lists; neither code, headings, tables, HTML nor what is generated."""
    open_one, in_code, is_generated, item_indent = None, False, False, 0
    for number, line in enumerate([*lines, ""]):
        is_generated = (is_generated or bool(BEGIN.match(line))) and not END.match(line)
        is_code = is_generated or (not open_one and indent_of(line) >= item_indent + 4)
        if FENCE.match(line):
            in_code, ends = not in_code, True
        else:
            ends = in_code or is_code or not line.strip() or HEADING.match(line) or APART.match(line)
        head, rest = start_of(line)
        if open_one and (ends or MARKER.match(line, indent_of(line))):
            yield open_one
            open_one = None
        if ends:
            continue
        if open_one:
            open_one.texts.append(line[len(open_one.rest):] if line.startswith(open_one.rest)
                                  else line.lstrip())
        else:
            open_one = Paragraph(number, head, rest, [line[len(head):]])
            item_indent = len(rest)
        if HARD_BREAK.search(line):
            yield open_one
            open_one = None
