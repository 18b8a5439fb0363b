"""The policy's file: TOML to :class:`grader.classroom.policy.Policy`, every mistake with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

from grader.classroom.gradebook import Override
from grader.classroom.intake.tables import FileMistake
from grader.classroom.policy import DAY, Extension, Policy, find
from grader.course import normal_id

_TOP = {"tz", "grace", "due", "late", "extension", "override", "submitted"}
_KEYS = {
    "late": {"per_day", "cap", "cutoff"},
    "extension": {"person", "exercise", "days", "due", "reason"},
    "override": {"person", "exercise", "check", "points", "reason"},
    "submitted": {"person", "exercise", "at"},
}


class Reader:
    """One policy file, with the line of whatever is wrong in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text(encoding="utf-8")
            self.raw = tomllib.loads(self.text)
        except OSError as error:
            raise FileMistake(path, None, "can be read", error.strerror or str(error)) from None
        except UnicodeDecodeError as error:
            raise FileMistake(path, None, "is UTF-8", str(error)) from None
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            raise FileMistake(path, int(at[1]) if at else None, "is TOML", str(error)) from None
        self.lines = {
            (kind, n): self.text[: m.start()].count("\n") + 1
            for kind in ("extension", "override", "submitted")
            for n, m in enumerate(re.finditer(rf"^[ \t]*\[\[\s*{kind}\s*\]\]", self.text, flags=re.MULTILINE))
        }

    def wrong(self, expected: str, found: Any = "", line: int | None = None, key: str = "") -> FileMistake:
        at = find(self.path, key, line or 1) if key else None
        return FileMistake(self.path, at or line, expected, str(found), "correct the policy")

    def policy(self) -> Policy:
        self.only(self.raw, _TOP, "a policy", None)
        self.zone = self.timezone()
        late = self.raw.get("late", {})
        if not isinstance(late, dict):
            raise self.wrong("[late] is a table", late, key="late")
        self.only(late, _KEYS["late"], "[late]", find(self.path, "[late]"))
        cutoff = late.get("cutoff")
        return Policy(
            self.path, self.dues(), 60 * self.number(self.raw, "grace", 0, 1e6, 0.0), self.number(late, "per_day", 0, 1, 0.0),
            self.number(late, "cap", 0, 1, 1.0), None if cutoff is None else DAY * self.number(late, "cutoff", 0, 1e5, 0.0),
            tuple(self.extension(e, n) for n, e in enumerate(self.entries("extension"))),
            tuple(self.override(e, n) for n, e in enumerate(self.entries("override"))),
            self.all_stated(), self.lines,
        )  # fmt: skip

    def timezone(self) -> tzinfo:
        from zoneinfo import ZoneInfo

        name = self.raw.get("tz", "UTC")
        try:
            return UTC if name == "UTC" else ZoneInfo(name)
        except Exception:
            raise self.wrong("tz is a zone such as Europe/Berlin", name, key="tz") from None

    def dues(self) -> dict[str, datetime]:
        raw = self.raw.get("due", {})
        table = raw if isinstance(raw, dict) else {"all": raw}
        return {
            k if k == "all" else normal_id(k): self.moment(v, f"due of {k}", find(self.path, k))
            for k, v in table.items()
        }

    def entries(self, kind: str) -> list[dict[str, Any]]:
        found = self.raw.get(kind, [])
        if not isinstance(found, list) or not all(isinstance(e, dict) for e in found):
            raise self.wrong(f"[[{kind}]] stands in double brackets", type(found).__name__, key=kind)
        for n, entry in enumerate(found):
            line = self.lines.get((kind, n))
            self.only(entry, _KEYS[kind], f"[[{kind}]]", line)
            if not isinstance(entry.get("person"), str) or not entry["person"]:
                raise self.wrong(f"[[{kind}]] names a person by id, as text", entry.get("person", "none"), line)
        return found

    def extension(self, raw: dict[str, Any], n: int) -> Extension:
        line = self.lines.get(("extension", n))
        if ("days" in raw) == ("due" in raw):
            raise self.wrong("[[extension]] has either days or due", "both" if "days" in raw else "neither", line)
        due = self.moment(raw["due"], "due", line) if "due" in raw else None
        where = normal_id(raw["exercise"]) if raw.get("exercise") else ""
        return Extension(
            raw["person"], where, self.number(raw, "days", 0, 1e5, 0.0, line), due, str(raw.get("reason", ""))
        )

    def override(self, raw: dict[str, Any], n: int) -> Override:
        line = self.lines.get(("override", n))
        for key in ("exercise", "points", "reason"):
            if not raw.get(key) and raw.get(key) != 0:
                raise self.wrong(f"[[override]] has a {key}", "none", line)
        return Override(
            raw["person"],
            normal_id(str(raw["exercise"])),
            self.number(raw, "points", 0, 1e6, 0.0, line),
            str(raw["reason"]),
            str(raw.get("check", "")),
        )

    def all_stated(self) -> dict[tuple[str, str], datetime]:
        found: dict[tuple[str, str], datetime] = {}
        for n, entry in enumerate(self.entries("submitted")):
            key, at = self.stated(entry, n)
            if key in found:
                raise self.wrong(
                    "one [[submitted]] for a person and an exercise", "a second one", self.lines.get(("submitted", n))
                )
            found[key] = at
        return found

    def stated(self, raw: dict[str, Any], n: int) -> tuple[tuple[str, str], datetime]:
        line = self.lines.get(("submitted", n))
        where = normal_id(raw["exercise"]) if raw.get("exercise") else ""
        return (raw["person"], where), self.moment(raw.get("at"), "at", line)

    def moment(self, value: Any, what: str, line: int | None) -> datetime:
        if isinstance(value, date) and not isinstance(value, datetime):
            raise self.wrong(f"{what} is a date with a time, such as 2031-03-01T23:59:00", value, line)
        if not isinstance(value, datetime):
            raise self.wrong(f"{what} is a time without quotes, such as 2031-03-01T23:59:00", repr(value), line)
        return (value if value.tzinfo else value.replace(tzinfo=self.zone)).astimezone(UTC)

    def number(
        self, table: Mapping[str, Any], key: str, least: float, most: float, default: float, line: int | None = None
    ) -> float:
        value = table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
            raise self.wrong(f"{key} is a number from {least:g} to {most:g}", repr(value), line, key)
        return float(value)

    def only(self, table: Mapping[str, Any], known: set[str], what: str, line: int | None) -> None:
        for key in table:
            if key not in known:
                raise self.wrong(f"{what} takes {', '.join(sorted(known))}", f"`{key}`", line, key)


def read(path: Path) -> Policy:
    """Read a policy.

    Raises:
        FileMistake: with the line where one can be told.
    """
    return Reader(path).policy()
