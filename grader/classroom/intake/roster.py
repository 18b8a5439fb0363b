"""Who is in the class, and who stands behind a hand-in.

A hand-in's claims are entries ``kind:value``. They are tried in this order, and the first that names exactly one
person counts: ``sid`` (the roster's id or the school's), ``email``, ``canvas`` (Canvas' user id), ``login`` (of GitHub
or the school), ``name``, ``folder`` (a name that holds one of these as a whole word).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from grader.classroom.gradebook import Handin, Person
from grader.classroom.intake.tables import FileMistake, Row, rows

_NAMES: Mapping[str, Sequence[str]] = {
    "id": ("id", "student_id", "sid", "student_number", "matriculation", "identifier", "person"),
    "first": ("first", "first_name", "given_name", "forename"),
    "last": ("last", "last_name", "family_name", "surname"),
    "name": ("name", "full_name", "student", "student_name", "sortable_name"),
    "email": ("email", "email_address", "e_mail", "mail"),
    "canvas_id": ("canvas_id", "canvas_user_id", "user_id"),
    "sis_id": ("sis_id", "sis_user_id"),
    "login": ("login", "login_id", "sis_login_id", "username"),
    "section": ("section", "sections"),
    "github": ("github", "github_username", "github_login"),
    "canvas_student": ("student",),
    "partners": ("partners", "partner"),
    "team": ("team", "group", "group_name"),
}
_NOBODY = ("points possible", "student, test", "test student")
_ORDER = ("sid", "email", "canvas", "login", "name", "folder")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Roster:
    """A class.

    Attributes:
        people: in the file's order.
        partners: id to the ids of everybody in the same team, oneself included; only those who have one.
        github: id to the login at GitHub, where it is known.
        renamed: for a roster of pseudonyms, the real id to the pseudonym.
    """

    people: tuple[Person, ...]
    partners: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    github: Mapping[str, str] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)

    def person(self, id: str) -> Person | None:
        return next((p for p in self.people if p.id == id), None)

    def place(self, handins: Iterable[Handin]) -> tuple[tuple[Handin, ...], tuple[str, ...]]:
        """Fill in whose each hand-in is; of several of one person, the one that counts.

        Returns:
            the hand-ins in their order, and a note for each that matches nobody or was superseded.
        """
        index = _Index(self)
        order = {p.id: n for n, p in enumerate(self.people)}
        notes: list[str] = []
        placed = []
        for handin in handins:
            who, why = index.people_of(handin.claims)
            team = {mate for id in who for mate in self.partners.get(id, (id,))}
            placed.append(replace(handin, people=tuple(sorted(team, key=order.__getitem__))))
            if why:
                notes.append(f"{handin.id}: {why}")
        return _only_the_latest(placed, notes), tuple(notes)

    def pseudonyms(self, secret: bytes) -> Roster:
        """The same class without names; whoever has the secret gets the same pseudonyms again."""
        renamed = {p.id: pseudonym(secret, p.id) for p in self.people}
        people = tuple(sorted((Person(renamed[p.id]) for p in self.people), key=lambda p: p.id))
        teams = {renamed[id]: tuple(renamed[mate] for mate in mates) for id, mates in self.partners.items()}
        return Roster(people, teams, {}, renamed)


def pseudonym(secret: bytes, id: str) -> str:
    """``p-`` and ten letters and digits that say nothing without the secret."""
    digest = hmac.new(secret, id.encode(), hashlib.sha256).digest()
    return "p-" + base64.b32encode(digest).decode().lower()[:10]


def secret_of(run: Path) -> bytes:
    """The run folder's own secret for pseudonyms, made at the first use and readable by its owner alone."""
    path = run / "pseudonyms.key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(path.read_text().strip())
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_bytes(32)
        file.write(secret.hex() + "\n")
    return secret


def read(path: Path) -> Roster:
    """Read a roster: a CSV of one's own, Gradescope's, GitHub Classroom's, or Canvas' gradebook.

    Raises:
        FileMistake: with the line: no id, or an id, email, login or number of Canvas that stands there twice.
    """
    found, has = rows(path, _NAMES)
    if _is_canvas(has):
        # Canvas' gradebook calls its own number of a user `ID`; the school's id is beside it. A row without any way to
        # know a person is one of Canvas' own: the grading policy of each column, the points possible.
        found = [
            _from_canvas(row)
            for row in found
            if any(row[k] for k in ("id", "sis_id", "login")) and row["name"].casefold() not in _NOBODY
        ]
        has |= {"canvas_id"}
    if not has & {"id", "sis_id", "email", "login", "github", "canvas_id"}:
        raise FileMistake(
            path,
            1,
            "a roster has a column id (or sid, student_id, email, login)",
            ", ".join(sorted(has)) or "none that is known",
        )
    key = next(k for k in ("id", "sis_id", "email", "login", "github", "canvas_id") if k in has)
    people: list[Person] = []
    github: dict[str, str] = {}
    for row in found:
        person = _person(row, key)
        if not person.id:
            raise FileMistake(path, row.line, "every person has an id", "an empty cell")
        people.append(person)
        if row["github"]:
            github[person.id] = row["github"]
    for what in ("id", "email", "canvas_id", "sis_id", "login"):
        _once(path, [(getattr(p, what), r.line) for p, r in zip(people, found, strict=True)], what)
    _once(path, [(r["github"], r.line) for r in found], "github")
    return Roster(tuple(people), _teams(path, found, people), github)


def _is_canvas(has: set[str]) -> bool:
    """Whether columns are those of Canvas' gradebook; a school without student information has no SIS column."""
    return {"canvas_student", "id", "section"} <= has and not has & {"first", "canvas_id", "email"}


