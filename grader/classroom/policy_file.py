"""The policy's file: TOML to :class:`grader.classroom.policy.Policy`, every mistake with its line."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from grader.classroom.gradebook import Override
from grader.classroom.intake.tables import FileMistake
from grader.classroom.policy import Extension, Policy
from grader.course import normal_id
from grader.course.tables import Tables

E = TypeVar("E", bound="PersonEntry")
Text = Annotated[str, Meta(description="text")]
Share = Annotated[float, Meta(ge=0, le=1, description="a number from 0 to 1")]
Days = Annotated[float, Meta(ge=0, le=1e5, description="a number from 0 to 100000")]
Listed = Annotated[list[dict[str, Any]], Meta(description="written in double brackets")]


class LateTable(msgspec.Struct, forbid_unknown_fields=True):
    """``[late]``."""

    per_day: Share = 0.0
    cap: Share = 1.0
    cutoff: Days | None = None


class PolicyTable(msgspec.Struct, forbid_unknown_fields=True):
    """The file."""

    tz: Text = "UTC"
    grace: Annotated[float, Meta(ge=0, le=1e6, description="a number from 0 to 1000000")] = 0.0
    due: Any = None
    late: Annotated[dict[str, Any], Meta(description="a table")] = {}
    extension: Listed = []
    override: Listed = []
    submitted: Listed = []


class PersonEntry(msgspec.Struct, forbid_unknown_fields=True):
    """What every entry has."""

    person: Annotated[str, Meta(min_length=1, description="the id of a person, as text")]


class ExtensionEntry(PersonEntry, forbid_unknown_fields=True):
    """``[[extension]]``."""

    exercise: Text = ""
    days: Days | None = None
    due: Any = None
    reason: Text = ""


class OverrideEntry(PersonEntry, forbid_unknown_fields=True):
    """``[[override]]``."""

    exercise: Annotated[str, Meta(min_length=1, description="the id of an exercise")]
    points: Annotated[float, Meta(ge=0, le=1e6, description="a number from 0 to 1000000")]
    reason: Annotated[str, Meta(min_length=1, description="text")]
    check: Text = ""


class SubmittedEntry(PersonEntry, forbid_unknown_fields=True):
    """``[[submitted]]``."""

    exercise: Text = ""
    at: Any = None


class Reader:
    """One policy file, with the line of whatever is wrong in it."""

    def __init__(self, path: Path) -> None:
        self.tables = Tables(path, FileMistake)
        self.raw = self.tables.read(PolicyTable, what="a policy")
        self.zone = self.timezone()

    def policy(self) -> Policy:
        late = self.tables.read(LateTable, self.raw.late, "$.late", "[late]")
        extensions = [self.extension(e, at) for e, at in self.entries("extension", ExtensionEntry)]
        overrides = [
            Override(e.person, normal_id(e.exercise), e.points, e.reason, e.check)
            for e, _ in self.entries("override", OverrideEntry)
        ]
        return Policy(
            self.tables.path, self.dues(), 60 * self.raw.grace, late.per_day, late.cap,
            late.cutoff, tuple(extensions), tuple(overrides), self.stated(), self.lines(), self.zone,
        )  # fmt: skip

    def timezone(self) -> tzinfo:
        from zoneinfo import ZoneInfo

        name = self.raw.tz
        try:
            return UTC if name == "UTC" else ZoneInfo(name)
        except Exception:
            raise self.tables.wrong("$.tz", "tz is a zone such as Europe/Berlin", name) from None

    def dues(self) -> dict[str, datetime]:
        if self.raw.due is None:
            return {}
        table = self.raw.due if isinstance(self.raw.due, dict) else {"all": self.raw.due}
        return {
            k if k == "all" else normal_id(k): self.moment(v, f"due of {k}", f"$.due.{k}") for k, v in table.items()
        }

    def entries(self, kind: str, type: type[E]) -> list[tuple[E, str]]:
        """The entries of a kind, each with where it stands."""
        listed = getattr(self.raw, kind)
        places = [f"$.{kind}[{n}]" for n in range(len(listed))]
        return [(self.tables.read(type, e, at, f"[[{kind}]]"), at) for e, at in zip(listed, places, strict=True)]

    def lines(self) -> dict[tuple[str, int], int]:
        kinds = ("extension", "override", "submitted")
        return {
            (kind, n): line
            for kind in kinds
            for n in range(len(getattr(self.raw, kind)))
            if (line := self.tables.line(f"$.{kind}[{n}]")) is not None
        }

    def extension(self, entry: ExtensionEntry, at: str) -> Extension:
        if (entry.days is None) == (entry.due is None):
            raise self.tables.wrong(
                at, "[[extension]] has either days or due", "neither" if entry.days is None else "both"
            )
        due = None if entry.due is None else self.moment(entry.due, "due", f"{at}.due")
        return Extension(
            entry.person, normal_id(entry.exercise) if entry.exercise else "", entry.days or 0.0, due, entry.reason
        )

    def stated(self) -> dict[tuple[str, str], datetime]:
        found: dict[tuple[str, str], datetime] = {}
        for entry, at in self.entries("submitted", SubmittedEntry):
            key = (entry.person, normal_id(entry.exercise) if entry.exercise else "")
            if key in found:
                raise self.tables.wrong(at, "one [[submitted]] for a person and an exercise", "a second one")
            found[key] = self.moment(entry.at, "at", f"{at}.at")
        return found

    def moment(self, value: Any, what: str, at: str) -> datetime:
        if isinstance(value, date) and not isinstance(value, datetime):
            raise self.tables.wrong(at, f"{what} is a date with a time, such as 2031-03-01T23:59:00", str(value))
        if not isinstance(value, datetime):
            raise self.tables.wrong(at, f"{what} is a time without quotes, such as 2031-03-01T23:59:00", repr(value))
        return (value if value.tzinfo else value.replace(tzinfo=self.zone)).astimezone(UTC)


def read(path: Path) -> Policy:
    """Read a policy.

    Raises:
        FileMistake: with the line where one can be told.
    """
    return Reader(path).policy()
