"""A TOML file read into strict types: what is wrong is named with its file, its line and the next step.

A field's type says what is taken, and the ``description`` of its ``Meta`` says it in words, so that a rule and its
message stand in one place::

    timeout: Annotated[float, Meta(gt=0, le=3600, description="a number of seconds, at most 3600")] = 10.0

Nothing is converted on the way: ``"search"`` is no list of six letters, and ``true`` is no number.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args, get_type_hints

from grader.course import texts
from grader.errors import CourseError, UsageError

T = TypeVar("T")
Mistake = Callable[[Path, int | None, str, str, str], UsageError]
"""Makes the error of a file's kind: path, line, expected, found, next."""

_HEADER = re.compile(r"^\s*\[(\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*(?:([A-Za-z0-9_-]+)|"([^"]*)"|'([^']*)')\s*=""")


class Tables:
    """One TOML file: its data, and the line of each part of it."""

    def __init__(self, path: Path, mistake: Mistake = CourseError) -> None:
        """Read a file.

        Raises:
            UsageError: as `mistake` makes it: it cannot be read, or is not TOML.
        """
        self.path, self.mistake = path, mistake
        try:
            self.text = texts.read(path)
            self.raw: dict[str, Any] = tomllib.loads(self.text)
        except texts.Unreadable as error:
            raise mistake(path, error.line, error.expected, error.found, error.next) from None
        except RecursionError:
            raise mistake(path, None, "is TOML", "brackets deeper than any table has them", "correct it") from None
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"at line (\d+)", str(error))
            raise mistake(path, int(at[1]) if at else None, "is TOML", str(error), "correct this line") from None
        self._lines: dict[str, int] | None = None

    def wrong(self, at: str, expected: str, found: str = "", next: str = "") -> UsageError:
        """An error at a part, such as ``$.exercise[2].needs``."""
        return self.mistake(self.path, self.line(at), expected, found, next or f"correct {self.path.name}")

    def line(self, at: str) -> int | None:
        """Where a part stands; for one inside a value, where the value begins."""
        if self._lines is None:
            self._lines = _lines(self.text)
        while at not in self._lines and at != "$":
            at = at[: max(at.rfind("."), at.rfind("["))]
        return self._lines.get(at)

    def read(self, type: type[T], raw: Any = None, at: str = "$", what: str = "") -> T:
        """The data of one table as a type.

        Args:
            raw: the table; the whole file if left out.
            at: where it stands.
            what: its name in messages.
        """
        import msgspec

        data = self.raw if raw is None else raw
        what = what or self.path.name
        try:
            return msgspec.convert(data, type, strict=True)
        except msgspec.ValidationError as error:
            raise self._named(str(error), type, data, at, what) from None

    def _named(self, message: str, type: type, data: Any, at: str, what: str) -> UsageError:
        said, _, inside = message.partition(" - at `$")
        known = ", ".join(sorted(field for field in type.__struct_fields__ if not field.startswith("_")))  # type: ignore[attr-defined]
        if strange := re.match(r"Object contains unknown field `(.*)`", said):
            return self.wrong(f"{at}.{strange[1]}", f"{what} takes {known}", f"`{strange[1]}`")
        if missing := re.match(r"Object missing required field `(.*)`", said):
            return self.wrong(at, f"{what} needs `{missing[1]}`, {_words(type, missing[1])}", "none")
        field = re.split(r"[.\[]", inside.rstrip("`").removeprefix("."))[0]
        if not field:
            return self.wrong(at, f"{what} is a table", _shown(data))
        return self.wrong(
            f"{at}{inside.rstrip('`')}", f"{what}: `{field}` is {_words(type, field)}", _shown(data.get(field))
        )


def _words(type: type, field: str) -> str:
    """A field's own description."""
    hint = get_type_hints(type, include_extras=True)[field]
    return _description(hint) or str(hint)


def _description(hint: Any) -> str:
    from msgspec import Meta

    inner = get_args(hint)
    own = [part.description for part in inner if isinstance(part, Meta) and part.description]
    return own[0] if own else next(filter(None, map(_description, inner)), "")


def _shown(value: Any) -> str:
    """A value as TOML has it, near enough for a message."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:57] + "…"


def _lines(text: str) -> dict[str, int]:
    """Where each table and each key stands, by their paths."""
    found = {"$": 1}
    counts: dict[str, int] = {}
    here = "$"
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            here = "$"
            *outer, last = [part.strip().strip("\"'") for part in header[2].split(".")]
            for part in outer:
                here += f".{part}"
                here += f"[{counts[here]}]" if here in counts else ""
            here += f".{last}"
            if header[1]:
                counts[here] = counts.get(here, -1) + 1
                here += f"[{counts[here]}]"
                for inner in [c for c in counts if c.startswith(here)]:
                    del counts[inner]
            found.setdefault(here, number)
            found.setdefault(here.rpartition("[")[0] or here, number)
        elif key := _KEY.match(line):
            found.setdefault(f"{here}.{next(k for k in key.groups() if k is not None)}", number)
    return found
