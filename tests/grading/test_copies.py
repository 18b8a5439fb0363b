"""What of a submission is read at all: no link out of the desk, no pipe or device, no more than any answer has."""

import os
import socket

import pytest

from grader.grading import copies


@pytest.fixture
def desk(tmp_path):
    made = tmp_path / "my"
    (made / "ch01").mkdir(parents=True)
    (made / "ch01" / "other.py").write_text("x = 1\n")
    (tmp_path / "solution.py").write_text("x = 2\n")
    return made


def refused(desk, name="ch01/ex01.py"):
    """What is said of it as other people's work, and as one's own."""
    work = desk / name
    return copies.refusal(work, desk, strangers=True), copies.refusal(work, desk, strangers=False)


def test_a_file_is_read(desk):
    assert refused(desk, "ch01/other.py") == ("", "")


def test_a_link_out_of_the_desk_is_not(desk, tmp_path):
    (desk / "ch01" / "ex01.py").symlink_to(tmp_path / "solution.py")
    theirs, mine = refused(desk)
    assert theirs == "ch01/ex01.py is a link: only files of their own are graded"
    assert mine == "ch01/ex01.py is a link that leads out of the workspace: put the file itself there"


def test_a_link_on_the_desk_is_ones_own(desk):
    (desk / "ch01" / "ex01.py").symlink_to(desk / "ch01" / "other.py")
    theirs, mine = refused(desk)
    assert "is a link" in theirs
    assert mine == ""


def test_nothing_on_the_way_is_a_link(desk, tmp_path):
    (tmp_path / "ch02").mkdir()
    (tmp_path / "ch02" / "ex01.py").write_text("x = 2\n")
    (desk / "ch02").symlink_to(tmp_path / "ch02")
    assert all(why.startswith("ch02 is a link") for why in refused(desk, "ch02/ex01.py"))


def test_nothing_inside_is_a_link(desk):
    folder = desk / "ch01" / "ex05"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "loot").symlink_to("/etc/hostname")
    assert all(why.startswith("ch01/ex05/deep/loot is a link") for why in refused(desk, "ch01/ex05"))


def test_the_desk_itself_may_be_a_link(desk, tmp_path):
    (tmp_path / "mine").symlink_to(desk)
    (tmp_path / "mine" / "ch01" / "ex01.py").write_text("x = 3\n")
    assert refused(tmp_path / "mine") == ("", "")


@pytest.mark.parametrize("what", ["a pipe", "a socket", "a device"])
def test_what_is_no_file_is_not_opened(desk, what, monkeypatch):
    path = desk / "ch01" / "ex01.py"
    if what == "a pipe":
        os.mkfifo(path)
    elif what == "a socket":
        monkeypatch.chdir(desk / "ch01")  # a socket's path is short
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("ex01.py")
    else:
        try:
            os.mknod(path, 0o20666, os.makedev(1, 5))
        except PermissionError:
            pytest.skip("devices are made by root alone; run the tests as root to see it")
    assert refused(desk) == (f"ch01/ex01.py is no file: {what}",) * 2


def test_more_than_any_answer_has_is_not_read(desk, monkeypatch):
    monkeypatch.setattr(copies, "MAX_BYTES", 1 << 16)
    folder = desk / "ch01" / "ex05"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(b"#" * (1 << 15))
    assert refused(desk, "ch01/ex05") == ("", "")
    (folder / "b.yaml").write_bytes(b"#" * (1 << 15))
    assert all("larger than any answer" in why for why in refused(desk, "ch01/ex05"))
    monkeypatch.setattr(copies, "MAX_BYTES", 1 << 30)
    monkeypatch.setattr(copies, "MAX_FILES", 2)
    assert all("at most 2 files" in why for why in refused(desk, "ch01/ex05"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32"])
def test_another_encoding_is_named_with_its_mend(desk, encoding):
    text = "def total(numbers):\n    return sum(numbers)\n"
    mark = b"" if encoding in ("utf-16", "utf-32") else b"\xfe\xff"
    (desk / "ch01" / "ex01.py").write_bytes(mark + text.encode(encoding))
    name = encoding.removesuffix("-be").upper()
    assert refused(desk) == (f"ch01/ex01.py is saved as {name}: save it as UTF-8, which every editor offers beside the file's name",) * 2


def test_a_mark_of_utf_8_is_no_other_encoding(desk):
    (desk / "ch01" / "ex01.py").write_bytes(b"\xef\xbb\xbfx = 1\n")
    assert refused(desk) == ("", "")
