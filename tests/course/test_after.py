"""After a green check: what was shown, the answers to compare, where to go on; and nothing of it before."""

import dataclasses
import shutil

import pytest
from click.testing import CliRunner

from grader import course as courses
from grader.cli.command import cli
from grader.course.after import after, answers_of
from tests.conftest import MINICOURSE, ROOT

WHOLE = courses.load(ROOT)


EVERY_ID = [e.id for e in WHOLE.exercises]


LAST = WHOLE.exercises[-1]


def ids(chapter):
    return [e.id for e in WHOLE.exercises if e.chapter == chapter]


@pytest.mark.parametrize(("passed", "just", "next", "chapter", "following"), [
    ((), "ch01/ex01", "ch01/ex02", None, None), (("ch01/ex02",), "ch01/ex01", "ch01/ex03", None, None),
    (("ch01/ex02", "ch01/ex04", "ch01/ex05", "ch01/ex06"), "ch01/ex03", "ch01/ex01", None, None),
    (("ch01",), "ch01/ex06", "ch02/ex01", "ch01", "ch02"), (("ch01", "ch02/ex01"), "ch01/ex01", "ch02/ex02", "ch01", "ch02"),
    (("ch01", "ch02", "ch03", "ch04", "ch05", "ch06"), "ch19/ex06", "ch19/ex01", None, None),
    (("ch19",), "ch19/ex06", "ch20/ex01", "ch19", "ch20"), (("ch20",), "ch20/ex07", "ch21/ex01", "ch20", "ch21"), ((LAST.chapter,), LAST.id, "ch01/ex01", LAST.chapter, None), (tuple(EVERY_ID), "ch06/ex06", None, "ch06", None),
])  # fmt: skip
def test_where_to_go_on(passed, just, next, chapter, following):
    """This chapter first, from here on and then from its beginning; then what lies behind; then whatever is left."""
    done = {id for name in passed for id in (ids(name) if "/" not in name else [name])}
    found = after(WHOLE, WHOLE.exercise(just), done)
    assert (found.next and found.next.id, found.chapter and found.chapter.id, found.following and found.following.id) == (next, chapter, following)


def test_the_answers_say_how_they_differ():
    """Every alternative of the course begins with a sentence about it, and no mark of an author is left."""
    for exercise in WHOLE.exercises:
        solution, *others = answers_of(exercise)
        assert solution.files
        assert len(others) == len(exercise.alternatives())
        for answer in (solution, *others):
            assert all("# region" not in text and "@@" not in text for _, text in answer.files)
        if exercise.kind == "python":
            assert all(a.differs.endswith(".") for a in others), exercise.id


def test_every_exercise_says_what_it_has_shown():
    """A sentence or two, not about points."""
    for exercise in WHOLE.exercises:
        assert 40 < len(exercise.shown) < 240, exercise.id
        assert exercise.shown.endswith("."), exercise.id


def test_a_bundle_without_solutions_shows_none(tmp_path):
    """There is nothing to compare with, and where to go on is still said."""
    exercise = dataclasses.replace(WHOLE.exercise("ch01/ex01"), course=tmp_path)
    assert answers_of(exercise) == ()


@pytest.mark.parametrize(("work", "status"), [("solutions", "passed"), ("exercises", "failed")])
def test_the_command_says_it_after_passing_only(tmp_path, work, status):
    """And the solution command shows it then, with the others on demand."""
    desk = tmp_path / "my"
    (desk / "ch01").mkdir(parents=True)
    text = (MINICOURSE / work / "ch01_mini" / "ex02_types.py").read_text()
    (desk / "ch01" / "ex02_types.py").write_text(text + "\n# mine\n")
    at = ["--course", str(MINICOURSE), "--work", str(desk)]
    told = CliRunner().invoke(cli, ["check", "ch01/ex02", *at])
    assert ("grader solution ch01/ex02 --alternatives" in " ".join(told.output.split())) == (status == "passed"), told.output
    assert ("Next" in told.output) == (status == "passed")
    shown = CliRunner().invoke(cli, ["solution", "ch01/ex02", "--alternatives", *at])
    assert ("# other" in shown.output) == (status == "passed")


def test_nothing_is_said_about_other_people_s_work(tmp_path):
    """A confined check, a report for a machine and a debugged one end with the verdict."""
    desk = tmp_path / "my"
    (desk / "ch01").mkdir(parents=True)
    shutil.copy(MINICOURSE / "solutions" / "ch01_mini" / "ex02_types.py", desk / "ch01")
    at = ["--course", str(MINICOURSE), "--work", str(desk)]
    for more in (["--format", "junit"], ["--json"], ["--trust"], ["--seed", "7"]):
        assert "grader solution" not in CliRunner().invoke(cli, ["check", "ch01/ex02", *at, *more]).output
