"""Work under a name that is not quite right: taken where nothing else can be meant, said otherwise, never a silent zero."""

import unicodedata

import pytest

from grader import course as courses
from grader.classroom import locate, plan
from grader.classroom.gradebook import Handin
from tests.conftest import MINICOURSE, ROOT

WHOLE = courses.load(ROOT)
MINI = courses.load(MINICOURSE)
ENTRY = "ex01_first_search"


def handed(tmp_path, *names, course=WHOLE, id="ada"):
    folder = tmp_path / id
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("pass\n")
    return locate.Handed(folder, course.exercises)


TAKEN = [
    f"{ENTRY} (1).py", f"{ENTRY}(1).py", f"{ENTRY} (23).py", f"{ENTRY} copy.py", f"{ENTRY} copy 2.py", f"{ENTRY} - Copy.py", f"{ENTRY} - Kopie.py",
    f"Copy of {ENTRY}.py", f"Kopie von {ENTRY}.py", f"{ENTRY}.py.txt", f"{ENTRY}.txt", f"{ENTRY}.py.py", f"{ENTRY}", f"{ENTRY} 2.py",
    f"{ENTRY}-1.py", f"{ENTRY}_final.py", f"{ENTRY}_FINAL_really.py", f"ada_{ENTRY}.py", f"{ENTRY}.PY", "EX01_First_Search.py", "ex01-first-search.py",
    "ex01 first search.py", f"{ENTRY}.py.download", f"{ENTRY}[1].py", f"{ENTRY}.py.bak", "ch01_ex01.py", "ch1ex1.py", "Chapter 1 Exercise 1.py",
]  # fmt: skip


@pytest.mark.parametrize("where", ["", "ch01/", "my/ch01/", "work/"])
@pytest.mark.parametrize("name", TAKEN)
def test_what_can_mean_nothing_else_is_taken_and_said(tmp_path, name, where):
    """Every way a browser, a system or a person renames a file, wherever it lies."""
    found = handed(tmp_path, where + name)
    path, why = found.work(WHOLE.exercise("ch01/ex01"))
    assert (path, why) == (tmp_path / "ada" / where / name, "")
    assert found.notes() == [f"ch01/ex01 is taken from “{where}{name}”"]


@pytest.mark.parametrize("name", ["ex01.py", "exercise 1.py", "ex1_my_try.py"])
def test_the_number_is_enough_in_the_chapter_s_folder(tmp_path, name):
    """Outside of one it could be any chapter's."""
    assert handed(tmp_path, f"ch01/{name}").work(WHOLE.exercise("ch01/ex01"))[0].name == name
    path, why = handed(tmp_path, name, id="bob").work(WHOLE.exercise("ch01/ex01"))
    assert (path.exists(), why) == (False, "")


@pytest.mark.parametrize("names", [(f"{ENTRY} (1).py", f"{ENTRY} (2).py"), (f"a/{ENTRY}.py", f"b/{ENTRY}.py"), (f"{ENTRY} copy.py", f"ch01/{ENTRY}.txt")])
def test_two_that_may_be_meant_leave_the_cell_empty(tmp_path, names):
    """Which of them, is nobody's to guess; the reason names both."""
    _, why = handed(tmp_path, *names).work(WHOLE.exercise("ch01/ex01"))
    assert "more than once" in why
    assert all(n in why for n in names)


@pytest.mark.parametrize("name", [f"{ENTRY}.ipynb", f"{ENTRY}.docx", f"{ENTRY} (1).pdf", f"{ENTRY}.rtf"])
def test_what_is_near_and_is_no_such_file_leaves_the_cell_empty(tmp_path, name):
    """A notebook or a document is no answer, and no zero either before somebody looked."""
    _, why = handed(tmp_path, name).work(WHOLE.exercise("ch01/ex01"))
    assert f"no {ENTRY}.py is in it" in why
    assert name in why


def test_the_right_name_counts_before_any_other(tmp_path):
    """An untouched starter beside a copy is what the exercise asked for; the copy is named."""
    found = handed(tmp_path, f"ch01/{ENTRY}.py", f"ch01/{ENTRY} (1).py")
    assert found.work(WHOLE.exercise("ch01/ex01")) == (tmp_path / "ada" / "ch01" / f"{ENTRY}.py", "")
    assert found.notes() == [f"“ch01/{ENTRY} (1).py” was left out: ch01/ex01 has a file of the right name"]


def test_another_chapter_s_folder_is_another_chapter_s(tmp_path):
    """A copy in ch05/ is not chapter 1's."""
    path, why = handed(tmp_path, f"ch05/{ENTRY} (1).py").work(WHOLE.exercise("ch01/ex01"))
    assert (path.exists(), why) == (False, "")


@pytest.mark.parametrize(("name", "nearest"), [("helper.py", ""), ("exl_frist_search.py", "ch01/ex01"), ("first_search.py", "ch01/ex01"), ("notes.md", "")])
def test_what_no_exercise_reads_is_listed(tmp_path, name, nearest):
    """With the nearest exercise where there is one."""
    (line,) = handed(tmp_path, f"ch01/{name}").notes()
    assert f"no exercise reads “ch01/{name}”" in line
    assert (nearest in line) if nearest else (";" not in line)


def test_many_strays_are_counted(tmp_path):
    """A report is no list of somebody's home folder."""
    lines = handed(tmp_path, *(f"junk{n}.dat" for n in range(40)), "submission.json").notes()
    assert len(lines) == 6
    assert lines[-1] == "nor 35 files more"


def test_a_folder_is_misnamed_too(tmp_path):
    """An exercise whose answer is a folder; what lies in it belongs to it."""
    exercise = next(e for e in WHOLE.exercises if e.is_folder)
    found = handed(tmp_path, f"{exercise.entry} copy/inside/helper.py", f"{exercise.entry} copy/ex01_first_search.py")
    assert found.work(exercise)[0].name == f"{exercise.entry} copy"
    assert found.notes() == [f"{exercise.id} is taken from “{exercise.entry} copy”"]


def test_letters_that_look_the_same(tmp_path):
    """A file from a Mac has its accents apart; compared alike, and never mixed up with others."""
    name = unicodedata.normalize("NFD", f"Übung {ENTRY}.py")
    assert handed(tmp_path, name).work(WHOLE.exercise("ch01/ex01"))[0].name == name


def test_the_plan_takes_it_and_the_reason_reaches_the_cell(tmp_path):
    """One is graded, one is ungraded with the reason; neither is a zero."""
    handed(tmp_path, "ch01/ex01_nearest (1).py", course=MINI, id="ada")
    handed(tmp_path, "ch01/ex01_nearest.docx", course=MINI, id="bob")
    handins = [Handin(id, tmp_path / id) for id in ("ada", "bob")]
    assert [e.id for e in plan.handed_in(handins, MINI.exercises)] == ["ch01/ex01"]
    planned = plan.plan(MINI, handins, [MINI.exercise("ch01/ex01")], plan.Options(1, "trusted"))
    assert [(k.handin.id, bool(k.key), "may be meant" in k.reason) for k in planned.links] == [("ada", True, False), ("bob", False, True)]
    assert locate.notes(handins, MINI.exercises) == ["ada: ch01/ex01 is taken from “ch01/ex01_nearest (1).py”"]
