"""The course on disk: ids, nearest names, and an author's mistake with its file and line."""

import dataclasses
import shutil

import pytest

from grader import course as courses
from grader.authoring import rules
from grader.course import listed
from grader.errors import CourseError, UnknownExercise, UsageError
from tests.conftest import MINICOURSE, ROOT


@pytest.fixture
def copy(tmp_path):
    """A course of one's own to break, in a path with spaces and other letters."""
    target = tmp_path / "my cöurse 課程"
    shutil.copytree(MINICOURSE, target)
    courses.load.cache_clear()
    yield target
    courses.load.cache_clear()


def load(root):
    courses.load.cache_clear()
    return courses.load(root)


@pytest.mark.parametrize(
    "written",
    ["ch01/ex02", "ch1/2", "1/2", "exercises/ch01_mini/ex02_types.py", "my/ch01/ex02_types.py", "ch01_mini/test_ex02_types.py", "./ch01/ex02/"],
)
def test_an_exercise_has_many_spellings(written):
    assert courses.load(MINICOURSE).exercise(written).id == "ch01/ex02"


def test_an_unknown_exercise_names_the_nearest():
    with pytest.raises(UnknownExercise, match=r"ch01/ex0\d"):
        courses.load(MINICOURSE).exercise("ch01/ex09")


def test_kinds_come_from_paths():
    kinds = {e.id: e.kind for e in courses.load(MINICOURSE).exercises}
    assert kinds == {"ch01/ex01": "python", "ch01/ex02": "python", "ch01/ex03": "python", "ch01/ex04": "files",
                     "ch01/ex05": "program", "ch01/ex06": "python"}  # fmt: skip


def test_the_book_is_whole():
    book = courses.load(ROOT)
    assert len(book.parts) == 6
    assert sum(len(p.chapters) for p in book.parts) == 25
    assert len(book.appendices) == 4
    assert book.front == ("Foreword", "Preface")


MISTAKES = {
    "not TOML": ('title = "What crosses"', "title = What crosses", r"chapter\.toml:15: is TOML"),
    "unknown key": ("tap = true", "tapp = true", r"chapter\.toml:\d+: .*`tapp`"),
    "two hints": ('hints = ["One.", "Two.", "Three."]', 'hints = ["One."]', "three hints"),
    "unknown profile": ("tap = true", 'config = "atuh"', "`config` is one of"),
    "unknown control": ("tap = true", 'control = ["explode"]', "`control` takes"),
    "a role of a standalone": ("tap = true", 'control = ["role"]', 'goes with `config = "cluster"`'),
    "no such file": ('id = "ex06"', 'id = "ex99"', "has a solution at"),
    "twice the same": ('id = "ex06"', 'id = "ex05"', "stands here twice"),
    "a need without a list": ('needs = ["search", "fresh_reads"]', 'needs = "search"', r'chapter\.toml:8: ch01/ex01: `needs` is a list of features.* Found: "search"'),
    "a timeout of true": ("timeout = 2\n", "timeout = true\n", r"chapter\.toml:9: ch01/ex01: `timeout` is a number of seconds, at most 3600\. Found: true"),
    "a timeout of nan": ("timeout = 2\n", "timeout = nan\n", r"`timeout` is a number"),
    "minutes as text": ("minutes = 5\n", 'minutes = "5"\n', r"chapter\.toml:1: chapter\.toml: `minutes` is a whole number"),
    "a tap that is a word": ("tap = true", 'tap = "false"', r"chapter\.toml:26: ch01/ex03: `tap` is true or false"),
    "an unknown starter": ("tap = true", 'starter = "hnad"', r'`starter` is "generated" or "hand"'),
    "no text in a list": ('objectives = ["search"]', "objectives = [1]", r"chapter\.toml:2: .*`objectives` is a list of texts"),
    "one bracket": ("[[exercise]]\nid = \"ex01\"", "[exercise]\nid = \"ex01\"", r"chapter\.toml"),
    "no title": ('title = "What crosses"\n', "", "needs `title`"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_authors_mistake_is_named(copy, mistake):
    old, new, pattern = MISTAKES[mistake]
    path = copy / "exercises" / "ch01_mini" / "chapter.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(CourseError, match=pattern):
        load(copy)


def test_a_mistake_in_the_book_is_named(copy):
    """With the line of the chapter it stands in, not of the first that has the key."""
    path = copy / "book.toml"
    path.write_text(path.read_text() + '[[part.chapter]]\nid = "ch02"\nslug = "two"\ntitle = "Two"\nsections = "Two"\n')
    with pytest.raises(CourseError, match=r"book\.toml:17: .*`sections` is a list of texts\. Found: \"Two\"\. Next:"):
        load(copy)


def test_outside_a_course_the_message_says_what_to_do(tmp_path):
    with pytest.raises(UsageError, match="cd into the course"):
        courses.find_root(start=tmp_path)


@pytest.mark.parametrize(("count", "wrong"), [(2, True), (3, False), (5, False), (6, True)])
def test_the_number_of_objectives_is_ruled_once(count, wrong):
    """`grader verify` and the site's build ask the same question."""
    chapter = dataclasses.replace(courses.load(ROOT).chapter("ch01"), objectives=("see",) * count)
    assert chapter.objectives_wrong == (f"takes 3 to 5 objectives, this one has {count}" if wrong else "")
    said = [p.what for p in rules.problems(courses.load(ROOT), [chapter]) if "objectives" in p.what]
    assert bool(said) == wrong


def test_the_light_reader_finds_the_same_exercises():
    """What publishes a stranger's results has no packages; it must know every exercise all the same."""
    for root in (ROOT, MINICOURSE):
        whole, light = courses.load(root), listed.exercises_of(root)
        facts = lambda course: [(e.id, e.title, e.test_path, e.file) for e in course.exercises]  # noqa: E731
        assert facts(light) == facts(whole)
        assert light.version == whole.version
