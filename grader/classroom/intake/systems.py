"""The exports of Gradescope, Canvas and Moodle: which members belong to whom, and what each says of it.

What was relied on, and where it is from:

- **Gradescope**: ``assignment_<n>_export/submission_<id>/…`` and ``submission_metadata.yml`` beside them, as public
  programs read it; ``metadata.csv`` in its place is taken too.
- **Canvas** (``lib/content_zipper.rb`` of canvas-lms): one flat zip of ``<sortable name>[_LATE]_<user id>_<file id>_<name>``,
  the name in lower case without spaces; ``anon_<id>`` instead of name and id where grading is anonymous;
  ``…_<user id>_text.html`` and ``…_link.html`` for what is no file. It states no time of submission.
- **Moodle** (``mod/assign/locallib.php``, ``download_submissions``): ``[<group>-]<full name>_<id>_assignsubmission_file`` as a
  folder for each person, or the same before the name of each file; ``onlinetext`` for what is no file. No times either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.classroom.intake import metadata, trees
from grader.classroom.intake.metadata import claim
from grader.classroom.intake.parcels import Export, Inside, Parcel, Parts, grouped
from grader.classroom.intake.rules import Refused, printable
from grader.classroom.intake.trees import Member

METADATA = ("submission_metadata.yml", "metadata.csv")
CANVAS = re.compile(
    r"^(?:(?P<who>[^_].*?)_)?(?P<late>LATE_)?(?:(?P<user>\d+)|anon_(?P<anon>[A-Za-z0-9]+))"
    r"_(?:(?P<file>\d+)_(?P<name>.+)|(?P<kind>text|link)\.html)$"
)
MOODLE = re.compile(r"^(?P<who>.+)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_(?P<name>.*))?$")
_AGAIN = re.compile(r"^(?P<stem>ex\d\d_\w+|[\w-]*?)-(?P<number>\d{1,3})(?P<end>\.[\w.]+)$")


def passed_over(name: str) -> str:
    """The note about a file that is nobody's."""
    return f"{printable(name)}: a file beside the hand-ins, passed over"


# -- Gradescope -------------------------------------------------------------------------------------------


def about(inside: Inside) -> dict[str, metadata.About] | None:
    """What the metadata at the top says, or None where there is none."""
    for name, read in zip(METADATA, (metadata.gradescope, metadata.table), strict=True):
        for parts, member in inside:
            if parts == (name,) and member.kind == "file" and not member.trouble:
                with member.open() as file:
                    data = file.read(metadata.MAX_METADATA + 1)
                if len(data) > metadata.MAX_METADATA:
                    raise Refused(f"{name} has over {metadata.MAX_METADATA} bytes")
                return read(data)
    return None


def gradescope(inside: Inside, said_of: dict[str, metadata.About]) -> Export:
    """Each folder a hand-in, and of whom by the metadata."""
    export = Export("Gradescope", [], says="whose each is, when it came and which attempt it is")
    parcels = grouped(p for p in inside if p[0][0] not in METADATA)
    for name, parcel in parcels.items():
        said = said_of.get(name) or said_of.get(trees.stem(name)) or said_of.get(name.removeprefix("submission_"))
        if said is None and stray(parcel):
            export.notes.append(passed_over(name))
            continue
        if said is None:
            export.notes.append(f"{printable(name)}: the metadata does not mention it")
            said = metadata.About()
        parcel.claims, parcel.submitted, parcel.attempt = said.claims, said.submitted, said.attempt
        if said.attempt > 1:
            export.notes.append(f"{printable(name)}: attempt {said.attempt}; earlier ones are not in the export")
        export.parcels.append(parcel)
    there = set(parcels) | {trees.stem(n) for n in parcels} | {n.removeprefix("submission_") for n in parcels}
    export.notes += [f"{printable(name)}: in the metadata, but without files" for name in said_of if name not in there]
    return export


def stray(parcel: Parcel) -> bool:
    """Whether it is one plain file at the top, which no system writes for a hand-in."""
    loose = len(parcel.members) == 1 and parcel.members[0][0] == (parcel.name,)
    return loose and parcel.members[0][1].kind == "file" and not trees.ending(parcel.name) and not parcel.name.lower().endswith(trees.FOREIGN_ENDS)


# -- Canvas -----------------------------------------------------------------------------------------------


def is_canvas(inside: Inside) -> bool:
    """Flat, and most names are Canvas' own; a file that somebody laid beside them changes nothing."""
    flat = [parts[0] for parts, m in inside if m.kind == "file"]
    ours = [n for n in flat if CANVAS.match(n) and not MOODLE.match(n)]
    return all(len(p) == 1 for p, _ in inside) and 2 * len(ours) > len(flat)


