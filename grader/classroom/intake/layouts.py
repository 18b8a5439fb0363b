"""Which export a tree of members is, and which members belong to whom; nothing is written here.

What was relied on, and where it is from:

- **Gradescope**: ``assignment_<n>_export/submission_<id>/…`` and ``submission_metadata.yml`` beside them, as public
  programs read it; ``metadata.csv`` in its place is taken too.
- **Canvas** (``lib/content_zipper.rb`` of canvas-lms): one flat zip of ``<sortable name>[_LATE]_<user id>_<file id>_<name>``,
  the name in lower case without spaces; ``anon_<id>`` instead of name and id where grading is anonymous;
  ``…_<user id>_text.html`` and ``…_link.html`` for what is no file. It states no time of submission.
- **GitHub Classroom** (``gh classroom clone student-repos``): ``<assignment>-submissions/<assignment>-<login>/``, each a
  repository.
- Anything else: a folder or an archive for each hand-in, or one desk alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.classroom.intake import metadata, trees
from grader.classroom.intake.metadata import claim
from grader.classroom.intake.rules import Limits, Refused, is_noise, parts_of, printable
from grader.classroom.intake.trees import Member

Parts = tuple[str, ...]

CANVAS = re.compile(
    r"^(?:(?P<who>[^_].*?)_)?(?P<late>LATE_)?(?:(?P<user>\d+)|anon_(?P<anon>[A-Za-z0-9]+))"
    r"_(?:(?P<file>\d+)_(?P<name>.+)|(?P<kind>text|link)\.html)$"
)
_AGAIN = re.compile(r"^(?P<stem>ex\d\d_\w+|[\w-]*?)-(?P<number>\d{1,3})(?P<end>\.[\w.]+)$")
_DESK = re.compile(r"^(ch\d\d|app[A-D]|ex\d\d_.*|submission\.json|my|book\.toml)$")


@dataclass
class Parcel:
    """One hand-in before it is unpacked.

    Attributes:
        name: what the export calls it; the id comes from here.
        members: its members, by their path inside the hand-in; one archive at the top is the hand-in itself.
        refused: the first rule that a name of its broke.
        repository: a clone whose last commit tells the time.
    """

    name: str
    members: list[tuple[Parts, Member]] = field(default_factory=list)
    claims: tuple[tuple[str, ...], ...] = ()
    submitted: datetime | None = None
    attempt: int = 1
    refused: str = ""
    repository: Path | None = None


@dataclass
class Export:
    """A recognised export."""

    layout: str
    parcels: list[Parcel]
    notes: list[str] = field(default_factory=list)


def recognise(members: Sequence[Member], name: str, limits: Limits, folder: Path | None = None) -> Export:
    """Sort members into hand-ins.

    Args:
        name: of the source, without an archive ending: the hand-in's, where it is only one.
        folder: the source, where it is a folder; a clone in it has a history to ask.
    """
    good, bad = _named(members, limits)
    with_metadata = _metadata_root(good)
    root = _around(good) if with_metadata is None else with_metadata
    inside = [(parts[len(root) :], m) for parts, m in good if parts[: len(root)] == root and len(parts) > len(root)]
    tops = {parts[0] for parts, _ in inside}
    here = folder.joinpath(*root) if folder is not None else None
    if any(_DESK.match(t) for t in tops) or not tops:
        export = Export("one hand-in", [Parcel(name, inside, ((f"folder:{name}",),))])
        if here is not None and _clone(here):
            export.parcels[0].repository = here
    elif with_metadata is not None and (about := _metadata(inside)) is not None:
        export = _gradescope(inside, about)
    elif _is_canvas(inside):
        export = _canvas(inside)
    else:
        export = _by_folder(inside, root[-1] if root else name, here)
        if len(export.parcels) == 1:  # one archive may be somebody's, with a folder around the work
            export.parcels[0].claims = tuple((*c, *claim(folder=name)) for c in export.parcels[0].claims)
    _blame(export, bad, root)
    return export


def _named(members: Sequence[Member], limits: Limits) -> tuple[list[tuple[Parts, Member]], list[tuple[str, str]]]:
    good, bad = [], []
    for member in members:
        try:
            parts = parts_of(member.name, limits)
        except Refused as error:
            bad.append((member.name, error.reason))
            continue
        if parts and not is_noise(parts):
            good.append((parts, member))
    return good, bad


def _metadata_root(members: Sequence[tuple[Parts, Member]]) -> Parts | None:
    """Where the export's own metadata lies: at the top, or in the one folder around everything.

    A file of that name inside somebody's folder beside others is theirs, and says nothing about the class.
    """
    tops = {p[0] for p, _ in members}
    names = ("submission_metadata.yml", "metadata.csv")
    found = [
        p[:-1]
        for p, m in members
        if p[-1] in names and m.kind == "file" and (len(p) == 1 or (len(p) == 2 and len(tops) == 1))
    ]
    return min(found, key=len) if found else None


def _around(members: Sequence[tuple[Parts, Member]]) -> Parts:
    """The one folder around everything, unless it is somebody's."""
    root: Parts = ()
    while len(root) < 4:
        tops = {p[len(root)] for p, _ in members if p[: len(root)] == root and len(p) > len(root)}
        if len(tops) != 1 or any(_DESK.match(t) for t in tops):
            return root
        below = (*root, *tops)
        deeper = {p[len(below)] for p, _ in members if p[: len(below)] == below and len(p) > len(below)}
        if not deeper or any(_DESK.match(d) for d in deeper):
            return root
        root = below
    return root


