"""The relational database of chapter 24: PostgreSQL below its guard, and SQLite where there is none."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from grader.backends import database as databases
from grader.cli.commands import doctor
from grader.errors import NoBackend
from tests.conftest import ROOT, required
from tests.waiting import until


@pytest.fixture
def postgres():
    if (missing := databases.absent()) is not None:
        required(f"PostgreSQL ({missing.why})", missing.command)
    database = databases.start(real=True)
    yield database
    database.stop()
    assert not database.folder.exists()


def connected(database):
    import pg8000.dbapi

    return pg8000.dbapi.connect("course", database="postgres", unix_sock=str(database.folder / ".s.PGSQL.5432"), timeout=20)


@pytest.mark.server
def test_it_keeps_transactions_and_never_runs_as_root(postgres):
    """What was not committed is not there; the server is a different user than root, on no port, and ends with its files."""
    first, second = connected(postgres), connected(postgres)
    cursor = first.cursor()
    cursor.execute("create table t (n int)")
    first.commit()
    cursor.execute("insert into t values (1)")
    look = second.cursor()
    look.execute("select count(*) from t")
    assert look.fetchone()[0] == 0
    second.rollback()
    first.commit()
    look.execute("select count(*) from t")
    assert look.fetchone()[0] == 1
    look.execute("show listen_addresses")
    assert look.fetchone()[0] == ""
    assert postgres.identity.startswith("PostgreSQL 1")
    if sys.platform == "linux":
        assert Path(f"/proc/{postgres.server}").stat().st_uid != 0
    first.close()
    second.close()
    postgres.stop()
    assert not postgres.alive()
    assert not postgres.folder.exists()


@pytest.mark.server
def test_it_ends_with_an_owner_that_is_killed(tmp_path):
    """Neither a process nor a file is left."""
    if (missing := databases.absent()) is not None:
        required(f"PostgreSQL ({missing.why})", missing.command)
    code = "from grader.backends import database as d; b = d.start(real=True); print(b.server, b.folder, flush=True); input()"
    owner = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server, folder = owner.stdout.readline().split()
    owner.send_signal(signal.SIGKILL)
    owner.wait()
    owner.stdin.close()
    owner.stdout.close()
    assert until(lambda: not Path(folder).exists(), 30)
    with pytest.raises(OSError):
        os.kill(int(server), 0)


def test_sqlite_where_there_is_none(monkeypatch):
    """A machine without PostgreSQL has a database all the same, and is told what brings the real one."""
    monkeypatch.setattr(databases, "_programs", lambda: None)
    missing = databases.absent()
    assert missing.command == "sudo apt-get install postgresql"
    with pytest.raises(NoBackend, match="apt-get install postgresql"):
        databases.start(real=True)
    ok, text, remedy = doctor._database()
    assert (ok, remedy) == (None, missing.command)
    assert "SQLite serves" in text
    database = databases.start()
    assert database.address.startswith("sqlite:///")
    assert not database.real
    sqlite3.connect(database.address.removeprefix("sqlite:///")).close()
    database.stop()
    assert not database.folder.exists()
