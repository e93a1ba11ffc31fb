"""The checker must notice what it is there for, and change no word when it wraps."""

import tempfile
import unittest
from pathlib import Path

import check_width

WIDE = "word " * 30 + "end"  # 153 characters


class Notices(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def complaints(self, text, name="docs/page.md"):
        self.page = self.root / name
        self.page.parent.mkdir(parents=True, exist_ok=True)
        self.page.write_text(text)
        return list(check_width.complaints(self.root))

    def wrap(self, text):
        self.complaints(text)
        check_width.wrap(self.root)
        after = self.page.read_text()
        words = lambda text: [word for word in text.split() if word != ">"]
        self.assertEqual(words(after), words(text))
        self.assertEqual(list(check_width.complaints(self.root)), [])
        return after

    def test_a_line_that_is_too_wide_is_an_error(self):
        self.assertEqual(self.complaints("# Page\n\nshort\n" + WIDE + "\n"),
                         ["docs/page.md:4: 153 characters (at most 120)"])
        self.assertEqual(self.complaints("x" * 60 + " " + "y" * 59 + "\n"), [])
        self.assertEqual(len(self.complaints("x" * 60 + " " + "y" * 60 + "\n")), 1)

    def test_a_line_of_a_table_of_columns_is_narrower(self):
        self.assertEqual(self.complaints("x" * 100 + "\n", "output/columns.def"), [])
        self.assertEqual(self.complaints("x\n" + "x" * 101 + "\n", "output/columns.def"),
                         ["output/columns.def:2: 101 characters (at most 100)"])

    def test_what_the_program_writes_is_left_alone(self):
        text = "<!-- columns: begin (generated) -->\n\n" + WIDE + "\n\n<!-- columns: end -->\n"
        self.assertEqual(self.complaints(text), [])
        self.assertEqual(len(self.complaints(text + "\n" + WIDE + "\n")), 1)

    def test_so_is_an_item_of_a_list_and_a_quotation(self):
        for head in ("- ", "12. ", "  - ", "> "):
            self.assertEqual(len(self.complaints(head + WIDE + "\n")), 1, head)

    def test_tables_code_headings_and_html_are_not_broken(self):
        for text in ("| " + WIDE + " |", "```\n" + WIDE + "\n```", "text\n\n    " + WIDE,
                     "- item\n\n      " + WIDE, "# " + WIDE, "<!-- " + WIDE + " -->", "[a]: " + WIDE):
            self.assertEqual(self.complaints(text + "\n"), [], text)

    def test_what_has_no_place_to_break_is_fine(self):
        for piece in ("x" * 130, "`" + WIDE + "`", "[" + WIDE + "](a.md)", "![" + WIDE + "](a.png)"):
            self.assertEqual(self.complaints("- " + piece + "\n"), [], piece)
            self.assertEqual(len(self.complaints(piece + " next\n")), 1, piece)

    def test_after_code_text_is_looked_at_again(self):
        self.assertEqual(len(self.complaints("```\n" + WIDE + "\n```\n" + WIDE + "\n")), 1)

    def test_the_history_and_built_files_are_left_out(self):
        self.assertEqual(self.complaints(WIDE, "CHANGELOG.md"), [])
        self.assertEqual(self.complaints(WIDE, "build/dev/page.md"), [])

    def test_a_paragraph_is_wrapped_as_a_whole(self):
        after = self.wrap("before\n\n" + WIDE + "\nrest\n\nafter\n")
        self.assertEqual(after, "before\n\n" + "word " * 23 + "word\n" + "word " * 6
                         + "end rest\n\nafter\n")

    def test_items_keep_their_indents(self):
        after = self.wrap("1. first\n2. " + WIDE + "\n   " + WIDE + "\n3. third\n")
        self.assertEqual([line[:3] for line in after.splitlines()], ["1. ", "2. ", "   ", "   ", "3. "])
        self.assertEqual([line[:2] for line in self.wrap("> " + WIDE + "\n").splitlines()], ["> ", "> "])

    def test_a_line_never_begins_with_what_means_more(self):
        for piece in ("-", "+", "2020.", "1)", "#", "|x|", "=", ">", "<b>"):
            lines = self.wrap("x" * 117 + f" {piece} " + WIDE + "\n").splitlines()
            self.assertTrue(all(line.startswith(("x", "word", "end")) for line in lines), lines)

    def test_hard_breaks_stay(self):
        self.assertIn("\nend  \nnext", self.wrap("word " * 24 + "end  \nnext\n"))
        self.assertIn("\\\nnext", self.wrap(WIDE + "\\\nnext\n"))


if __name__ == "__main__":
    unittest.main()