# -- Gradescope -------------------------------------------------------------------------------------------


def _metadata(inside: Sequence[tuple[Parts, Member]]) -> dict[str, metadata.About] | None:
    for name, read in (("submission_metadata.yml", metadata.gradescope), ("metadata.csv", metadata.table)):
        for parts, member in inside:
            if parts == (name,) and member.kind == "file" and not member.trouble:
                with member.open() as file:
                    data = file.read(metadata.MAX_METADATA + 1)
                if len(data) > metadata.MAX_METADATA:
                    raise Refused(f"{name} has over {metadata.MAX_METADATA} bytes")
                return read(data)
    return None


def _gradescope(inside: Sequence[tuple[Parts, Member]], about: dict[str, metadata.About]) -> Export:
    export = Export("Gradescope", [])
    parcels = _grouped(p for p in inside if p[0][0] not in ("submission_metadata.yml", "metadata.csv"))
    for name, parcel in parcels.items():
        said = about.get(name) or about.get(trees.stem(name)) or about.get(name.removeprefix("submission_"))
        if said is None:
            export.notes.append(f"{printable(name)}: the metadata does not mention it")
            said = metadata.About()
        parcel.claims, parcel.submitted, parcel.attempt = said.claims, said.submitted, said.attempt
        if said.attempt > 1:
            export.notes.append(f"{printable(name)}: attempt {said.attempt}; earlier ones are not in the export")
        export.parcels.append(parcel)
    there = set(parcels) | {trees.stem(n) for n in parcels} | {n.removeprefix("submission_") for n in parcels}
    export.notes += [f"{printable(name)}: in the metadata, but without files" for name in about if name not in there]
    return export


# -- Canvas -----------------------------------------------------------------------------------------------


def _is_canvas(inside: Sequence[tuple[Parts, Member]]) -> bool:
    flat = [parts[0] for parts, m in inside if m.kind == "file"]
    return bool(flat) and all(len(p) == 1 for p, _ in inside) and all(CANVAS.match(n) for n in flat)


def _canvas(inside: Sequence[tuple[Parts, Member]]) -> Export:
    export = Export(
        "Canvas",
        [],
        ["Canvas' download states no time of submission: give it in the policy under [[submitted]] where it matters"],
    )
    by_user: dict[str, list[tuple[re.Match[str], Member]]] = {}
    for parts, member in inside:
        match = CANVAS.match(parts[0])
        if match is not None:
            anonymous = match["user"] is None or match["who"] == "anon"
            by_user.setdefault(f"anon_{match['anon'] or match['user']}" if anonymous else match["user"], []).append(
                (match, member)
            )
    for user, found in by_user.items():
        who = next((m["who"] for m, _ in found if m["who"]), "")
        claims = claim(canvas=user, name=who) if user.isdigit() else ()
        parcel = Parcel(f"canvas_{user}", claims=(claims,) if claims else ())
        kept: dict[str, tuple[int, int, Member]] = {}
        for match, member in found:
            if match["name"] is None:
                export.notes.append(f"{parcel.name}: a {match['kind']} entry, not a file")
                continue
            name, number = _first_name(match["name"])
            rank = (number, int(match["file"]))
            if name in kept:
                export.notes.append(
                    f"{parcel.name}: {printable(name)} was handed in more than once; the highest number counts"
                )
            if name not in kept or rank > kept[name][:2]:
                kept[name] = (*rank, member)
        parcel.members = [((name,), member) for name, (_, _, member) in kept.items()]
        if any(m["late"] or m["who"] == "LATE" for m, _ in found):
            export.notes.append(f"{parcel.name}: Canvas marks it LATE")
        export.parcels.append(parcel)
    return export


