"""The store: verdicts are final, faults are counted, and every trouble with the file is said in one line."""

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from grader.classroom import storefile
from grader.classroom.store import Store
from grader.errors import UsageError
from tests.beforehand import FULL_DISK, READER, beforehand

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)


def verdict(points=3.0, exercise="ch01/ex01", **more):
    return {
        "course": "1", "exercise": exercise, "title": "t", "digest": "d", "points": points, "max_points": 7.0, "status": "partial", "seed": 1,
        "milvus": None, "confinement": "trusted", "seconds": 0.1, "checks": [], "note": "", "log": "", **more,
    }  # fmt: skip


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "a folder?" / "store.sqlite") as store:
        yield store


def test_a_verdict_is_final(store):
    """The first verdict on a key stays, whatever comes later."""
    assert store.put("k", verdict(3))
    assert not store.put("k", verdict(5))
    assert store.verdict("k")["points"] == 3
    assert store.verdict("other") is None


def test_verdicts_from_many_threads(store):
    """Eight threads that put the same keys leave one verdict each, whole."""
    won = []
    threads = [
        threading.Thread(target=lambda n=n: won.extend(k for k in range(40) if store.put(str(k), verdict(n))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(won) == list(range(40))


def test_faults_are_counted_and_are_no_verdict(store):
    """A fault leaves an entry ungraded, with its reason, its log and how often it was tried."""
    store.link("h", "ch01/ex01", "k")
    store.fault("k", exercise="ch01/ex01", message="first", log="one")
    store.fault("k", exercise="ch01/ex01", message="second", log="x" * 100_000 + "end")
    store.fault("k", exercise="ch01/ex01", message="ended from outside", kind="stopped")
    (entry,) = store.entries()
    assert entry.result is None
    assert (entry.tries, store.tries("k")) == (2, 2)
    assert [f["message"] for f in store.faults("k")] == ["first", "second", "ended from outside"]
    assert store.faults("k")[1]["log"].endswith("end")
    assert len(store.faults("k")[1]["log"]) < 20_000
    store.put("k", verdict())
    (entry,) = store.entries()
    assert (entry.ungraded, entry.log, entry.result["points"]) == ("", "", 3)


def test_an_exercise_that_nothing_serves_is_no_zero(store):
    """Unserved is neither a verdict nor a try, and ends once there is a verdict."""
    store.link("h", "ch01/ex01", "k")
    store.unserved("k", exercise="ch01/ex01", note="no server here")
    (entry,) = store.entries()
    assert entry.unserved
    assert entry.result is None
    assert "no server here" in entry.ungraded
    assert store.tries("k") == 0
    store.put("k", verdict())
    assert not store.entries()[0].unserved
    assert store.entries(pending=True) == []
    assert store.keys() == {("h", "ch01/ex01"): "k"}


def test_the_time_of_submission_never_moves(store):
    """A regrade with another time keeps the first one; a time that was unknown may still be learned."""
    store.link("h", "ch01/ex01", "k")
    assert store.entries()[0].submitted is None
    store.link("h", "ch01/ex01", "k", MONDAY)
    store.link("h", "ch01/ex01", "k2", MONDAY + timedelta(days=9))
    assert store.entries()[0].submitted == MONDAY


def test_a_regrade_remembers_what_it_replaced(store):
    """`changed` holds the points of the verdict before, and nothing while there was none."""
    store.link("h", "ch01/ex01", "k1")
    store.link("h", "ch01/ex01", "k2")
    assert store.entries()[0].changed is None, "k1 never had a verdict"
    store.put("k2", verdict(2))
    store.link("h", "ch01/ex01", "k3")
    store.put("k3", verdict(7))
    (entry,) = store.entries()
    assert (entry.changed, entry.result["points"]) == (2, 7)
    store.link("h", "ch01/ex01", "k3")
    assert store.entries()[0].changed == 2, "the same run again moves nothing"


def test_forgetting_a_hand_in_leaves_the_others(store):
    """Its entries go; the verdict, which names nobody and is shared, stays."""
    store.link("h", "ch01/ex01", "k")
    store.link("g", "ch01/ex01", "k")
    store.put("k", verdict())
    assert store.forget_handin("h") == 1
    assert store.forget_handin("h") == 0
    assert [e.handin for e in store.entries()] == ["g"]
    assert store.verdict("k")


def test_a_setting_is_kept_once(store):
    """The first value counts for all runs on a store."""
    assert store.setting("seed") is None
    assert store.setting("seed", "7") == "7"
    assert store.setting("seed", "8") == "7"


def test_what_was_written_is_there_after_a_kill(tmp_path):
    """A process that is SIGKILLed right after `put` has put it; one killed in mid-transaction has not."""
    path = tmp_path / "s.sqlite"
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from pathlib import Path
from grader.classroom.store import Store
store = Store(Path({str(path)!r}))
store.put("k", {verdict()!r})
store._db.execute("BEGIN IMMEDIATE")
store._db.execute("DELETE FROM verdicts")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == -signal.SIGKILL
    with Store(path, readonly=True) as store:
        assert store.verdict("k")["points"] == 3


def test_no_person_is_in_it(tmp_path):
    """The tables have no column for one."""
    with Store(tmp_path / "s.sqlite"):
        pass
    columns = set()
    with sqlite3.connect(tmp_path / "s.sqlite") as db:
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns |= {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
    assert not columns & {"person", "name_of", "email", "people", "student"}
    assert {"handin", "key", "document"} <= columns


FORGED = {
    "deep": ("UPDATE verdicts SET document = ?", "[" * 200_000),
    "no document": ("UPDATE verdicts SET document = ?", '{"points": 7}'),
    "points as text": ("UPDATE verdicts SET document = replace(document, '3.0', ?)", '"3"'),
    "infinite": ("UPDATE verdicts SET document = replace(document, '3.0', ?)", "1e999"),
    "not a number": ("UPDATE verdicts SET document = replace(document, '3.0', ?)", "NaN"),
    "bytes": ("UPDATE verdicts SET document = ?", b"\xff\xfe\x00"),
    "status": ("UPDATE verdicts SET document = replace(document, 'partial', ?)", "brilliant"),
    "time": ("UPDATE entries SET submitted = ?", "yesterday"),
}


class TestTheFile:
    def test_no_store(self, tmp_path):
        """Reading where there is none names the command that makes one."""
        with pytest.raises(UsageError, match=r"no such file.*grader bulk"):
            Store(tmp_path / "none.sqlite", readonly=True)
        assert not (tmp_path / "none.sqlite").exists()

    def test_something_else(self, tmp_path):
        """A text file and another program's database are left alone."""
        (tmp_path / "text").write_text("hello\n" * 1000)
        with sqlite3.connect(tmp_path / "other") as db:
            db.execute("CREATE TABLE x (y)")
        for name in ("text", "other"):
            before = (tmp_path / name).read_bytes()
            for readonly in (True, False):
                with pytest.raises(UsageError, match="is the store of a class run"):
                    Store(tmp_path / name, readonly=readonly)
            assert (tmp_path / name).read_bytes() == before

    def test_a_newer_schema(self, tmp_path):
        """A store of a newer grader is refused, not guessed at."""
        Store(tmp_path / "s").close()
        with sqlite3.connect(tmp_path / "s") as db:
            db.execute(f"PRAGMA user_version = {storefile.SCHEMA + 1}")
        with pytest.raises(UsageError, match="newer grader"):
            Store(tmp_path / "s")

    def test_locked(self, tmp_path, monkeypatch):
        """A store that another process holds for too long is said to be busy."""
        monkeypatch.setattr(storefile, "BUSY_SECONDS", 0.2)
        with Store(tmp_path / "s") as store:
            other = sqlite3.connect(tmp_path / "s", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UsageError, match="end the other run"):
                store.put("k", verdict())
            other.execute("ROLLBACK")
            other.close()
            assert store.put("k", verdict())

    def test_a_full_disk(self, tmp_path):
        """The store cannot grow (a limit on file size stands for the full disk): one line, and what was in it stays."""
        path = tmp_path / "s"
        with Store(path) as store:
            store.put("before", verdict())
        code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from pathlib import Path
from grader.classroom.store import Store
store = Store(Path({str(path)!r}))
try:
    for n in range(1000):
        store.put(str(n), {{**{verdict()!r}, "log": "x" * 5000}})
except Exception as error:
    print(type(error).__name__, error)
"""
        command = beforehand(FULL_DISK, sys.executable, "-c", code, bytes=200_000)
        said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert said.stdout.startswith("UsageError The store"), said
        assert "free some space" in said.stdout
        with Store(path) as store:
            assert store.verdict("before")
            kept = [n for n in range(1000) if store.verdict(str(n))]
            assert kept == list(range(len(kept)))
            assert 0 < len(kept) < 1000

    @pytest.mark.parametrize("pending", [False, True], ids=["closed", "killed while open"])
    def test_a_read_only_disk(self, tmp_path, pending):
        """It can be read, also with writes that a killed run left pending, and writing says what to do."""
        folder = tmp_path / "ro"
        store = Store(folder / "s")
        store.put("k", verdict())
        if pending:
            shutil.copytree(folder, tmp_path / "copy")
            assert (tmp_path / "copy" / "s-wal").stat().st_size
            (tmp_path / "copy" / "s-shm").unlink()  # as after a restart of the machine
            store.close()
            folder = tmp_path / "copy"
        else:
            store.close()
        said = _as_reader(folder)
        assert said.stdout.splitlines()[0] == "3", said
        assert "UsageError" in said.stdout.splitlines()[1], said
        assert "name another folder with --out" in said.stdout

    @pytest.mark.parametrize("case", FORGED)
    def test_what_no_grader_wrote_is_one_line(self, tmp_path, case):
        """A store that somebody else had in their hands: read, reported, merged."""
        from grader.classroom.merge import merge

        with Store(tmp_path / "s") as store:
            store.put("k", verdict())
            store.link("ada", "ch01/ex01", "k", MONDAY)
        statement, value = FORGED[case]
        with sqlite3.connect(tmp_path / "s") as db:
            assert db.execute(statement, (value,)).rowcount
        with Store(tmp_path / "s", readonly=True) as forged, Store(tmp_path / "t") as target:
            with pytest.raises(UsageError, match=r"is the store of a class run.*what no grader wrote"):
                forged.entries()
            with pytest.raises(UsageError, match="what no grader wrote"):
                merge(target, [forged])

    @pytest.mark.parametrize("statement", [
        "CREATE TRIGGER t AFTER INSERT ON verdicts BEGIN DELETE FROM verdicts; END", "CREATE VIEW v AS SELECT 1", "CREATE TABLE more (x)",
        "ALTER TABLE verdicts RENAME TO old; CREATE VIEW verdicts AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT * FROM n",
    ])  # fmt: skip
    def test_a_schema_that_no_grader_made(self, tmp_path, statement):
        """A view can compute for ever, a trigger can write: neither is ever asked."""
        Store(tmp_path / "s").close()
        with sqlite3.connect(tmp_path / "s") as db:
            db.executescript(statement)
        for readonly in (True, False):
            with pytest.raises(UsageError, match="what no grader wrote: a "):
                Store(tmp_path / "s", readonly=readonly)


def _as_reader(folder):
    """Read, then try to write, as somebody for whom the folder is read-only; root gives up its power for it."""
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r})
from pathlib import Path
from grader.classroom.store import Store
with Store(Path({str(folder / "s")!r}), readonly=True) as store:
    print(f'{{store.verdict("k")["points"]:g}}')
try:
    Store(Path({str(folder / "s")!r})).put("l", {verdict()!r})
    print("it was written")
except Exception as error:
    print(type(error).__name__, error)
"""
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)

    try:
        command = beforehand(READER, sys.executable, "-c", code)
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    finally:
        folder.chmod(0o755)
