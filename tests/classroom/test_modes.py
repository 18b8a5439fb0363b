"""Files and folders that may not be opened, in a class and on a desk: one line to whom it belongs, and nobody else loses anything.

Everything runs as a user who is held to permissions; root alone would look through them.
"""

import json
import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.beforehand import READER, beforehand
from tests.classroom.helpers import SOLUTIONS
from tests.conftest import MINICOURSE, ROOT

INTAKE = """
import json, sys
from pathlib import Path
from grader.classroom import intake
taken = intake.read(Path(sys.argv[1]), Path(sys.argv[2]))
print(json.dumps({h.id: h.refused for h in taken.handins}))
"""


def as_reader(*command, cwd):
    return subprocess.run(
        beforehand(READER, *command), cwd=cwd, capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "160"},
    )  # fmt: skip


@pytest.fixture
def opened(tmp_path):
    """A folder whose insides can be removed again, whatever a test did to them."""
    yield tmp_path
    for folder, _, _ in os.walk(tmp_path):
        os.chmod(folder, 0o755)
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isdir(path) and not os.path.islink(path):
                os.chmod(path, 0o755)


def handed(folder, name):
    """One hand-in with an answer, and a folder in it that holds a file."""
    at = folder / name / "ch01"
    (at / "notes").mkdir(parents=True)
    (at / "notes" / "x.txt").write_text("x")
    shutil.copyfile(SOLUTIONS / "ex04_config.yaml", at / "ex04_config.yaml")
    return at


def taken(opened, source):
    said = as_reader(sys.executable, "-c", INTAKE, source, opened / "into", cwd=opened)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


CLOSED = {
    "the answer": ("ch01/ex04_config.yaml", (0o000, 0o200)),
    "a folder in it": ("ch01/notes", (0o000, 0o111, 0o300, 0o444)),
    "its chapter": ("ch01", (0o000, 0o111, 0o300, 0o444)),
    "the whole of it": (".", (0o000, 0o111, 0o300, 0o444)),
}


@pytest.mark.parametrize(("what", "mode"), [pytest.param(w, m, id=f"{w}-{m:o}") for w, (_, modes) in CLOSED.items() for m in modes])
def test_one_closed_hand_in_is_refused_and_the_others_are_read(opened, what, mode):
    source = opened / "in"
    for name in ("ada", "bob", "cyn"):
        handed(source, name)
    (source / "bob" / CLOSED[what][0]).chmod(mode)
    refused = taken(opened, source)
    assert set(refused) == {"ada", "bob", "cyn"}
    assert (refused["ada"], refused["cyn"]) == ("", "")
    assert "Permission denied" in refused["bob"]
    assert len(refused["bob"].splitlines()) == 1


@pytest.mark.parametrize("mode", [0o444, 0o555, 0o755, 0o1777, 0o2755, 0o4755, 0o7755])
def test_unusual_modes_that_can_be_read_are_read(opened, mode):
    source = opened / "in"
    for name in ("ada", "bob"):
        handed(source, name)
    (source / "bob" / "ch01" / "ex04_config.yaml").chmod(mode)
    if mode & 0o111:
        (source / "bob" / "ch01").chmod(mode)
    assert taken(opened, source) == {"ada": "", "bob": ""}
    unpacked = next((opened / "into" / "bob").rglob("ex04_config.yaml"))
    assert unpacked.stat().st_mode & 0o7022 == 0, "no bit of it goes into the run folder"


@pytest.mark.parametrize("closed", [".git", ".git/objects", "."])
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_a_closed_history_is_one_hand_in_s(opened, closed, mode):
    source = opened / "week-submissions"
    for name in ("week-ada", "week-bob"):
        handed(source, name)
        subprocess.run(["git", "init", "-q", str(source / name)], check=True, timeout=30)
    (source / "week-bob" / closed).chmod(mode)
    refused = taken(opened, source)
    assert refused["week-ada"] == ""
    assert set(refused) == {"week-ada", "week-bob"}


def test_a_closed_clone_in_a_table_is_its_own(opened):
    for name in ("ada", "bob"):
        handed(opened / "clones", name)
    table = opened / "clones.csv"
    table.write_text("path,id\nclones/ada,ada\nclones/bob,bob\n")
    (opened / "clones" / "bob").chmod(0)
    refused = taken(opened, table)
    assert refused["ada"] == ""
    assert refused["bob"] == "it cannot be read: Permission denied"


# -- a learner's own desk -----------------------------------------------------------------------------------


@pytest.fixture
def course(opened):
    target = opened / "course"
    shutil.copytree(MINICOURSE, target)
    (target / "my" / "ch01").mkdir(parents=True)
    shutil.copyfile(SOLUTIONS / "ex04_config.yaml", target / "my" / "ch01" / "ex04_config.yaml")
    return target


def grader(course, *arguments):
    return as_reader(sys.executable, "-c", "from grader.cli import main; main()", *arguments, cwd=course)


@pytest.mark.parametrize(("place", "mode"), [("ch01", 0o000), ("ch01", 0o444), (".", 0o000), (".", 0o444)])
@pytest.mark.parametrize("command", [("check", "ch01/ex04"), ("check", "--all"), ("submit", "--output", "out"), ("next",)])
def test_a_closed_desk_is_the_learner_s_to_open(course, place, mode, command):
    (course / "my" / place).chmod(mode)
    said = grader(course, *command)
    folder = (course / "my" / place).resolve()
    assert said.returncode == 2, said.stdout + said.stderr
    assert said.stderr.strip() == f"You may open {folder}. Found: Permission denied. Next: chmod u+rwX {folder}"
    assert not list(course.glob("out/*"))


def test_a_folder_that_cannot_be_listed_is_handed_in_all_the_same(course):
    (course / "my" / "ch01").chmod(0o300)
    said = grader(course, "submit", "--output", "out")
    assert said.returncode == 0, said.stderr
    (made,) = (course / "out").iterdir()
    assert "ch01/ex04_config.yaml" in zipfile.ZipFile(made).namelist()


@pytest.mark.parametrize("how", ["closed", "a link that leads nowhere"])
def test_one_file_that_cannot_be_read_costs_no_other_its_grade(course, how):
    """The others are graded and shown; the command ends by saying what to do about this one."""
    bad = course / "my" / "ch01" / "ex01_nearest.py"
    if how == "closed":
        bad.write_text("x = 1\n")
        bad.chmod(0o000)
    else:
        bad.symlink_to("gone.py")
    said = grader(course, "check", "--all")
    assert said.returncode == 2, said.stdout + said.stderr
    assert "ch01/ex04" in said.stdout
    assert "passed" in said.stdout
    assert f"{bad.name} " in said.stderr
    assert "Next: " in said.stderr
