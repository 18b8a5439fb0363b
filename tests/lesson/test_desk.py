"""Two hands on one file: nothing is overwritten that was not read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from grader import course
from grader.course import workspace as desk
from grader.errors import UsageError, WorkUnreadable

MINICOURSE = Path(__file__).with_name("minicourse")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ex01.py"
    path.write_text("start\n")
    return path


def test_what_is_written_is_there(file: Path) -> None:
    """The plain case."""
    page = desk.DeskFile(file)
    assert page.write("mine\n")
    assert file.read_text() == "mine\n"


def test_a_newer_file_is_never_overwritten(file: Path) -> None:
    """Changed elsewhere since it was read: both versions are kept, and nothing is written until one is chosen."""
    page = desk.DeskFile(file)
    file.write_text("theirs\n")
    assert not page.write("mine\n")
    assert not page.write("mine, longer\n")
    assert file.read_text() == "theirs\n"
    assert (page.text, page.theirs) == ("mine, longer\n", "theirs\n")


def test_the_same_change_on_both_sides_is_no_conflict(file: Path) -> None:
    """Two hands that wrote the same agree."""
    page = desk.DeskFile(file)
    file.write_text("same\n")
    assert page.write("same\n")
    assert page.theirs is None


def test_keep_mine_and_keep_theirs(file: Path) -> None:
    """Either choice ends the conflict, and the next write is an ordinary one."""
    page = desk.DeskFile(file)
    for choose, kept in ((page.keep_mine, "mine\n"), (page.keep_theirs, "theirs\n")):
        file.write_text("theirs\n")
        page.write("mine\n")
        choose()
        assert (file.read_text(), page.text, page.theirs) == (kept, kept, None)
        assert page.write("next\n")


def test_an_outside_change_is_taken_over(file: Path) -> None:
    """A page with nothing unsaved follows the file, and says whether something is new."""
    page = desk.DeskFile(file)
    assert not page.refresh()
    file.write_text("theirs\n")
    assert page.refresh()
    assert page.text == "theirs\n"
    assert page.write("then mine\n")


def test_a_file_that_was_deleted_comes_back(file: Path) -> None:
    """What the page holds is not lost with the file."""
    page = desk.DeskFile(file)
    file.unlink()
    assert not page.refresh()
    assert page.write("mine\n")
    assert file.read_text() == "mine\n"


def test_a_write_that_fails_leaves_the_old_text(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the file keeps what it had, no half file remains, and the error says which file."""
    page = desk.DeskFile(file)

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WorkUnreadable, match="No space left"):
        page.write("mine\n")
    assert file.read_text() == "start\n"
    assert [p.name for p in file.parent.iterdir()] == ["ex01.py"]


def test_not_utf8_is_told(file: Path) -> None:
    """A file in another encoding is named, never mangled."""
    file.write_bytes(b"caf\xe9")
    with pytest.raises(WorkUnreadable, match="UTF-8"):
        desk.DeskFile(file)


def test_many_writes_and_looks_at_once(file: Path) -> None:
    """The page's thread and the watching thread never take the page's own writing for somebody else's."""
    page = desk.DeskFile(file)
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            page.refresh()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        assert all(page.write(f"{i}\n") for i in range(300))
    finally:
        stop.set()
        watcher.join()
    assert file.read_text() == "299\n"


def test_a_desk_is_made_once(tmp_path: Path) -> None:
    """The first exercise makes the desk with its note; neither it nor the learner's work is made again."""
    exercise = course.load(MINICOURSE).exercise("ch01/ex01")
    work = desk.take(exercise, tmp_path / "my")
    assert work.read_text() == exercise.starter_path.read_text()
    note = tmp_path / "my" / "AGENTS.md"
    assert "teach" in note.read_text()
    note.unlink()
    work.write_text("mine\n")
    assert desk.take(exercise, tmp_path / "my").read_text() == "mine\n"
    assert not note.exists()


def test_a_desk_that_cannot_be_made(tmp_path: Path) -> None:
    """The error names the folder and the way out."""
    (tmp_path / "my").write_text("a file")
    with pytest.raises(UsageError, match="--work DIR"):
        desk.prepare(tmp_path / "my")
