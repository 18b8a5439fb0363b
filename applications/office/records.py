"""The relational database: what is true. PostgreSQL or SQLite, behind one small interface.

Milvus holds a copy that is searched. Each change of a document writes, in the same transaction, a line of the table `outbox`; `store.relay` brings the lines to
Milvus. So a change is in both or, until the relay has run, waiting; it is never in Milvus alone, and never forgotten.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from applications.office import data

Row = dict[str, Any]
_TABLES = (
    """create table if not exists documents (id bigint primary key, firm text not null, owner text not null, groups text not null,
       title text not null, body text not null, kept_until bigint, held boolean not null default false, version bigint not null)""",
    "create table if not exists people (login text primary key, firm text not null, groups text not null, mark text not null)",
    "create table if not exists outbox (number {serial}, document bigint not null, operation text not null, version bigint not null, done boolean not null default false)",
    "create table if not exists audit (number {serial}, at bigint not null, who text not null, firm text not null, action text not null, what text not null, chain text not null)",
)


class Records:
    """A database that was opened. Calls may come from many threads; one at a time is served."""

    def __init__(self, address: str) -> None:
        """Open it and make its tables.

        Args:
            address: `postgresql://user:password@host:port/name`, `postgresql://user@/name?host=/folder/of/the/socket`, `sqlite:////a/file.db`, or
                `sqlite:///` for one in memory.

        Raises:
            ValueError: the address is neither.
        """
        self._lock = threading.RLock()
        self._depth = 0
        parts = urlsplit(address)
        self.real = parts.scheme in ("postgresql", "postgres")
        if self.real:
            import pg8000.dbapi

            folder = parse_qs(parts.query).get("host", [""])[0]
            place: Row = {"unix_sock": f"{folder}/.s.PGSQL.{parts.port or 5432}"} if folder else {"host": parts.hostname or "127.0.0.1", "port": parts.port or 5432}
            self._connection: Any = pg8000.dbapi.connect(parts.username or "postgres", password=parts.password, database=parts.path[1:] or "postgres", timeout=30, **place)
        elif parts.scheme == "sqlite":
            self._connection = sqlite3.connect(address.removeprefix("sqlite:///") or ":memory:", check_same_thread=False, isolation_level=None)
        else:
            raise ValueError(f"A database is postgresql://… or sqlite:///…; found: {parts.scheme or address!r}. Next: --database sqlite:////tmp/office.db")
        serial = "bigint generated always as identity primary key" if self.real else "integer primary key autoincrement"
        with self.transaction():
            for table in _TABLES:
                self.run(table.format(serial=serial))

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything in the block or, after an exception, nothing of it; a block within a block belongs to the outer one."""
        with self._lock:
            if not self._depth and not self.real:
                self._connection.execute("begin immediate")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if not self._depth:
                    self._end("rollback")
                raise
            self._depth -= 1
            if not self._depth:
                self._end("commit")

    def _end(self, how: str) -> None:
        if self.real:
            getattr(self._connection, how)()
        else:
            self._connection.execute(how)

    def run(self, sql: str, *values: Any) -> list[Row]:
        """One statement, `?` for each value; its rows as dicts."""
        with self._lock:
            cursor = self._connection.cursor()
            cursor.execute(sql.replace("?", "%s") if self.real else sql, values)
            if cursor.description is None:
                return []
            names = [column[0] for column in cursor.description]
            found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
            if self.real and not self._depth:
                self._connection.rollback()  # a read outside of a transaction must not keep one open
            return found

    # -- documents --------------------------------------------------------------------------------------

    def save(self, document: data.Document) -> int:
        """Insert or replace a document, and note it for Milvus, in one transaction; its new version."""
        with self.transaction():
            before = self.run("select version from documents where id = ?", document.id)
            version = int(before[0]["version"]) + 1 if before else 1
            self.run("delete from documents where id = ?", document.id)
            self.run(
                "insert into documents (id, firm, owner, groups, title, body, kept_until, version) values (?, ?, ?, ?, ?, ?, ?, ?)",
                document.id, document.firm, document.owner, json.dumps(document.groups), document.title, document.body, document.kept_until, version,
            )  # fmt: skip
            self.note(document.id, "put", version)
        return version

    def remove(self, ids: Sequence[int]) -> None:
        """Delete documents, and note it for Milvus, in one transaction."""
        with self.transaction():
            for id in ids:
                known = self.run("select version from documents where id = ?", id)
                self.run("delete from documents where id = ?", id)
                self.note(id, "delete", int(known[0]["version"]) + 1 if known else 1)

    def note(self, document: int, operation: str, version: int) -> None:
        """One line of the outbox; belongs in the transaction that made the change."""
        self.run("insert into outbox (document, operation, version) values (?, ?, ?)", document, operation, version)

    def waiting(self, most: int = 200) -> list[Row]:
        """The oldest lines of the outbox that are not done, each with its document, or with None where that is gone."""
        with self.transaction():
            lines = self.run(
                "select o.number, o.document, d.id, d.firm, d.owner, d.groups, d.title, d.body, d.kept_until, d.version from outbox o"
                " left join documents d on d.id = o.document where o.done = false order by o.number limit ?",
                most,
            )
        return [
            {"number": line.pop("number"), "document": line.pop("document"), "row": line | {"groups": json.loads(line["groups"])} if line["id"] is not None else None}
            for line in lines
        ]

    def done(self, numbers: Sequence[int]) -> None:
        """These lines have reached Milvus.

        These, and not "all up to the last one": a number is drawn before its transaction ends, so a line with a lower number may appear later than one with a higher.
        """
        with self.transaction():
            for start in range(0, len(numbers), 200):
                part = numbers[start : start + 200]
                self.run(f"update outbox set done = true where number in ({', '.join('?' * len(part))})", *part)  # noqa: S608  question marks only

    # -- who may do what, and who did it -------------------------------------------------------------------

    def person(self, login: str) -> data.Person | None:
        """Who has this login, by what the database knows and not by what a request says."""
        rows = self.run("select * from people where login = ?", login)
        return data.Person(rows[0]["login"], rows[0]["firm"], tuple(json.loads(rows[0]["groups"]))) if rows else None

    def enroll(self, person: data.Person) -> None:
        """A login, with a random mark under which the audit knows it."""
        with self.transaction():
            self.run("insert into people (login, firm, groups, mark) values (?, ?, ?, ?)", person.login, person.firm, json.dumps(person.groups), secrets.token_hex(8))

    def audit(self, who: str, firm: str, action: str, what: str, at: int | None = None) -> None:
        """One line that says who did what. Its `chain` covers the line before, so that a line that is changed or taken out shows.

        A person stands there under their mark. Where the login is erased, no one can tell whose mark it was, and the chain holds all the same.
        """
        with self.transaction():
            known = self.run("select mark from people where login = ?", who)
            who = known[0]["mark"] if known else who
            last = self.run("select chain from audit order by number desc limit 1")
            at = int(time.time()) if at is None else at
            chain = _chained(last[0]["chain"] if last else "", at, who, firm, action, what)
            self.run("insert into audit (at, who, firm, action, what, chain) values (?, ?, ?, ?, ?, ?)", at, who, firm, action, what, chain)

    def broken(self) -> int | None:
        """The number of the first line of the audit that does not continue the one before, or None."""
        chain = ""
        for line in self.run("select * from audit order by number"):
            chain = _chained(chain, line["at"], line["who"], line["firm"], line["action"], line["what"])
            if chain != line["chain"]:
                return int(line["number"])
        return None

    def mentions(self, login: str) -> list[str]:
        """The tables in which a login stands, each with how often."""
        asked = {
            "documents": "select count(*) as n from documents where owner = ?", "people": "select count(*) as n from people where login = ?",
            "audit": "select count(*) as n from audit where who = ?",
        }  # fmt: skip
        counts = {table: int(self.run(sql, login)[0]["n"]) for table, sql in asked.items()}
        return [f"{table}: {count} rows" for table, count in counts.items() if count]

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def _chained(before: str, *parts: Any) -> str:
    return hashlib.sha256(json.dumps([before, *parts]).encode()).hexdigest()


def fill(records: Records) -> int:
    """The people and documents of the example, unless they are there; how many documents there are."""
    with records.transaction():
        if not records.run("select login from people limit 1"):
            for person in data.people():
                records.enroll(person)
            rows = data.documents()
            for at in range(0, len(rows), 100):  # one statement for many rows: a round trip each would take most of the time
                part = rows[at : at + 100]
                documents = "insert into documents (id, firm, owner, groups, title, body, kept_until, version) values "
                records.run(
                    documents + ", ".join(["(?, ?, ?, ?, ?, ?, ?, 1)"] * len(part)),
                    *(value for d in part for value in (d.id, d.firm, d.owner, json.dumps(d.groups), d.title, d.body, d.kept_until)),
                )
                outbox = "insert into outbox (document, operation, version) values "
                records.run(outbox + ", ".join(["(?, 'put', 1)"] * len(part)), *(d.id for d in part))
    return int(records.run("select count(*) as n from documents")[0]["n"])
