"""Progress survives: full disks, damaged files, other machines, two writers."""

import json
import os
import threading

import pytest

from grader.course import progress
from grader.errors import UsageError
from tests.conftest import MINICOURSE


def result(exercise="ch01/ex01", points=3, status="partial", **more):
    return {"exercise": exercise, "points": points, "max_points": 5, "status": status, "debug": False, "digest": "d",
            "course": "0.1.0", "milvus": None, **more}  # fmt: skip


def test_the_best_is_kept(tmp_path):
    progress.record(tmp_path, result(points=5, status="passed"))
    progress.record(tmp_path, result(points=1))
    entry = progress.recall(tmp_path, "results", "ch01/ex01")
    assert entry["best"] == 5
    assert entry["passed"] is True
    assert entry["points"] == 1


@pytest.mark.parametrize("more", [{"debug": True}, {"status": "error"}, {"status": "unavailable"}])
def test_what_proves_nothing_is_not_recorded(tmp_path, more):
    progress.record(tmp_path, result(**more))
    assert progress.read(tmp_path, "results") == {}


def test_a_damaged_file_is_kept_aside(tmp_path):
    progress.remember(tmp_path, "hints", "ch01/ex01", 2)
    path = progress.folder(tmp_path) / "hints.json"
    path.write_text("{ half a file")
    assert progress.read(tmp_path, "hints") == {}
    assert [p.read_text() for p in progress.folder(tmp_path).glob("hints.damaged-*")] == ["{ half a file"]


def test_two_writers_lose_nothing(tmp_path):
    def write(start):
        for i in range(start, start + 25):
            progress.remember(tmp_path, "quiz", str(i), i)

    threads = [threading.Thread(target=write, args=(n,)) for n in (0, 100, 200)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(progress.read(tmp_path, "quiz")) == 75


def test_a_desk_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "desk").write_text("a file where a folder should be")
    with pytest.raises(UsageError, match="Progress is kept in"):
        progress.remember(tmp_path / "desk", "quiz", "a", 1)


def test_export_and_import(tmp_path):
    progress.record(tmp_path / "a", result(points=2))
    progress.record(tmp_path / "b", result(points=5, status="passed"))
    progress.remember(tmp_path / "a", "hints", "ch01/ex01", 1)
    document = json.loads(json.dumps(progress.export(tmp_path / "a")))
    assert progress.load(tmp_path / "b", document) == 1
    assert progress.recall(tmp_path / "b", "results", "ch01/ex01")["best"] == 5
    assert progress.recall(tmp_path / "b", "hints", "ch01/ex01") == 1
    with pytest.raises(UsageError, match="something else"):
        progress.load(tmp_path / "b", {"no": "progress"})


def entry(at, points, *, best=None, passed=False):
    return {"at": at, "points": points, "best": points if best is None else best, "passed": passed, "status": "partial"}


RIGHT, WRONG = {"answer": "IP", "right": True}, {"answer": "L2", "right": False}
MERGES = {
    "three hints and one": ("hints", 3, 1, 3),
    "passed long ago, tried again since": ("results", entry(9, 1), entry(5, 5, passed=True), entry(9, 1, best=5, passed=True)),
    "the same best, passed on one": ("results", entry(9, 5), entry(5, 5, passed=True), entry(9, 5, passed=True)),
    "right and wrong": ("quiz", RIGHT, WRONG, RIGHT),
    "skipped and made": ("predictions", "skipped", "faster", "faster"),
    "what is no entry": ("hints", 2, "three", 2),
    "a truth that is no number": ("hints", 1, True, 1),
    "what is no result": ("results", entry(1, 1), ["best"], entry(1, 1)),
}


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("case", MERGES)
def test_nothing_that_was_reached_is_lost(tmp_path, case, turned):
    """Whichever of two machines imports from the other, and however often."""
    kind, here, there, expected = MERGES[case]
    here, there = (there, here) if turned else (here, there)
    progress.remember(tmp_path / "here", kind, "key", here)
    progress.remember(tmp_path / "there", kind, "key", there)
    document = progress.export(tmp_path / "there")
    changed = progress.load(tmp_path / "here", document)
    assert progress.recall(tmp_path / "here", kind, "key") == expected
    assert changed == (here != expected)
    assert progress.load(tmp_path / "here", document) == 0


