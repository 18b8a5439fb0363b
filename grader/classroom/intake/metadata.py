"""What an export says of its submissions: who, when, which attempt.

Gradescope's ``submission_metadata.yml`` is one mapping with a key for each folder; keys inside begin with a colon,
as Ruby writes symbols: ``:submitters`` (a list with ``:name``, ``:sid``, ``:email``), ``:created_at``, ``:score``,
``:history`` (earlier attempts). The layout is taken from public programs that read such exports.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from grader.classroom.intake.rules import Refused
from grader.classroom.intake.tables import delimiter_of
from grader.course import counted_yaml, texts

MAX_METADATA = 32 << 20
_MAX_NODES = 4_000_000

_COLUMNS = {
    "folder": ("folder", "submission", "submission_id", "directory", "path", "file"),
    "name": ("name", "student", "full_name"),
    "sid": ("sid", "student_id", "id"),
    "email": ("email", "email_address"),
    "login": ("login", "github", "github_username", "username"),
    "submitted": ("submitted", "submission_time", "created_at", "submitted_at", "time"),
    "attempt": ("attempt", "submission_count"),
}


@dataclass(frozen=True)
class About:
    """What an export says of one submission; see :class:`grader.classroom.gradebook.Handin` for `claims`."""

    claims: tuple[tuple[str, ...], ...] = ()
    submitted: datetime | None = None
    attempt: int = 1


def moment(value: Any, zone: tzinfo = UTC) -> datetime | None:
    """A time in UTC, from what exports write; None where it is none.

    Args:
        zone: of a time that names none.
    """
    if isinstance(value, datetime):
        found = value
    else:
        text = re.sub(r"(\.\d{6})\d+", r"\1", str(value or "").strip())
        text = re.sub(r"\s+(UTC|GMT)$", "Z", text)
        text = re.sub(r"\s+(Z|[+-]\d\d:?\d\d)$", r"\1", text)
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def gradescope(data: bytes) -> dict[str, About]:
    """``submission_metadata.yml``: folder name to what it says.

    Raises:
        Refused: not such a file.
    """
    try:
        read = counted_yaml.documents(data, nodes=_MAX_NODES, aliases=0, large=True)
    except counted_yaml.NotYaml as error:
        raise Refused(f"submission_metadata.yml is not YAML: {error}") from None
    found = read[0] if len(read) == 1 else None
    if not isinstance(found, dict):
        raise Refused("submission_metadata.yml is no mapping")
    return {str(name): _gradescope_one(about) for name, about in found.items() if isinstance(about, dict)}


def _gradescope_one(raw: Mapping[Any, Any]) -> About:
    about = {str(key).lstrip(":"): value for key, value in raw.items()}
    people = []
    submitters = about.get("submitters")
    for person in submitters if isinstance(submitters, list) else []:
        if isinstance(person, dict):
            fields = {str(k).lstrip(":"): v for k, v in person.items()}
            people.append(claim(sid=fields.get("sid"), email=fields.get("email"), name=fields.get("name")))
    history = about.get("history")
    attempt = 1 + len(history) if isinstance(history, list) else 1
    return About(tuple(p for p in people if p), moment(about.get("created_at")), attempt)


def table(data: bytes) -> dict[str, About]:
    """``metadata.csv``: a line for each person of a submission; lines of one folder are its partners.

    Raises:
        Refused: no column says which folder a line is about.
    """
    try:
        text = texts.decode(data)
    except texts.Unreadable as error:
        raise Refused(f"metadata.csv {error.expected}; found {error.found}") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter_of(text)[0])
    heads = {re.sub(r"\W+", "_", h.strip().lower()).strip("_"): h for h in rows.fieldnames or () if h}
    of = {key: next((heads[n] for n in names if n in heads), None) for key, names in _COLUMNS.items()}
    if of["folder"] is None:
        raise Refused(f"metadata.csv names the folder of a line in one of {', '.join(_COLUMNS['folder'])}")
    found: dict[str, About] = {}
    for row in rows:
        cell = {key: (row.get(head) or "").strip() if head else "" for key, head in of.items()}
        before = found.get(cell["folder"], About())
        who = claim(sid=cell["sid"], email=cell["email"], login=cell["login"], name=cell["name"])
        attempt = int(cell["attempt"]) if cell["attempt"].isdigit() else before.attempt
        found[cell["folder"]] = About(
            (*before.claims, who) if who else before.claims, moment(cell["submitted"]) or before.submitted, attempt
        )
    return found


def claim(**said: Any) -> tuple[str, ...]:
    """Who somebody is, as ``kind:value`` entries; what is empty or no short text is left out."""
    found = []
    for kind, value in said.items():
        text = "" if value is None or isinstance(value, list | dict) else " ".join(str(value).split())
        if text and len(text) <= 200:
            found.append(f"{kind}:{text}")
    return tuple(found)
