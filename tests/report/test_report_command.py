"""`grader report` on a class that was really graded: what it shows, what it writes, what moved, who is named."""

import csv
import json
import re
import shutil

import pytest

from tests.classroom.run_folder import ROSTER, bulk, grader, make


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    return make(tmp_path_factory.mktemp("class"))


@pytest.fixture
def again(graded, tmp_path):
    """The same run in a place of its own."""
    shutil.copytree(graded, tmp_path / "class")
    return tmp_path / "class"


def report(folder, *arguments):
    done = grader(folder / "course", "report", "../run", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def points(folder):
    report(folder, "--format", "csv")
    with (folder / "run" / "reports" / "grades.csv").open() as file:
        return {(r["person"], r["exercise"]): r for r in csv.DictReader(file)}


def test_every_number_is_right(graded):
    """From real gradings, through partners, lateness, an override and a refusal."""
    found = points(graded)
    got = {key: (r["status"], r["raw"], r["points"]) for key, r in found.items()}
    assert got["s-bob", "ch01/ex01"] == ("passed", "7", "7")
    assert got["s-gus", "ch01/ex01"] == ("partial", "5", "5")
    assert got["s-ada", "ch01/ex01"] == ("partial", "5", "6"), "an override"
    assert got["s-fay", "ch01/ex04"] == ("passed", "2", "1.6"), "two days late"
    assert got["s-fay", "ch01/ex01"] == ("not_started", "0", "0")
    assert got["s-eve", "ch01/ex01"] == ("refused", "0", "0")
    assert got["s-zoe", "ch01/ex01"] == ("missing", "", "")
    assert got["s-mia", "ch01/ex01"][0] in ("partial", "failed")
    assert "outside.py" in found["s-eve", "ch01/ex01"]["note"] or ".." in found["s-eve", "ch01/ex01"]["note"]
    assert {r["confinement"] for r in found.values()} <= {"trusted", ""}


def test_the_terminal_shows_the_class(graded):
    """People, checks with their misconceptions, and that there was no sandbox."""
    text = report(graded)
    assert "WITHOUT A SANDBOX" in text
    assert re.search(r"Lovelace, Ada\s+│\s+◐ 6", text)
    assert re.search(r"Zedd, Zoe\s+│\s+—", text)
    assert "farthest-first ×1" in text
    assert "nobody-knows" in text, "the hand-in that is nobody's is a note"
    assert "I am Mia" not in text


def test_one_person(graded):
    """By login or address; as they see it themselves."""
    text = report(graded, "--person", "MIA.M@example.org")
    assert "Mistaken, Mia" in text
    assert "looks like" in text
    assert "farthest-first" in text
    assert "Lovelace" not in text
    assert "1 of 1 files" not in text
    wrong = grader(graded / "course", "report", "../run", "--person", "s-mio")
    assert wrong.returncode == 2
    assert "s-mia" in wrong.stderr


def test_one_person_s_page_leaves_the_class_s_alone(again):
    """With --person a page is written, and no class page of one."""
    report(again, "--format", "html", "--person", "s-bob")
    assert sorted(p.name for p in (again / "run" / "reports").rglob("*.html")) == ["s-bob.html"]
    report(again, "--format", "csv")
    report(again, "--format", "csv", "--person", "s-bob")
    whole, one = again / "run" / "reports" / "grades.csv", again / "run" / "reports" / "one" / "s-bob" / "grades.csv"
    assert len(whole.read_text().splitlines()) == 1 + 7 * 2
    assert len(one.read_text().splitlines()) == 1 + 2


def test_nobody_keeps_an_old_page(again):
    """Who has left the roster has no page with old points; other files in the folder stay."""
    report(again, "--format", "html", "--format", "classroom50")
    folder = again / "run" / "reports"
    (folder / "learners" / "mine.txt").write_text("kept")
    roster = again / "run" / "roster.csv"
    roster.write_text("".join(line for line in roster.read_text().splitlines(keepends=True) if "Builder" not in line))
    report(again, "--format", "html", "--format", "classroom50")
    assert not (folder / "learners" / "s-bob.html").exists()
    assert not list(folder.glob("classroom50/s-bob/*/result.json"))
    assert (folder / "learners" / "s-mia.html").exists()
    assert (folder / "learners" / "mine.txt").exists()


def test_all_formats_without_grading(again):
    """The export may be gone, and nothing is run: the store does not change."""
    shutil.rmtree(again / "export")
    shutil.rmtree(again / "run" / "handins")
    before = (again / "run" / "store.sqlite").read_bytes()
    text = report(again, "--format", "all")
    assert "index.html" in text
    folder = again / "run" / "reports"
    names = {p.name for p in folder.rglob("*") if p.is_file()}
    assert {
        "index.html",
        "s-ada.html",
        "grades.csv",
        "checks.csv",
        "class.json",
        "junit.xml",
        "canvas.csv",
        "nbgrader.csv",
        "summary.md",
        "results.json",
        "result.json",
    } <= names
    assert (again / "run" / "store.sqlite").read_bytes() == before
    page = (folder / "learners" / "s-mia.html").read_text()
    assert "I am Mia Mistaken and this is &lt;b&gt;mine&lt;/b&gt;" in page
    assert "&lt;b&gt;" in page


def test_somewhere_else(graded, tmp_path):
    """--out says where."""
    report(graded, "--format", "json", "--out", tmp_path / "there")
    assert json.loads((tmp_path / "there" / "class.json").read_text())["people"]


def test_pseudonyms_name_nobody(again):
    """Neither on the terminal nor in any file; in a folder of their own, and the same ones the next day."""
    first = report(again, "--pseudonyms")
    report(again, "--pseudonyms", "--format", "csv", "--format", "html", "--format", "json")
    assert report(again, "--pseudonyms") == first
    told = first + "".join(
        p.read_text() + p.name for p in (again / "run" / "reports-pseudonymous").rglob("*") if p.is_file()
    )
    told = told.replace("I am Mia Mistaken and this is", "")  # what somebody printed is theirs to say
    for line in ROSTER.splitlines()[1:]:
        for secret in line.split(",")[:7]:
            assert not re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", told), secret
    assert (again / "run" / "pseudonyms.key").stat().st_mode & 0o077 == 0
    mine = re.search(r"p-\w{10}", first).group()
    assert mine in told


def test_what_a_regrade_moved(again):
    """A corrected check moves the points of those it touches; who, where, from what to what."""
    assert "No points moved." in report(again, "--changed")
    test = again / "course" / "exercises" / "ch01_mini" / "test_ex04_config.py"
    test.write_text(test.read_text().replace("@check(points=1)\ndef test_tls", "@check(points=3)\ndef test_tls"))
    done = bulk(again)
    assert done.returncode == 0, done.stdout + done.stderr
    text = report(again, "--changed")
    assert "s-fay ch01/ex04: 2 → 4" in text
    assert "ch01/ex01" not in text
    found = points(again)
    assert found["s-fay", "ch01/ex04"]["points"] == "3.2"
    assert found["s-ada", "ch01/ex01"]["points"] == "6", "an override survives"


def test_a_policy_that_names_nobody_is_refused(again):
    """With the file and the line, instead of a decision that is silently not applied."""
    policy = again / "run" / "policy.toml"
    policy.write_text(policy.read_text().replace('person = "s-ada"', 'person = "s-adda"'))
    done = grader(again / "course", "report", "../run")
    assert done.returncode == 2
    assert re.search(r"policy\.toml:\d+", done.stderr)
    assert "s-adda" in done.stderr


def test_no_run_here(graded, tmp_path):
    """It says what makes one."""
    done = grader(graded / "course", "report", tmp_path)
    assert done.returncode == 2
    assert "grader bulk" in done.stderr
