"""Progress survives: full disks, damaged files, other machines, two writers."""

import json
import threading

import pytest

from grader.course import progress
from grader.errors import UsageError


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
