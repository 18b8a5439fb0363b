"""What a layout makes of an export: hand-ins before they are unpacked, and what was passed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.classroom.intake.trees import Member

Parts = tuple[str, ...]
Inside = list[tuple[Parts, Member]]


@dataclass
class Parcel:
    """One hand-in before it is unpacked.

    Attributes:
        name: what the export calls it; the id comes from here.
        members: its members, by their path inside the hand-in; one archive at the top is the hand-in itself.
        refused: the first rule that a name of its broke.
        repository: a clone whose last commit tells the time.
        late: the export marks it late.
    """

    name: str
    members: Inside = field(default_factory=list)
    claims: tuple[tuple[str, ...], ...] = ()
    submitted: datetime | None = None
    attempt: int = 1
    refused: str = ""
    repository: Path | None = None
    late: bool = False


@dataclass
class Export:
    """A recognised export.

    Attributes:
        says: what it tells of a hand-in beside the files: whose it is, when it came, which attempt it is.
    """

    layout: str
    parcels: list[Parcel]
    notes: list[str] = field(default_factory=list)
    says: str = ""


def grouped(inside: Iterable[tuple[Parts, Member]]) -> dict[str, Parcel]:
    """One parcel for each name at the top."""
    parcels: dict[str, Parcel] = {}
    for parts, member in inside:
        parcel = parcels.setdefault(parts[0], Parcel(parts[0]))
        if len(parts) > 1:
            parcel.members.append((parts[1:], member))
        elif member.kind != "dir":
            parcel.members.append((parts, member))
    return parcels
