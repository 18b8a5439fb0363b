"""A CSV of repositories that somebody has cloned already: ``path``, ``id`` or ``login``, perhaps ``submitted``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from grader.classroom.intake import trees
from grader.classroom.intake.metadata import claim, moment
from grader.classroom.intake.parcels import Export, Parcel
from grader.classroom.intake.rules import Limits, Refused, is_noise, parts_of
from grader.classroom.intake.tables import FileMistake, rows

_NAMES = {
    "path": ("path", "folder", "repository", "repo", "directory", "clone"),
    "id": ("id", "student_id", "sid", "person"),
    "login": ("login", "github", "github_username", "username"),
    "email": ("email",),
    "submitted": ("submitted", "submitted_at", "time"),
}


def listed(path: Path, limits: Limits) -> Export:
    """Each line a hand-in; paths are relative to the CSV.

    Raises:
        FileMistake: a column is missing, a line names nobody or no time that can be read.
    """
    found, has = rows(path, _NAMES)
    if "path" not in has or not has & {"id", "login", "email"}:
        raise FileMistake(path, 1, "the columns path, and id, login or email", ", ".join(sorted(has)) or "none of them")
    export = Export(
        "clones", [], ["The time of a clone is that of its last commit, which its author's machine has set"],
        "whose each is, and when by your table or its last commit; not which attempt it is",
    )
    for row in found:
        name = row["id"] or row["login"] or row["email"]
        if not name or not row["path"]:
            raise FileMistake(path, row.line, "a path and an id, login or email", "an empty cell")
        submitted = moment(row["submitted"])
        if row["submitted"] and submitted is None:
            raise FileMistake(path, row.line, "a time such as 2031-03-01T23:59:00+01:00", row["submitted"])
        who = claim(sid=row["id"], login=row["login"], email=row["email"])
        export.parcels.append(_parcel(name, path.parent / row["path"], limits, who, submitted))
    return export


def _parcel(name: str, folder: Path, limits: Limits, who: tuple[str, ...], submitted: datetime | None) -> Parcel:
    parcel = Parcel(name, claims=(who,), submitted=submitted, repository=folder)
    try:
        if not folder.is_dir():
            parcel.refused = "there is no such folder"
            return parcel
        with trees.opened(folder, limits) as members:
            named = [(parts_of(m.name, limits), m) for m in members]
    except Refused as error:
        parcel.refused = error.reason
        return parcel
    except OSError as error:  # this one's, and nobody else's
        parcel.refused = f"it cannot be read: {error.strerror or error}"
        return parcel
    parcel.members = [(parts, m) for parts, m in named if parts and not is_noise(parts)]
    return parcel
