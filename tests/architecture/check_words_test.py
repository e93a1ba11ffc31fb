"""The checker must notice what it is there for."""

import tempfile
import unittest
from pathlib import Path

import check_words

BANS = """# words | what to do about them
frob | say set
twiddle* the knob* | say adjust
wiggle | say move | agents/snakes tests/snake_test.cpp
odd-numbered thing | say item
"""


class Notices(unittest.TestCase):
    def complaints(self, text, path="agents/a.cpp"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
            return list(check_words.complaints(Path(folder), check_words.read_bans(BANS)))

    def test_a_banned_word_is_an_error(self):
        self.assertEqual(self.complaints("int x;\n// To frob it.\n"), ['agents/a.cpp:2: "frob": say set'])
        for text in ("Frob", "`frob`", "'frob'", "frob_it(x)", "do_frob", "FrobKnobs", "kFrob", "kFrobKm",
                     "frob_", "PEERWATT_FROB", "frob2", "frob: 1", '"frob"', "#frob"):
            self.assertEqual(len(self.complaints(text)), 1, text)

    def test_other_words_are_fine(self):
        for text in ("frobs", "afrob", "kfrob", "Frobnicate", "fro b", "set"):
            self.assertEqual(self.complaints(text), [], text)

    def test_a_star_stands_for_any_ending(self):
        for text in ("twiddle the knob", "twiddles the knobs", "TwiddledTheKnob", "twiddle_the_knobs"):
            self.assertEqual(len(self.complaints(text)), 1, text)
        self.assertEqual(self.complaints("twiddle knobs"), [])

    def test_words_are_found_across_lines_of_a_comment(self):
        self.assertEqual(self.complaints("int x;  // Twiddles the\n  // knobs\n"),
                         ['agents/a.cpp:1: "twiddle* the knob*": say adjust'])

    def test_sentences_and_expressions_are_kept_apart(self):
        for text in ("Twiddle. The knob", "twiddle(the, knob)", "twiddle; the knob", "twiddle, the knob"):
            self.assertEqual(self.complaints(text), [], text)

    def test_a_hyphen_is_as_good_as_a_blank(self):
        for text in ("odd-numbered thing", "odd numbered thing", "odd_numbered_thing"):
            self.assertEqual(len(self.complaints(text)), 1, text)

    def test_a_word_may_be_right_somewhere(self):
        for path in ("agents/snakes/a.cpp", "tests/snake_test.cpp"):
            self.assertEqual(self.complaints("wiggle", path), [], path)
        for path in ("agents/snakes_b/a.cpp", "tests/a.cpp"):
            self.assertEqual(len(self.complaints("wiggle", path)), 1, path)

    def test_documents_scenarios_and_scripts_are_read_and_the_history_is_not(self):
        for path in ("docs/a.md", "configs/a.yaml", "tools/test", "tools/plot/a.py", "CMakeLists.txt",
                     "output/columns.def"):
            self.assertEqual(len(self.complaints("frob\n", path)), 1, path)
        for path in ("CHANGELOG.md", "LICENSE", "build/dev/a.txt", "docs/images/a.png"):
            self.assertEqual(self.complaints("frob\n", path), [], path)

    def test_the_list_of_the_repository_can_be_read(self):
        bans = check_words.read_bans(check_words.HOME.read_text())
        self.assertGreater(len(bans), 10)
        for ban in bans:
            self.assertTrue(ban.parts and ban.stem and ban.instead.startswith("say "), ban.words)


if __name__ == "__main__":
    unittest.main()
