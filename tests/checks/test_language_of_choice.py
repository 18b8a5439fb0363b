"""A program in the language of the learner's choice: `language.txt` says which file is built, and each mistake in it is told in a line."""

import sys
from types import SimpleNamespace

import pytest

from grader import course as courses
from grader.backends import toolchains
from grader.checks.building import _chosen
from grader.checks.vocabulary import CheckFailed
from grader.errors import NoBackend
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from tests.checks.test_toolchains import GOOD, SUFFIX, TEST, here, said

NAMES = ("go", "java", "node")
CHOICE = f"toolchain:{'|'.join(NAMES)}"


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    (root / "book.toml").write_text('title = "T"\n[[part]]\nnumber = "I"\ntitle = "P"\n[[part.chapter]]\nid = "ch01"\nslug = "t"\ntitle = "C"\nsections = ["S"]\n')
    for folder in ("exercises", "solutions"):
        (root / folder / "ch01_t" / "ex01_any").mkdir(parents=True)
        (root / folder / "ch01_t" / "ex01_any" / "language.txt").write_text("node\n")
    (root / "exercises" / "ch01_t" / "test_ex01_any.py").write_text(TEST)
    (root / "exercises" / "ch01_t" / "chapter.toml").write_text(
        f'minutes = 1\nobjectives = ["a", "b", "c"]\n[[exercise]]\nid = "ex01"\ntitle = "T"\nminutes = 1\nmilvus = false\ntimeout = 3\nneeds = ["{CHOICE}"]\nprogram = ["{{run}}"]\nstarter = "hand"\nhints = ["1", "2", "3"]\n'
    )
    with Supply(launcher="fork" if sys.platform == "linux" else "spawn") as supply:
        yield Grader(courses.load(root), supply)


def grade(grader, tmp_path, word, files):
    exercise = grader.course.exercise("ch01/ex01")
    work = tmp_path / exercise.entry
    work.mkdir()
    if word is not None:
        (work / "language.txt").write_text(word)
    for name, text in files.items():
        (work / name).write_text(text)
    return grader.check(Request(exercise, work, confinement="namespaces", reference=False))


@pytest.mark.parametrize(("name", "word"), [("go", "go"), ("java", "Java\n"), ("node", "  node  \r\n")])
def test_the_chosen_file_is_built(grader, tmp_path, name, word):
    """And the others, which would not compile, are not looked at."""
    here(name)
    files = {f"films{SUFFIX[other]}": "broken(" for other in NAMES} | {f"films{SUFFIX[name]}": GOOD[name]}
    result = grade(grader, tmp_path, word, files)
    assert result["status"] == "passed", said(result)


@pytest.mark.parametrize(
    ("word", "files", "words"),
    [("rust", {}, "expected one word: go, java or node"), ("", {}, "returned nothing"), (None, {}, "returned no such file"), ("go and java", {}, "expected one word"),
     ("x" * 9999, {}, "expected one word"), ("node", {}, "no files that end in .mjs"), ("node", {"a.mjs": "1", "b.mjs": "2"}, "2 files that end in .mjs"),
     ("node", {"films.mjs": "const = ;"}, "Building films.mjs with node")],
)  # fmt: skip
def test_a_mistake_in_the_choice_is_told(grader, tmp_path, word, files, words):
    here("node")
    result = grade(grader, tmp_path, word, files)
    assert result["status"] == "failed"
    assert words in said(result)
    assert len(said(result)) < 2000


def test_a_chosen_language_that_is_not_here_names_its_command(tmp_path, monkeypatch):
    """Asked in this process: the one that grades was made before anything could be taken away."""
    go = toolchains.toolchain("go")
    monkeypatch.setattr(type(go), "version", lambda self: ())
    (tmp_path / "language.txt").write_text("go")
    with pytest.raises(CheckFailed, match="go.*PATH") as told:
        _chosen(SimpleNamespace(job=SimpleNamespace(work=str(tmp_path))), list(NAMES))
    assert go.bring in str(told.value)


def test_one_of_them_is_enough(monkeypatch):
    """Where none is here the command of the first is named; a learner with one language is not sent away."""
    here("node")
    for name in NAMES[:2]:
        monkeypatch.setattr(type(toolchains.toolchain(name)), "version", lambda self: ())
    toolchains.need({CHOICE, "search"})
    monkeypatch.setattr(type(toolchains.toolchain("node")), "version", lambda self: ())
    with pytest.raises(NoBackend, match="Go .* or Java .* or Node"):
        toolchains.need({CHOICE})