def test_what_is_only_on_one_side_is_on_both_afterwards(tmp_path):
    progress.remember(tmp_path / "here", "quiz", "a", RIGHT)
    progress.remember(tmp_path / "there", "quiz", "b", "an answer as it was kept before")
    assert progress.load(tmp_path / "here", progress.export(tmp_path / "there")) == 1
    assert progress.read(tmp_path / "here", "quiz") == {"a": RIGHT, "b": "an answer as it was kept before"}


STRANGE = ['{"ch01/ex01": 7}', '{"ch01/ex01": {"best": "much", "at": []}}', '{"ch01/ex01": {"best": 1e999}}', "[" * 100_000, '{"ch01/ex01": null}', "[]"]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_whatever_stands_there_a_result_is_recorded(tmp_path, text):
    """What somebody, or a merge, has written: numbers of other types, a depth without end, more than a number holds."""
    path = progress.folder(tmp_path) / "results.json"
    path.parent.mkdir()
    path.write_text(text)
    progress.record(tmp_path, result())
    assert progress.recall(tmp_path, "results", "ch01/ex01")["points"] == 3


@pytest.mark.parametrize("command", [["next"], ["status"], ["status", "--json"], ["hint", "ch01/ex01"], ["solution", "ch01/ex01"], ["submit"], ["progress", "export"]], ids=" ".join)
@pytest.mark.parametrize("kind", ["results", "hints"])
@pytest.mark.parametrize("text", [*STRANGE, '{"ch01/ex01": [1]}', '{"ch01/ex01": {"passed": "x", "points": "y"}}', '{"ch01/ex01": "a"}', '{"": {}}'], ids=range(len(STRANGE) + 4))
def test_whatever_stands_there_every_command_goes_on(tmp_path, text, kind, command, monkeypatch):
    """An entry that is none is passed over by whoever asks, and stays in the file."""
    from click.testing import CliRunner

    from grader.cli.command import cli
    from grader.errors import GraderError

    monkeypatch.chdir(tmp_path)
    work = tmp_path / "my"
    (work / "ch01").mkdir(parents=True)
    (work / "ch01" / "ex01_nearest.py").write_text("x = 1\n")
    path = progress.folder(work) / f"{kind}.json"
    path.parent.mkdir()
    path.write_text(text)
    told = CliRunner().invoke(cli, [*command, "--work", str(work), "--course", str(MINICOURSE)])
    assert told.exception is None or isinstance(told.exception, GraderError | SystemExit), (told.output, told.exception)


def test_a_link_is_neither_read_nor_followed(tmp_path):
    outside = tmp_path / "outside.json"
    outside.write_text('{"ch01/ex01": {"best": 5}}')
    desk = tmp_path / "desk"
    progress.folder(desk).mkdir(parents=True)
    for name in ("results.json", "results.lock"):
        link = progress.folder(desk) / name
        link.symlink_to(outside)
        with pytest.raises(UsageError, match="a link or a pipe"):
            progress.record(desk, result())
        link.unlink()
    assert outside.read_text() == '{"ch01/ex01": {"best": 5}}'


def test_a_folder_that_is_a_link_is_not_written_into(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    desk = tmp_path / "desk"
    desk.mkdir()
    progress.folder(desk).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="a link or a pipe"):
        progress.record(desk, result())
    assert progress.read(desk, "results") == {}
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_is_not_waited_for(tmp_path):
    progress.folder(tmp_path).mkdir()
    os.mkfifo(progress.folder(tmp_path) / "results.json")
    assert progress.read(tmp_path, "results") == {}
    with pytest.raises(UsageError, match="a link or a pipe"):
        progress.record(tmp_path, result())


# -- entry by entry ------------------------------------------------------------------------------------------


