"""From whatever a school's system gives to a list of hand-ins, each unpacked into a folder of its own.

::

    read(source)      trees.py     a folder, zip or tar as members; nothing is believed, nothing extracted
                      layouts.py   which export it is, and what belongs to whom
                      unpack.py    write one hand-in, counting
                      systems.py   what Gradescope, Canvas and Moodle write
    roster.py         who stands behind a hand-in

A hand-in that breaks a rule (``rules.py``) is refused with the reason and listed; the others go on.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.classroom.gradebook import Handin, Person
from grader.classroom.intake import trees
from grader.classroom.intake.rules import Limits, Refused, id_of, printable
from grader.errors import UsageError

__all__ = ["Intake", "Limits", "load", "read", "save", "told"]

FORMAT = 1


@dataclass(frozen=True)
class Intake:
    """What came in.

    Attributes:
        handins: in the export's order by id; refused ones too, with a folder that does not exist.
        notes: what was passed over or could not be told, one line each.
        layout: what the export was taken for.
        says: what it tells of a hand-in beside its files, in words.
    """

    handins: tuple[Handin, ...]
    notes: tuple[str, ...] = ()
    layout: str = ""
    says: str = ""


def read(source: Path, into: Path, *, limits: Limits | None = None, root: str | None = None) -> Intake:
    """Unpack every hand-in of `source` into a folder below `into`, named by its id.

    Reading the same export again gives the same ids, and leaves folders that have not changed untouched.

    Args:
        source: a folder of folders, archives or clones; one archive of such; an export of Gradescope, Canvas or GitHub
            Classroom or Moodle; a CSV of clones with the columns ``path``, ``id`` or ``login``, and perhaps ``submitted``.

        root: the folder in the source whose folders are the hand-ins; ``.`` is the source itself. Default: as it looks.

    Raises:
        UsageError: there is nothing to read, the whole cannot be read, or it may be a class or one hand-in.
    """
    from grader.classroom.intake.unpack import Budget

    limits = limits or Limits()
    if not source.exists():
        raise UsageError(
            "The submissions are a folder, an archive or a CSV of clones",
            f"no {source}",
            "give the export as your school's system wrote it",
        )
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".unpacking-") as scratch_name:
        scratch = Path(scratch_name)
        try:
            with _export(source, limits, scratch, root) as export:
                _not_too_many(export.parcels, limits)
                level = 0 if source.is_dir() or source.suffix.lower() == ".csv" else 1
                taken: set[str] = set()
                budget = Budget(limits.total)
                ordered = sorted(export.parcels, key=lambda p: p.name)
                shared = Counter(trees.stem(p.name).lower() for p in ordered)
                handins = [
                    _one(p, id_of(_label(p.name, shared), taken), into, scratch, limits, budget, level) for p in ordered
                ]
        except Refused as error:
            raise UsageError(
                f"{source} can be read as submissions", error.reason, "unpack it by hand and give its folder"
            ) from None
    notes = [*export.notes, *(f"{h.id}: refused, {h.refused}" for h in handins if h.refused)]
    if not handins:
        notes.append(f"Nothing to grade in {source.name}")
    return Intake(tuple(handins), tuple(notes), export.layout if handins else "", export.says)


def _not_too_many(parcels: list[Any], limits: Limits) -> None:
    if len(parcels) > limits.handins:
        raise Refused(f"it has {len(parcels)} hand-ins, over {limits.handins}")


def _label(name: str, shared: Mapping[str, int]) -> str:
    """A name without the archive's ending, unless another one has that name."""
    short = trees.stem(name)
    return short if shared[short.lower()] == 1 else name


@contextlib.contextmanager
def _export(source: Path, limits: Limits, scratch: Path, root: str | None) -> Iterator[Any]:
    from grader.classroom.intake import layouts

    if source.is_file() and source.suffix.lower() == ".csv":
        from grader.classroom.intake.clones import listed

        yield listed(source, limits)
        return
    with trees.opened(source, limits, whole_class=True, scratch=scratch) as members:
        yield layouts.recognise(members, trees.stem(source.name), limits, source if source.is_dir() else None, root)


def _one(parcel: Any, id: str, into: Path, scratch: Path, limits: Limits, budget: Any, level: int) -> Handin:
    from grader.classroom.intake import unpack
    from grader.classroom.intake.history import last_commit

    target = into / id
    handin = Handin(id, target, submitted=parcel.submitted, attempt=parcel.attempt, claims=parcel.claims, late=parcel.late)
    if handin.submitted is None and parcel.repository is not None:
        handin = replace(handin, submitted=last_commit(parcel.repository), own_word=True)
    if target.is_symlink():
        target.unlink()
    partial = Path(tempfile.mkdtemp(dir=scratch))
    writer = unpack.Writer(partial, limits, budget)
    before = budget.left
    try:
        _fill(parcel, writer, scratch, level)
    except Refused as error:
        budget.left = before
        shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(target, ignore_errors=True)
        return replace(handin, refused=error.reason)
    except OSError as error:
        if error.errno in (28, 122, 30):  # no space, over quota, read-only: the instructor's disk, nobody's hand-in
            raise UsageError(
                f"Room for the hand-ins in {into}",
                error.strerror or str(error),
                "free some space, or give another --out",
            ) from None
        shutil.rmtree(partial, ignore_errors=True)
        return replace(handin, refused=f"it cannot be read: {error.strerror or error}")
    except Exception as error:  # whatever is raised while one is read is that one's, and ends nobody else's grading
        budget.left = before
        shutil.rmtree(partial, ignore_errors=True)
        return replace(handin, refused=f"it cannot be read: {type(error).__name__}: {printable(str(error), 120)}")
    unpack.settle(partial, target)
    desk = unpack.desk_in(target)
    return replace(handin, folder=desk, course=unpack.course_of(desk))


