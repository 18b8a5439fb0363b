"""`grader submit`: one file, with the answers and nothing else, which an intake takes."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime

import pytest

from grader import course as courses
from grader.classroom import handin, intake
from grader.course import progress
from grader.errors import UsageError, WorkUnreadable
from grader.results import work_digest
from tests.conftest import MINICOURSE

NOW = datetime(2031, 3, 1, 12, 0, 0, tzinfo=UTC)


@pytest.fixture
def course():
    return courses.load(MINICOURSE)


@pytest.fixture
def desk(tmp_path):
    folder = tmp_path / "my"
    (folder / "ch01").mkdir(parents=True)
    (folder / "ch01" / "ex01_nearest.py").write_text("def nearest(): ...\n")
    (folder / "ch01" / "ex04_config.yaml").write_text("a: 1\n")
    (folder / "ch01" / "notes.txt").write_text("private")
    (folder / "ch01" / "ex01_nearest.20310101-000000.py.bak").write_text("old")
    (folder / "ch01" / "__pycache__").mkdir()
    (folder / "ch01" / "__pycache__" / "x.pyc").write_bytes(b"x")
    (folder / ".progress").mkdir()
    (folder / "AGENTS.md").write_text("x")
    return folder


def pack(course, desk, tmp_path, ids=(), **more):
    return handin.pack(course, desk, course.select(ids), tmp_path / "out", now=NOW, **more)


def content(path):
    with zipfile.ZipFile(path) as archive:
        return {n: archive.read(n) for n in archive.namelist()}


def test_what_is_in_it(course, desk, tmp_path):
    """The answers by their place on a desk, and the note; no notes of one's own, backups, caches or progress."""
    found = content(pack(course, desk, tmp_path))
    assert list(found) == ["submission.json", "ch01/ex01_nearest.py", "ch01/ex04_config.yaml"]
    assert found["ch01/ex01_nearest.py"] == b"def nearest(): ...\n"
    note = json.loads(found["submission.json"])
    assert note["course"] == course.version
    assert note["made"] == "2031-03-01T12:00:00+00:00"
    assert note["exercises"] == {i: work_digest(course.exercise(i).work_path(desk)) for i in ("ch01/ex01", "ch01/ex04")}


def test_only_the_chosen(course, desk, tmp_path):
    """One exercise, though more lie on the desk."""
    assert set(content(pack(course, desk, tmp_path, ["ch01/ex04"]))) == {"submission.json", "ch01/ex04_config.yaml"}


def test_own_results_are_in_it_as_a_claim(course, desk, tmp_path):
    """What the learner's own checks found, and whether it was found for these very files."""
    progress.remember(
        desk,
        "results",
        "ch01/ex01",
        {"status": "passed", "points": 7, "max_points": 7, "digest": "other", "course": "0.1.0", "at": 5},
    )
    note = json.loads(content(pack(course, desk, tmp_path))["submission.json"])
    assert note["claims"] == {
        "ch01/ex01": {"status": "passed", "points": 7, "max_points": 7, "digest": "other", "course": "0.1.0"}
    }


def test_the_same_work_gives_the_same_bytes_and_an_earlier_file_stays(course, desk, tmp_path):
    """The second of one second gets a number."""
    first, second, third = (pack(course, desk, tmp_path) for _ in range(3))
    assert [p.name for p in (first, second, third)] == [
        f"a-miniature-course-handin-20310301T120000Z{n}.zip" for n in ("", "-2", "-3")
    ]
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_links_and_special_files_are_refused(course, desk, tmp_path):
    """Neither followed nor waited for, and no file is left."""
    work = desk / "ch01" / "ex01_nearest.py"
    for make in (
        lambda: work.symlink_to("/etc/hostname"),
        lambda: work.symlink_to("/nowhere"),
        lambda: os.mkfifo(work),
    ):
        work.unlink()
        make()
        with pytest.raises(WorkUnreadable, match="Only files are handed in"):
            pack(course, desk, tmp_path)
    assert not (tmp_path / "out").exists()


def test_what_no_intake_would_take_is_refused_here(course, desk, tmp_path, monkeypatch):
    """Before it is handed in, not after the deadline."""
    (desk / "ch01" / "ex01_nearest.py").write_bytes(b"x" * (17 << 20))
    with pytest.raises(WorkUnreadable, match="16 MiB a file"):
        pack(course, desk, tmp_path)


def test_a_folder_is_packed_whole(tmp_path):
    """An exercise of several files, without its caches."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    starter = root / "exercises" / "ch01_mini" / "ex04_config.yaml"
    (root / "solutions" / "ch01_mini" / "ex04_config.yaml").unlink()
    (root / "solutions" / "ch01_mini" / "ex04_config").mkdir()
    starter.unlink()
    course = courses.load(root)
    work = course.exercise("ch01/ex04").work_path(tmp_path / "my")
    (work / "sub" / "__pycache__").mkdir(parents=True)
    for name in ("b.yaml", "sub/a.yaml", "sub/__pycache__/x.pyc", ".DS_Store"):
        (work / name).write_text("x")
    path = handin.pack(course, tmp_path / "my", [course.exercise("ch01/ex04")], tmp_path / "out", now=NOW)
    assert list(content(path)) == ["submission.json", "ch01/ex04_config/b.yaml", "ch01/ex04_config/sub/a.yaml"]


def test_nothing_to_hand_in_is_one_line(course, tmp_path):
    """With the command that comes next."""
    with pytest.raises(UsageError, match="grader next"):
        handin.pack(course, tmp_path / "empty", list(course.exercises), tmp_path / "out")


def test_the_command_and_back(desk, tmp_path):
    """As a learner types it; what comes out goes into an intake and is the same work again."""
    command = [
        sys.executable,
        "-c",
        "from grader.cli import main; main()",
        "submit",
        "--course",
        str(MINICOURSE),
        "--work",
        str(desk),
    ]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    (path,) = tmp_path.glob("*.zip")
    assert re.search(rf"{re.escape(path.name)} holds 2 files", done.stdout)
    (only,) = intake.read(path, tmp_path / "handins").handins
    assert (only.refused, only.course) == ("", "0.1.0")
    for name in ("ex01_nearest.py", "ex04_config.yaml"):
        assert (only.folder / "ch01" / name).read_bytes() == (desk / "ch01" / name).read_bytes()
    wrong = subprocess.run([*command, "ch99"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert wrong.returncode == 2
    assert "Traceback" not in wrong.stderr
