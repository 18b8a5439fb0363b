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
from grader.classroom.intake.rules import Limits
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


def left(course, desk, *packed):
    return [line.partition(" is left out: ")[0] for line in handin.left_out(course, desk, packed)]


def test_what_lies_beside_the_work_is_said(course, desk):
    """A learner who wrote a helper of their own would hand in half of an answer; backups, caches and other answers are no news."""
    for name in ("helper.py", ".hidden", "ex02_types.py"):
        (desk / "ch01" / name).write_text("x")
    (desk / "ch02").mkdir()
    (desk / "ch02" / "elsewhere.py").write_text("x")
    beside = ["ch01/ex01_nearest.20310101-000000.py.bak", "ch01/helper.py", "ch01/notes.txt"]
    assert left(course, desk, "ch01/ex01_nearest.py", "ch01/ex04_config.yaml") == beside
    assert left(course, desk, "ch01/ex01_nearest.py", "ch01/helper.py") == [beside[0], beside[2]]
    (desk / "submission.json").mkdir()
    (desk / "submission.json" / "x").write_text("x")
    assert left(course, desk, "submission.json") == [], "what stands at the top is no chapter's"
    assert left(course, desk) == []
    told = handin.left_out(course, desk, ["ch01/ex01_nearest.py"])[1]
    assert told == "ch01/helper.py is left out: an exercise's answer is its own file, so put into it what it needs"


def test_the_file_goes_into_a_folder_that_is_not_there_yet(course, desk, tmp_path):
    path = handin.pack(course, desk, course.select([]), tmp_path / "a" / "b", now=NOW)
    assert path.parent == tmp_path / "a" / "b"


def test_a_folder_that_was_packed_is_not_left_out(course, desk):
    (desk / "ch01" / "shelf").mkdir()
    assert "ch01/shelf" in left(course, desk, "ch01/ex01_nearest.py")
    assert "ch01/shelf" not in left(course, desk, "ch01/shelf/a/b.txt")
    assert "ch01/shelf" in left(course, desk, "ch01/shelf2/a.txt"), "another one's name begins like it"


def test_not_more_than_ten_are_said(course, desk):
    for n in range(20):
        (desk / "ch01" / f"more{n:02}.txt").write_text("x")
    assert len(left(course, desk, "ch01/ex01_nearest.py")) == 10


def test_sizes_at_their_bounds(course, desk, tmp_path, monkeypatch):
    small = Limits(bytes=5 << 20, file=2 << 20, files=3)
    monkeypatch.setattr(handin, "Limits", lambda: small)
    work = desk / "ch01" / "ex01_nearest.py"
    work.write_bytes(b"x" * (2 << 20))
    assert len(content(pack(course, desk, tmp_path))) == 3
    work.write_bytes(b"x" * ((2 << 20) + 1))
    with pytest.raises(WorkUnreadable) as caught:
        pack(course, desk, tmp_path)
    assert str(caught.value) == f"At most 2 MiB a file and 5 MiB in all. Found: {work} goes over it. Next: take out what is no answer"
    work.write_bytes(b"x" * (2 << 20))
    small = Limits(bytes=(2 << 20) + 5, file=2 << 20)
    assert len(content(pack(course, desk, tmp_path))) == 3, "five bytes more than the first are the second"
    small = Limits(bytes=(2 << 20) + 4, file=2 << 20)
    with pytest.raises(WorkUnreadable, match="2 MiB in all"):
        pack(course, desk, tmp_path)
    small = Limits(files=2)
    assert len(content(pack(course, desk, tmp_path))) == 3
    small = Limits(files=1)
    with pytest.raises(WorkUnreadable, match="At most 1 files. Found: more in "):
        pack(course, desk, tmp_path)


def test_a_file_that_could_not_be_written_whole_is_not_left(course, desk, tmp_path, monkeypatch):
    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(handin.zipfile.ZipFile, "writestr", full)
    with pytest.raises(UsageError, match="takes the file. Found: No space left on device. Next: give another one"):
        pack(course, desk, tmp_path)
    assert list((tmp_path / "out").iterdir()) == []


def test_which_exercises_have_no_work(course, tmp_path):
    for ids, names in ((["ch01/ex01"], "ch01/ex01"), (["ch01/ex01", "ch01/ex02", "ch01/ex03"], "ch01/ex01, ch01/ex02, ch01/ex03"),
                       ([], "ch01/ex01, ch01/ex02, ch01/ex03 …")):  # fmt: skip
        with pytest.raises(UsageError, match=re.escape(f"Work on {names} in the workspace {tmp_path / 'none'}. Found: none.")):
            handin.pack(course, tmp_path / "none", course.select(ids), tmp_path / "out")


def test_a_name_that_no_intake_takes_is_refused_with_its_reason(course, desk, tmp_path):
    shelf = course.exercise("ch01/ex06").work_path(desk)
    work = shelf if shelf.suffix == "" else desk / "ch01" / "ex01_nearest.py"
    if work.suffix:
        work.unlink()
    work.mkdir(exist_ok=True)
    (work / ("x" * 201)).write_text("x")
    with pytest.raises(WorkUnreadable, match="Names that every system can hold. Found: .*Next: rename it"):
        pack(course, desk, tmp_path)


def test_every_entry_is_a_plain_file_of_no_time(course, desk, tmp_path):
    """So that the same work gives the same bytes, whoever packs it and wherever."""
    old = os.umask(0o022)
    try:
        path = pack(course, desk, tmp_path)
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o644
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert info.compress_type == zipfile.ZIP_DEFLATED