def _from_canvas(row: Row) -> Row:
    return Row(row.line, {**row.cells, "canvas_id": row["id"], "id": row["sis_id"] or row["id"]})


def _person(row: Row, key: str) -> Person:
    first, last = row["first"], row["last"]
    if not (first or last) and row["name"]:
        if "," in row["name"]:
            last, _, first = (x.strip() for x in row["name"].partition(","))
        else:
            first, _, last = row["name"].rpartition(" ")
    return Person(row[key], first, last, row["email"], row["canvas_id"], row["sis_id"], row["login"], row["section"])


def _once(path: Path, values: list[tuple[str, int]], what: str) -> None:
    seen: dict[str, int] = {}
    for value, line in values:
        key = value.casefold()
        if key and key in seen:
            raise FileMistake(
                path,
                line,
                f"every {what} stands there once",
                f"{value} again, first in line {seen[key]}",
                "remove one of the two lines",
            )
        seen[key] = line


def _teams(path: Path, found: Sequence[Row], people: Sequence[Person]) -> dict[str, tuple[str, ...]]:
    by_key = {key.casefold(): p.id for p in people for key in (p.id, p.email, p.login) if key}
    near: dict[str, set[str]] = {p.id: {p.id} for p in people}
    named: dict[str, set[str]] = {}
    for person, row in zip(people, found, strict=True):
        if row["team"]:
            named.setdefault(row["team"].casefold(), set()).add(person.id)
        for word in filter(None, (w.strip() for w in re.split(r"[;,|\s]+", row["partners"]))):
            mate = by_key.get(word.casefold())
            if mate is None:
                raise FileMistake(path, row.line, "partners are ids of this roster", word)
            near[person.id].add(mate)
            near[mate].add(person.id)
    for mates in named.values():
        for id in mates:
            near[id] |= mates
    order = {p.id: n for n, p in enumerate(people)}
    return {
        id: tuple(sorted(team, key=order.__getitem__))
        for id, team in ((i, _reach(near, i)) for i in near)
        if len(team) > 1
    }


def _reach(near: Mapping[str, set[str]], start: str) -> set[str]:
    team, waiting = {start}, [start]
    while waiting:
        new = near[waiting.pop()] - team
        team |= new
        waiting += new
    return team


class _Index:
    """Every key of every person; a key of two people is nobody's."""

    def __init__(self, roster: Roster) -> None:
        self.keys: dict[str, dict[str, set[str]]] = {kind: {} for kind in _ORDER}
        for p in roster.people:
            github = roster.github.get(p.id, "")
            self._add("sid", p.id, p.id, p.sis_id)
            self._add("email", p.id, p.email, p.login if "@" in p.login else "")
            self._add("canvas", p.id, p.canvas_id)
            self._add("login", p.id, github, p.login, p.id)
            if p.first or p.last:
                self._add("name", p.id, letters(p.first + p.last), letters(p.last + p.first))
            self._add("folder", p.id, p.id, p.sis_id, p.email, p.login, github, p.canvas_id)

    def _add(self, kind: str, id: str, *values: str) -> None:
        for value in values:
            if value:
                self.keys[kind].setdefault(value.casefold(), set()).add(id)

    def people_of(self, claims: Sequence[Sequence[str]]) -> tuple[set[str], str]:
        """Ids, and why somebody could not be told."""
        who: set[str] = set()
        lost = []
        for said in claims:
            found = self._one(said)
            if len(found) == 1:
                who |= found
            else:
                words = ", ".join(said) or "an unnamed person"
                lost.append(
                    f"{words} {'could be ' + ' or '.join(sorted(found)) if found else 'is nobody on the roster'}"
                )
        if not claims:
            lost.append("the export does not say whose it is")
        return who, "; ".join(lost)

    def _one(self, said: Sequence[str]) -> set[str]:
        several: set[str] = set()
        entries = sorted(
            (s.partition(":") for s in said if s.partition(":")[0] in _ORDER), key=lambda e: _ORDER.index(e[0])
        )
        for kind, _, value in entries:
            found = (
                self._folder(value)
                if kind == "folder"
                else self.keys[kind].get(letters(value) if kind == "name" else value.casefold(), set())
            )
            if len(found) == 1:
                return found
            several = several or found
        return several

    def _folder(self, name: str) -> set[str]:
        whole = self.keys["folder"].get(name.casefold()) or self.keys["name"].get(letters(name))
        if whole:
            return whole
        found = set()
        for key, ids in self.keys["folder"].items():
            if len(key) >= 3 and re.search(rf"(?<![a-z0-9]){re.escape(key)}(?![a-z0-9])", name.casefold()):
                found |= ids
        return found


def letters(name: str) -> str:
    """A name as Canvas writes it: in lower case, letters and digits only; accents do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in plain if c.isalnum())


def _only_the_latest(handins: Sequence[Handin], notes: list[str]) -> tuple[Handin, ...]:
    """Each person on one hand-in: of the highest attempt, then the latest, then the last by id."""
    best: dict[str, Handin] = {}
    rank = {h.id: (not h.refused, h.attempt, h.submitted or _LONG_AGO, h.id) for h in handins}
    for handin in handins:
        for id in handin.people:
            if id not in best or rank[handin.id] > rank[best[id].id]:
                best[id] = handin
    out = []
    for handin in handins:
        kept = tuple(id for id in handin.people if best[id] is handin)
        notes += [
            f"{handin.id}: {id} has handed in {best[id].id} too, which counts" for id in handin.people if id not in kept
        ]
        out.append(replace(handin, people=kept))
    return tuple(out)
