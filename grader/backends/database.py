"""A relational database beside Milvus: PostgreSQL where it is installed, else SQLite, which Python has.

PostgreSQL is a process below a guard (``guard.py``), as a Milvus server is: it ends with its owner and leaves no file. It listens on a Unix socket in
a folder that only its user may enter, and on no port. It refuses to run as root, so for root it runs as the user that its package has made.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from grader.backends import beside, keeper
from grader.backends.base import Absent, tail
from grader.errors import LaunchFailed, NoBackend

START_SECONDS = 90.0
MEMORY, DISK = 512, 1024
"""MiB that a database may hold and store before its guard ends it."""
USER = "course"
_SETTINGS = {
    "listen_addresses": "", "unix_socket_permissions": "0700", "fsync": "off", "shared_buffers": "16MB", "max_connections": "20", "max_wal_size": "64MB",
    # Shared memory in files of its own folder: what is killed leaves none behind in the system's.
    "dynamic_shared_memory_type": "mmap", "autovacuum": "off",
}  # fmt: skip


class Database:
    """What both are to their users."""

    address = ""
    """``postgresql://…`` or ``sqlite:///…``: one string that says where it is."""
    identity = ""
    """What answers, as people read it."""
    real = False

    def stop(self) -> None:
        """End it and remove every file; may be called twice."""


class Postgres(Database):
    """One running PostgreSQL with its guard."""

    real = True

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.guard: subprocess.Popen[bytes] | None = None
        self.server = 0

    def start(self) -> None:
        """Make its files, start it, and prove that it answers.

        Raises:
            NoBackend: it is not installed.
            LaunchFailed: it does not start.
        """
        if (missing := absent()) is not None:
            raise NoBackend("PostgreSQL is here", missing.why, f"`{missing.command}`")
        programs = _programs()
        assert programs is not None
        self.folder = folder = _folder()
        self.identity = _version(programs)
        self.address = f"postgresql://{USER}@/postgres?host={folder}"
        try:
            as_user = _unprivileged(folder)
            data = folder / "data"
            _make(as_user, programs, data)
            settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
            self.guard, self.server = beside.guarded([*as_user, str(programs / "postgres"), "-D", str(data), "-k", str(folder), *settings], folder, memory=MEMORY, disk=DISK)
            self._wait_ready(time.monotonic() + START_SECONDS)
        except BaseException:
            self.stop()
            raise

    def _wait_ready(self, deadline: float) -> None:
        import pg8000.dbapi

        assert self.folder is not None
        while time.monotonic() < deadline and self.alive():
            with contextlib.suppress(Exception):
                pg8000.dbapi.connect(USER, database="postgres", unix_sock=str(self.folder / ".s.PGSQL.5432"), timeout=10).close()
                return
            time.sleep(0.03)
        last = tail(self.folder / "out.log", 1500) or tail(self.folder / "guard.log", 600)
        raise LaunchFailed("PostgreSQL answers", f"its last words:\n{last}\n", "`grader doctor`")

    def alive(self) -> bool:
        return self.guard is not None and self.guard.poll() is None

    def stop(self) -> None:
        if self.guard is not None:
            with contextlib.suppress(OSError):  # it cleans up after itself if it is asked; the guard would not ask
                os.kill(self.server, signal.SIGQUIT)
            keeper.wait_gone(self.server)
            keeper.end(self.guard)
            self.guard = None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)


class Sqlite(Database):
    """A file; SQLite is a library and needs no server."""

    def __init__(self) -> None:
        import sqlite3

        self.folder = keeper.short_folder()
        self.address = f"sqlite:///{self.folder}/records.db"
        self.identity = f"SQLite {sqlite3.sqlite_version}"

    def stop(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def absent() -> Absent | None:
    """Why PostgreSQL cannot be started here, or None."""
    if importlib.util.find_spec("pg8000") is None:
        return Absent("the driver pg8000 is not installed", "pip install -e '.[lessons]'")
    if _programs() is None:
        return Absent("PostgreSQL's server is not installed", "sudo apt-get install postgresql")
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        return Absent("PostgreSQL does not run as root, and setpriv is not here", "sudo apt-get install util-linux")
    return None


def identity() -> str:
    """Which PostgreSQL would be started; only where none is absent."""
    programs = _programs()
    assert programs is not None
    return _version(programs)


def start(*, real: bool | None = None) -> Database:
    """A running database: PostgreSQL where it is, else SQLite.

    Args:
        real: True for PostgreSQL or nothing, False for SQLite.

    Raises:
        NoBackend: PostgreSQL was asked for, and is not here.
        LaunchFailed: it does not start.
    """
    if real is None:
        real = absent() is None
    if not real:
        return Sqlite()
    database = Postgres()
    database.start()
    return database


def _programs() -> Path | None:
    """The folder of `initdb` and `postgres`: on the path, or where Debian puts them, the newest first."""
    on_path = shutil.which("initdb")
    places = [Path(on_path).resolve().parent] if on_path else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(re.sub(r"\D", "", p.parent.name) or 0), reverse=True)
    return next((place for place in places if (place / "initdb").is_file() and (place / "postgres").is_file()), None)


def _folder() -> Path:
    """A folder for its files and its socket; where it will not be root's, one that its user can reach, which a private TMPDIR is not."""
    return keeper.short_folder() if os.geteuid() else Path(tempfile.mkdtemp(prefix="mv-", dir="/tmp"))


def _version(programs: Path) -> str:
    said = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, timeout=20, check=False).stdout
    found = re.search(r"\d+(\.\d+)?", said)
    return f"PostgreSQL {found[0] if found else ''}".strip()


def _unprivileged(folder: Path) -> list[str]:
    """What comes before a program of PostgreSQL's so that it does not run as root; the folder becomes that user's."""
    if os.geteuid() != 0:
        return []
    import pwd

    user: Any = None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = user or pwd.getpwnam(name)
    assert user is not None
    os.chown(folder, user.pw_uid, user.pw_gid)
    # A change of user clears the signal at the parent's end, so it is asked for once more.
    return ["setpriv", "--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups", "--pdeathsig", "KILL"]


def _make(as_user: list[str], programs: Path, data: Path) -> None:
    """The files of a database that has never run."""
    made = subprocess.run(
        [*as_user, str(programs / "initdb"), "-D", str(data), "-U", USER, "--auth=trust", "--no-sync", "--no-locale", "-E", "UTF8"],
        cwd=data.parent, env=keeper.environment(), capture_output=True, text=True, timeout=START_SECONDS, check=False,
    )  # fmt: skip
    if made.returncode:
        raise LaunchFailed("PostgreSQL makes its files", f"its last words:\n{made.stderr[-800:]}\n", "`grader doctor`")
