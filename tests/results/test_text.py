"""Text that is fit to be shown: what goes, what stays, where it is cut, and names of files that are nobody else's."""

import pytest

from grader.results.text import LINE_CAP, cut, cut_lines, number, one_line, printable, slug

GONE = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(("text", "shown"), [
    ("\x1b[31mred\x1b[0m", "red"),
    ("\x1b]0;title\x07after", "after"),
    ("\x1b]8;;http://x\x1b\\link", "link"),
    ("\x1bMup", "up"),
    ("a\nb\tc", "a\nb\tc"),
    ("a\rb\x00c\x7f", f"a{GONE}b{GONE}c{GONE}"),
    ("1\N{NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}k\N{THIN SPACE}m", "1\N{NO-BREAK SPACE}000\N{NARROW NO-BREAK SPACE}k\N{THIN SPACE}m"),
    ("user\u202egnp", f"user{GONE}gnp"),
    ("\ud800", GONE),
    ("größer 漢字 🙂", "größer 漢字 🙂"),
])  # fmt: skip
def test_printable(text, shown):
    assert printable(text) == shown


@pytest.mark.parametrize(("text", "cap", "shown"), [
    ("abcd", 4, "abcd"),
    ("abcde", 4, "abcd… (1 more characters)"),
    ("a" * 100, 3, "aaa… (97 more characters)"),
    ("\x1b[31mabcd", 9, "abcd"),
    ("\x1b[31mabcdef", 8, "abcdef… (3 more characters)"),
    ("\x1b[31m" * 4 + "abcd", 5, "… (19 more characters)"),  # a flood of codes is not walked to its end
])  # fmt: skip
def test_cut_says_how_much_is_left_out(text, cap, shown):
    assert cut(text, cap) == shown


def test_a_cut_at_its_own_cap():
    assert cut("x" * 4000) == "x" * 4000
    assert cut("x" * 4001) == "x" * 4000 + "… (1 more characters)"


def test_output_is_cut_by_lines():
    lines = [f"line {n}" for n in range(LINE_CAP)]
    assert cut_lines("\n".join(lines) + "\n\n") == "\n".join(lines)
    assert cut_lines("\n".join([*lines, "a", "b"])) == "\n".join(lines) + "\n… 2 more lines"
    assert cut_lines("a\nb\nc", lines=1) == "a\n… 2 more lines"
    assert cut_lines("a", 7) == "a\n… cut: 7 more bytes were printed"
    assert cut_lines("a\nb", 7, 1) == "a\n… 1 more lines\n… cut: 7 more bytes were printed"
    assert cut_lines("") == ""


def test_one_line():
    assert one_line(" a\n\n b\tc ") == "a b c"
    assert one_line("x" * 301) == "x" * 300 + "… (1 more characters)"
    assert one_line("abcdef", 4) == "abcd… (2 more characters)"


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (0, "0"), (3, "3"), (2.5, "2.5"), (1e6, "1000000"), (100, "100"), (0.1 + 0.2, "0.3"), (1 / 3, "0.3333"),
    (-0.00001, "0"), (-1.5, "-1.5"), (0.00004, "0"), (10.0, "10"),
])  # fmt: skip
def test_points_as_people_write_them(value, text):
    assert number(value) == text


@pytest.mark.parametrize("name", ["s001", "handin-2", "a-b-c", "x" * 40, "con1", "com10", "0"])
def test_a_plain_name_is_its_own_slug(name):
    assert slug(name) == name


@pytest.mark.parametrize("name", [
    "", "index", "con", "prn", "aux", "nul", "com1", "lpt0", "..", "a/b", "../x", "A", "a--b", "-a", "a-", "ä", "x" * 41, "漢字", "\ud800",
])  # fmt: skip
def test_any_other_name_gets_a_mark_of_its_own(name):
    made = slug(name)
    assert made != name
    assert made[:-9] == made[:-9].strip("-")
    stem, _, mark = made.rpartition("-")
    assert len(mark) == 8
    assert int(mark, 16) >= 0
    assert 1 <= len(stem) <= 40
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_slugs_of_different_names_differ_and_show_what_they_can():
    names = ["Ada", "ada", "a da", "a-da", "A DA", "ä", "ö", "", "x" * 41, "x" * 42]
    assert len({slug(n) for n in names}) == len(names)
    assert slug("Ada Lovelace").startswith("ada-lovelace-")
    assert slug("ä").startswith("x-")
    assert slug("Ada") == slug("Ada")