def _fill(parcel: Any, writer: Any, scratch: Path, level: int) -> None:
    from grader.classroom.intake import unpack

    if parcel.refused:
        raise Refused(parcel.refused)
    members = _only_the_desk(parcel.members)
    # One archive alone is the hand-in itself, not something inside it.
    if (
        len(members) == 1
        and len(members[0][0]) == 1
        and trees.ending(members[0][0][0])
        and members[0][1].kind == "file"
    ):
        unpack.nested(writer, (), members[0][0], members[0][1], scratch, level)
    else:
        unpack.write(writer, members, scratch, level=level)


def _only_the_desk(members: list[Any]) -> list[Any]:
    """Of a whole copy of the class's course, only its desk."""
    tops = {parts[0] for parts, _ in members}
    return [m for m in members if m[0][0] == "my"] if {"book.toml", "my"} <= tops else members


def told(taken: Intake, people: Sequence[Person] | None, *, dated: bool = False, stated: Collection[str] = ()) -> list[str]:
    """What the export says of its hand-ins and what it does not, and what follows from it for lateness.

    Args:
        taken: after the roster has placed it.
        people: of the roster, or None where there is none.
        dated: whether the policy has a due date.
        stated: for whom the policy states a time.
    """
    if not taken.handins:
        return []
    lines = [f"Read as {taken.layout}: it says {taken.says}"] if taken.says else []
    if people is not None:
        matched = {id for h in taken.handins for id in h.people}
        lines.append(
            f"The roster has {len(people)} people: {len(matched)} handed in, and "
            f"{sum(1 for h in taken.handins if not h.people)} of {len(taken.handins)} hand-ins are nobody's"
        )
    if dated:
        without = [h for h in taken.handins if h.submitted is None and not h.late and not set(stated).intersection(h.people)]
        if without:
            lines.append(
                f"{len(without)} of {len(taken.handins)} hand-ins carry no time, so none of them is late: "
                "give the time in the policy under [[submitted]] where it matters"
            )
    return lines


# -- kept in the run folder --------------------------------------------------------------------------------


def save(intake: Intake, path: Path) -> None:
    """Write ``intake.json``; folders are kept relative to it, so that a run folder can be moved."""
    from grader.results import dumps, write_atomically

    base = path.parent.resolve()

    def one(handin: Handin) -> dict[str, Any]:
        folder = handin.folder.resolve()
        return {
            "id": handin.id, "folder": folder.relative_to(base).as_posix() if folder.is_relative_to(base) else str(folder),
            "people": list(handin.people), "submitted": handin.submitted.isoformat() if handin.submitted else None,
            "attempt": handin.attempt, "refused": handin.refused, "course": handin.course, "claims": [list(c) for c in handin.claims],
            "late": handin.late, "own_word": handin.own_word,
        }  # fmt: skip

    document = {
        "format": FORMAT,
        "layout": intake.layout,
        "says": intake.says,
        "notes": list(intake.notes),
        "handins": [one(h) for h in intake.handins],
    }
    write_atomically(path, dumps(document) + "\n")


def load(path: Path) -> Intake:
    """Read ``intake.json``.

    Raises:
        UsageError: there is none, or it is of another kind.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise UsageError(
                f"{path} has format {FORMAT}", str(document["format"]), "read it with the grader that wrote it"
            )
        handins = tuple(
            Handin(
                str(h["id"]), path.parent / h["folder"], tuple(h["people"]),
                datetime.fromisoformat(h["submitted"]) if h["submitted"] else None,
                int(h["attempt"]), str(h["refused"]), str(h["course"]), tuple(tuple(c) for c in h["claims"]),
                bool(h.get("late", False)), bool(h.get("own_word", False)),
            )
            for h in document["handins"]
        )  # fmt: skip
        return Intake(handins, tuple(document["notes"]), str(document["layout"]), str(document.get("says", "")))
    except FileNotFoundError:
        raise UsageError(
            "A run folder holds intake.json", f"none in {path.parent}", "grader bulk SUBMISSIONS --out FOLDER"
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(
            f"{path} is what `grader bulk` wrote", f"{type(error).__name__}: {error}", "run grader bulk again"
        ) from None