def canvas(inside: Inside) -> Export:
    """Each user a hand-in, of the newest of each file."""
    export = Export("Canvas", [], says="whose each is, and whether it was late; not when it came, nor which attempt it is")
    by_user: dict[str, list[tuple[re.Match[str], Member]]] = {}
    for parts, member in inside:
        match = CANVAS.match(parts[0])
        if match is None:
            export.notes.append(passed_over(parts[0]))
            continue
        by_user.setdefault(_user(match), []).append((match, member))
    for user, found in by_user.items():
        export.parcels.append(_of_user(user, found, export.notes))
    return export


def parcel_of(layout: str, name: str) -> Parcel | None:
    """Whose a name at the top of an export is, even where it cannot be unpacked under it; empty but for who it is."""
    name = "".join(c for c in name if c.isprintable())
    if layout == "Canvas" and (match := CANVAS.match(name)):
        user = _user(match)
        return Parcel(f"canvas_{user}", claims=(claim(canvas=user, name=match["who"]),) if user.isdigit() else ())
    if layout == "Moodle" and (match := MOODLE.match(name)):
        return _person(match)
    return None


def _user(match: re.Match[str]) -> str:
    anonymous = match["user"] is None or match["who"] == "anon"
    return f"anon_{match['anon'] or match['user']}" if anonymous else match["user"]


def _of_user(user: str, found: Sequence[tuple[re.Match[str], Member]], notes: list[str]) -> Parcel:
    who = next((m["who"] for m, _ in found if m["who"]), "")
    claims = claim(canvas=user, name=who) if user.isdigit() else ()
    parcel = Parcel(f"canvas_{user}", claims=(claims,) if claims else ())
    kept: dict[str, tuple[int, int, Member]] = {}
    for match, member in found:
        if match["name"] is None:
            notes.append(f"{parcel.name}: a {match['kind']} entry, not a file")
            continue
        name, number = _first_name(match["name"])
        rank = (number, int(match["file"]))
        if name in kept:
            notes.append(f"{parcel.name}: {printable(name)} was handed in more than once; the highest number counts")
        if name not in kept or rank > kept[name][:2]:
            kept[name] = (*rank, member)
    parcel.members = [((name,), member) for name, (_, _, member) in kept.items()]
    if any(m["late"] or m["who"] == "LATE" for m, _ in found):
        parcel.late = True
        notes.append(f"{parcel.name}: Canvas marks it LATE")
    return parcel


def _first_name(name: str) -> tuple[str, int]:
    """Canvas numbers a file that is handed in again: ``ex01_nearest-1.py`` is ``ex01_nearest.py``."""
    match = _AGAIN.match(name)
    return (match["stem"] + match["end"], int(match["number"])) if match and match["stem"] else (name, 0)


# -- Moodle -----------------------------------------------------------------------------------------------


def is_moodle(inside: Inside) -> bool:
    """Every folder at the top has Moodle's form, or most files do."""
    folders = {p[0] for p, m in inside if len(p) > 1 or m.kind == "dir"}
    files = [p[0] for p, m in inside if len(p) == 1 and m.kind == "file"]
    ours = [n for n in files if MOODLE.match(n)]
    return all(MOODLE.match(n) for n in folders) and (bool(folders) or 2 * len(ours) > len(files))


def moodle(inside: Inside) -> Export:
    """Each person a hand-in, from one folder or from the names of loose files."""
    export = Export("Moodle", [], says="whose each is by name; not when it came, nor which attempt it is")
    parcels: dict[str, Parcel] = {}
    for parts, member in inside:
        match = MOODLE.match(parts[0])
        if match is None:
            export.notes.append(passed_over(parts[0]))
            continue
        if match["kind"] != "file":
            export.notes.append(f"{printable(parts[0])}: text written online, not a file")
            continue
        parcel = parcels.setdefault(match["id"], _person(match))
        rest: Parts = parts[1:] or ((match["name"],) if match["name"] else ())
        if rest:
            parcel.members.append((rest, member))
    export.parcels = list(parcels.values())
    return export


def _person(match: re.Match[str]) -> Parcel:
    """A person by name; a team's name may stand before it."""
    who = match["who"].strip()
    named = claim(name=who) + (claim(name=who.partition("-")[2]) if "-" in who else ())
    return Parcel(f"{who}_{match['id']}", claims=(named,))
