"""What of a source counts for a mutant's proof: all that it does, and no word of what it says."""

import os
import time

import pytest

from grader.authoring import meaning

SOURCE = '''"""The statement."""
from grader.checks import check, same


@check(points=2)
def test_it(submission, rng):
    """The name that the learner sees"""
    n = int(rng.integers(9))  # any number
    same(submission.twice(n), 2 * n, called=f"twice({n})",
         why="Twice is "  # in two halves
             "the double, é.")
    require(n, returned="nothing", expected="something")
    close(n, expected="n")
'''


def digest(tmp_path, text, **options):
    path = tmp_path / "test_it.py"
    path.write_text(text, encoding="utf-8")
    return meaning.digest(path, **options)


@pytest.mark.parametrize("age", [0, 60])
def test_what_was_changed_is_read_again(tmp_path, age):
    """Also of the same length, at once, and after it was remembered."""
    path = tmp_path / "answer.py"
    digests = set()
    for n in range(9):
        path.write_text(f"x = {n}\n", encoding="utf-8")
        os.utime(path, (time.time() - age,) * 2)
        digests.add(meaning.digest(path))
    assert len(digests) == 9


@pytest.mark.parametrize(("old", "new"), [
    ("The statement.", "Another\n\nstatement."), ("The name that", "The Name that"), ("  # any number", ""),
    ('why="Twice is "  # in two halves\n             "the double, é."', 'why="é: double it."'), ('f"twice({n})"', '"twice"'), ("\n\n\n", "\n"), ('"nothing"', '"none"'),
    ('"something"', '"anything"'),
])  # fmt: skip
def test_words_do_not_count(tmp_path, old, new):
    assert old in SOURCE
    assert digest(tmp_path, SOURCE, checks=True) == digest(tmp_path, SOURCE.replace(old, new, 1), checks=True)


@pytest.mark.parametrize(("old", "new"), [
    ("points=2", "points=1"), ("2 * n", "3 * n"), ("integers(9)", "integers(8)"), ('f"twice({n})"', 'f"twice({rng.integers(3)})"'),
    ("called=", "named="), ("    n = int", "    m = n = int"), ("test_it", "test_that"), ('expected="n"', 'expected="m"'),
])  # fmt: skip
def test_everything_else_does(tmp_path, old, new):
    assert old in SOURCE
    assert digest(tmp_path, SOURCE, checks=True) != digest(tmp_path, SOURCE.replace(old, new, 1), checks=True)


def test_what_is_shown_in_a_check_may_be_an_argument_of_an_answer(tmp_path):
    """Only a file of checks has words in `why`."""
    text = "print(f(why='red'))\n"
    assert digest(tmp_path, text) != digest(tmp_path, text.replace("red", "blue"))
    assert digest(tmp_path, text, checks=True) == digest(tmp_path, text.replace("red", "blue"), checks=True)


@pytest.mark.parametrize(("name", "text", "other"), [
    ("values.yaml", "a: 1\n", "a: 1 # one\n"), ("broken.py", "def (:\n", "def (: # one\n"), ("null.py", "a = '\0'\n", "a = '\0' # one\n"),
])  # fmt: skip
def test_what_is_no_python_counts_to_the_byte(tmp_path, name, text, other):
    path = tmp_path / name
    path.write_text(text)
    before = meaning.digest(path)
    path.write_text(other)
    assert meaning.digest(path) != before


def test_a_folder_counts_its_names(tmp_path):
    answer = tmp_path / "answer"
    answer.mkdir()
    assert meaning.digest(answer) == ""
    (answer / "a.py").write_text('"""One."""\nx = 1\n')
    before = meaning.digest(answer)
    (answer / "a.py").write_text("x = 1  # one\n")
    assert meaning.digest(answer) == before
    (answer / "a.py").rename(answer / "b.py")
    assert meaning.digest(answer) != before


@pytest.mark.parametrize(("old", "new"), [("a\n\nb", "a\nb"), ("a\n\nb", "a \n\nb"), ("# not", "# no")])
def test_in_a_long_text_every_letter_is_data(tmp_path, old, new):
    """Empty lines, blanks at the end of one, and what looks like a comment."""
    text = 'TEXT = """a\n\nb  # not one"""\n'
    assert old in text
    assert digest(tmp_path, text, checks=True) != digest(tmp_path, text.replace(old, new), checks=True)


def test_only_a_newline_ends_a_line(tmp_path):
    """A line separator in a text would otherwise move all that is cut behind it."""
    text = "A = '\u2028\x0c'\n\n\ndef f():\n    \"\"\"One.\"\"\"\n    return 1\n"
    assert digest(tmp_path, text) == digest(tmp_path, text.replace("One.", "Another\n    one."))
    assert digest(tmp_path, text) != digest(tmp_path, text.replace("return 1", "return 2"))