def _first_name(name: str) -> tuple[str, int]:
    """Canvas numbers a file that is handed in again: ``ex01_nearest-1.py`` is ``ex01_nearest.py``."""
    match = _AGAIN.match(name)
    return (match["stem"] + match["end"], int(match["number"])) if match and match["stem"] else (name, 0)


# -- folders, archives, clones ------------------------------------------------------------------------------


def _grouped(inside: Iterator[tuple[Parts, Member]] | Sequence[tuple[Parts, Member]]) -> dict[str, Parcel]:
    parcels: dict[str, Parcel] = {}
    for parts, member in inside:
        parcel = parcels.setdefault(parts[0], Parcel(parts[0]))
        if len(parts) > 1:
            parcel.members.append((parts[1:], member))
        elif member.kind != "dir":
            parcel.members.append((parts, member))
    return parcels


def _by_folder(inside: Sequence[tuple[Parts, Member]], around: str, here: Path | None) -> Export:
    export = Export("folders", [])
    parcels = _grouped(inside)
    clones = [name for name in parcels if here is not None and _clone(here / name)]
    assignment = _assignment(clones, around)
    for name, parcel in parcels.items():
        loose = len(parcel.members) == 1 and parcel.members[0][0] == (name,)
        if loose and parcel.members[0][1].kind == "file" and not trees.ending(name):
            if name.lower().endswith(trees.FOREIGN_ENDS):
                parcel.refused = f"{printable(name)} is no .zip or .tar"
            else:
                export.notes.append(f"{printable(name)}: a file beside the hand-ins, passed over")
                continue
        elif loose and parcel.members[0][1].kind != "file":
            parcel.refused = f"{printable(name)} is {parcel.members[0][1].kind}"
        label = trees.stem(name)
        parcel.claims = (claim(folder=label),)
        if here is not None and name in clones:
            login = name.removeprefix(assignment)
            parcel.repository, parcel.claims = here / name, (claim(login=login, folder=label),)
        export.parcels.append(parcel)
    if clones:
        export.layout = "GitHub Classroom" if assignment else "repositories"
        export.notes.append("The time of a clone is that of its last commit, which its author's machine has set")
    return export


def _clone(folder: Path) -> bool:
    return (folder / ".git").is_dir() and not (folder / ".git").is_symlink()


def _assignment(clones: list[str], around: str) -> str:
    """What the names of Classroom's repositories have in front of the login: ``week-3-``."""
    slug = around.removesuffix("-submissions") + "-"
    if clones and all(c.startswith(slug) and c != slug for c in clones):
        return slug
    shared = os.path.commonprefix(clones) if len(clones) > 1 else ""  # noqa: RUF071  letters are meant
    return shared[: shared.rfind("-") + 1]


def _blame(export: Export, bad: list[tuple[str, str]], root: Parts) -> None:
    """Refuse the hand-in that a bad name belongs to, where that can be told."""
    by_name = {p.name: p for p in export.parcels}
    for raw, reason in bad:
        words = [w for w in re.split(r"[/\\]+", raw) if w not in ("", ".", "..")]
        if tuple(words[: len(root)]) == root:
            words = words[len(root) :]
        owner = export.parcels[0] if export.layout == "one hand-in" else by_name.get(words[0]) if words else None
        if owner is not None:
            owner.refused = owner.refused or reason
        elif export.layout == "folders" and len(words) > 1 and not is_noise(tuple(words)):
            parcel = Parcel(words[0], claims=(claim(folder=words[0]),), refused=reason)
            by_name[words[0]] = parcel
            export.parcels.append(parcel)
        else:
            export.notes.append(f"Passed over: {reason}")