def test_a_document_of_this_format_and_no_other_is_taken_over(tmp_path):
    right = {"format": 1, "progress": {"hints": {"ch01/ex01": 2}, "strange": {"a": 1}, "results": 3}}
    assert progress.load(tmp_path, right) == 1
    assert progress.load(tmp_path, right) == 0
    assert progress.recall(tmp_path, "hints", "ch01/ex01") == 2
    assert not (tmp_path / ".progress" / "strange.json").exists()
    for wrong in ({"format": 2, "progress": {}}, {"format": 1, "progress": []}, [], None, {"progress": {}}):
        with pytest.raises(UsageError, match="A file that `grader progress export` wrote. Found: something else. Next: export it again"):
            progress.load(tmp_path, wrong)
    assert progress.export(tmp_path)["format"] == 1


def test_numbers_come_back_as_they_were(tmp_path):
    progress.remember(tmp_path, "predictions", "a", {"x": 1.5, "y": -2})
    assert progress.recall(tmp_path, "predictions", "a") == {"x": 1.5, "y": -2}
    assert progress.recall(tmp_path, "predictions", "b", "nothing") == "nothing"


def test_a_file_that_cannot_be_read_now_stays_where_it_is(tmp_path, monkeypatch):
    progress.remember(tmp_path, "hints", "a", 1)

    def fails(*arguments, **more):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(progress.Path, "read_text", fails)
        assert progress.read(tmp_path, "hints") == {}
    assert progress.read(tmp_path, "hints") == {"a": 1}


def test_a_link_to_a_file_of_progress_is_not_read(tmp_path):
    progress.remember(tmp_path / "other", "hints", "a", 1)
    (tmp_path / "mine" / ".progress").mkdir(parents=True)
    (tmp_path / "mine" / ".progress" / "hints.json").symlink_to(tmp_path / "other" / ".progress" / "hints.json")
    assert progress.read(tmp_path / "mine", "hints") == {}
    (tmp_path / "third").mkdir()
    (tmp_path / "third" / ".progress").symlink_to(tmp_path / "other" / ".progress")
    assert progress.read(tmp_path / "third", "hints") == {}


def test_the_reason_of_the_disk_is_given_in_its_words(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError) as caught:
        progress.remember(tmp_path / "file", "hints", "a", 1)
    assert str(caught.value) == f"Progress is kept in {tmp_path}/file/.progress. Found: Not a directory. Next: free some space, or pass --work DIR"


@pytest.mark.parametrize(("kind", "mine", "theirs", "merged"), [
    ("results", {"status": "a"}, {"status": "b"}, {"status": "a", "best": 0, "passed": False}),
    ("results", {"at": 2, "best": 3}, {"at": 2, "best": 1, "passed": True}, {"at": 2, "best": 3, "passed": True}),
    ("results", {"at": 2, "best": 1}, {"at": 3, "best": 2}, {"at": 3, "best": 2, "passed": False}),
    ("results", {"best": 1}, {"best": "x"}, {"best": 1}), ("results", {"best": True}, {"best": 1}, {"best": 1}), ("results", None, {"best": "x"}, None),
    ("hints", 1, 3, 3), ("hints", 3, 1, 3), ("hints", "x", 1, 1), ("hints", 2, True, 2),
    ("predictions", "skipped", "x", "x"), ("predictions", "y", "x", "y"), ("predictions", None, "x", "x"),
    ("quiz", {"right": False, "n": 1}, {"right": False, "n": 2}, {"right": False, "n": 1}), ("quiz", {"right": True, "n": 1}, {"right": True, "n": 2}, {"right": True, "n": 1}),
    ("quiz", {"right": False}, {"right": True}, {"right": True}), ("quiz", {"right": True}, {"right": False}, {"right": True}),
    ("starters", "a", "b", "a"),
])  # fmt: skip
def test_one_entry_from_two_machines(kind, mine, theirs, merged):
    assert progress.merged_entry(kind, mine, theirs) == merged


@pytest.mark.parametrize(("answer", "right"), [({"right": True}, True), ({"right": 2}, False), ({"right": 1}, False), ({}, False), ("right", False), (None, False)])
def test_a_right_answer_is_one_that_says_so(answer, right):
    assert progress.is_right(answer) is right
