"""Which export a tree of members is, and which members belong to whom; nothing is written here.

The exports of schools' systems are in ``systems.py``. Beside them:

- **GitHub Classroom** (``gh classroom clone student-repos``): ``<assignment>-submissions/<assignment>-<login>/``, each a
  repository.
- Anything else: a folder or an archive for each hand-in, or one desk alone.

What an export is, the instructor's own folder decides, never what lies inside a hand-in: one folder alone that holds what looks
like a class is not entered unless its name is one that a system gives, or the instructor says so.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from grader.classroom.intake import systems, trees
from grader.classroom.intake.metadata import claim
from grader.classroom.intake.parcels import Export, Inside, Parcel, Parts, grouped
from grader.classroom.intake.rules import Limits, Refused, is_noise, parts_of, printable
from grader.classroom.intake.trees import Member
from grader.errors import UsageError

_DESK = re.compile(r"^(ch\d\d|app[A-D]|ex\d\d_.*|submission\.json|my|book\.toml)$")
_AROUND = re.compile(r"^assignment_\d+_export$|.+-submissions$")
_MEANT = "give --root with the folder whose folders are the hand-ins, `--root .` where each folder of SOURCE is one"


def recognise(
    members: Sequence[Member], name: str, limits: Limits, folder: Path | None = None, root: str | None = None
) -> Export:
    """Sort members into hand-ins.

    Args:
        name: of the source, without an archive ending: the hand-in's, where it is only one.
        folder: the source, where it is a folder; a clone in it has a history to ask.
        root: the folder inside the source whose folders are the hand-ins, as the instructor gave it; ``.`` the source.

    Raises:
        UsageError: it may be a class or one hand-in, or there is no such root.
    """
    good, bad = _named(members, limits)
    at = _root(good, name) if root is None else _given(good, root)
    inside = _below(good, at)
    tops = {parts[0] for parts, _ in inside}
    here = folder.joinpath(*at) if folder is not None else None
    if root is None and (any(_DESK.match(t) for t in tops) or not tops):
        _not_both(inside)
        export = Export("one hand-in", [Parcel(name, inside, ((f"folder:{name}",),))])
        if here is not None and _clone(here):
            export.parcels[0].repository = here
    elif (said := systems.about(inside)) is not None:
        export = systems.gradescope(inside, said)
    elif systems.is_moodle(inside):
        export = systems.moodle(inside)
    elif systems.is_canvas(inside):
        export = systems.canvas(inside)
    else:
        export = _by_folder(inside, at[-1] if at else name, here)
        if len(export.parcels) == 1:  # one archive may be somebody's, with a folder around the work
            around = [*at, name] if root is None else []
            for outer in around:
                export.parcels[0].claims = tuple((*c, *claim(folder=outer)) for c in export.parcels[0].claims)
    _blame(export, bad, at)
    return export


def _named(members: Sequence[Member], limits: Limits) -> tuple[Inside, list[tuple[str, str]]]:
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


def _below(members: Inside, root: Parts) -> Inside:
    return [(parts[len(root) :], m) for parts, m in members if parts[: len(root)] == root and len(parts) > len(root)]


def _given(members: Inside, root: str) -> Parts:
    at = tuple(p for p in root.replace("\\", "/").split("/") if p not in ("", "."))
    if not _below(members, at):
        raise UsageError(f"--root names a folder in SOURCE, {printable(root)}", "none of that name, or an empty one", _MEANT)
    return at


def _root(members: Inside, name: str) -> Parts:
    """The folder whose entries are the hand-ins: the source, or what a system or an archiver put around them.

    Raises:
        UsageError: one folder of another name holds several hand-ins or an export's metadata: whose it is, nobody can tell.
    """
    root: Parts = ()
    while len(root) < 4:
        inside = _below(members, root)
        top = _only_folder(inside)
        if top is None or _is_export(inside) or any(_DESK.match(p[0]) for p, _ in inside):
            return root
        within = _below(inside, (top,))
        if any(_DESK.match(p[0]) for p, _ in within) or not within:
            return root
        if not (_AROUND.match(top) or top.casefold() == name.casefold()):
            if _is_class(within):
                found = f"one folder, {printable(top)}, that holds what an export or a class holds"
                raise UsageError("SOURCE has a folder or an archive for each hand-in, or is an export", found, _MEANT)
            return root
        root = (*root, top)
    return root


def _only_folder(inside: Inside) -> str | None:
    """The one folder, where files beside it are nobody's."""
    parcels = grouped(inside)
    solid = [n for n, p in parcels.items() if not systems.stray(p)]
    return solid[0] if len(solid) == 1 and any(len(p) > 1 and p[0] == solid[0] for p, _ in inside) else None


def _is_export(inside: Inside) -> bool:
    return any(len(p) == 1 and p[0] in systems.METADATA for p, _ in inside) or systems.is_moodle(inside) or systems.is_canvas(inside)


def _is_class(inside: Inside) -> bool:
    """Whether it is an export, or holds two hand-ins and more, here or in the one folder that it is."""
    if _is_export(inside):
        return True
    top = _only_folder(inside)
    if top is not None and not any(_DESK.match(p[0]) for p, _ in inside):
        return _is_class(_below(inside, (top,)))
    return len(_handins(inside)) > 1


def _handins(inside: Inside) -> list[str]:
    """Entries that look like somebody's whole work: an archive, or a folder with a desk in it."""
    tops = {p[0] for p, m in inside if m.kind == "file" and len(p) == 1 and trees.ending(p[0])}
    tops |= {p[0] for p, _ in inside if not _DESK.match(p[0]) and any(_DESK.match(part) for part in p[1:])}
    return sorted(tops)


def _not_both(inside: Inside) -> None:
    """One stray answer beside a class does not make the class one hand-in."""
    loose = [p[0] for p, m in inside if len(p) == 1 and m.kind == "file" and _DESK.match(p[0])]
    folders = [p for p, _ in inside if len(p) > 1 and _DESK.match(p[0])]
    others = _handins(inside)
    if loose and not folders and len(others) > 1:
        raise UsageError(
            "SOURCE is one hand-in, or has a folder or an archive for each", f"{printable(loose[0])} beside {printable(others[0])} and others",
            "`--root .` where each folder is a hand-in; take the others away where it is one",
        )  # fmt: skip


# -- folders, archives, clones ------------------------------------------------------------------------------


def _by_folder(inside: Inside, around: str, here: Path | None) -> Export:
    export = Export("folders", [], says="whose each is by its name; not when it came, nor which attempt it is")
    parcels = grouped(inside)
    clones = [name for name in parcels if here is not None and _clone(here / name)]
    others = [name for name, parcel in parcels.items() if name not in clones and not systems.stray(parcel)]
    if clones and others:  # one hand-in's `.git` does not decide how a class is read
        export.notes.append(f"{printable(clones[0])} holds a history; its times are not read, since {printable(others[0])} and others have none")
        clones = []
    assignment = _assignment(clones, around)
    for name, parcel in parcels.items():
        loose = len(parcel.members) == 1 and parcel.members[0][0] == (name,)
        if systems.stray(parcel):
            export.notes.append(systems.passed_over(name))
            continue
        if loose and name.lower().endswith(trees.FOREIGN_ENDS) and not trees.ending(name):
            parcel.refused = f"{printable(name)} is no .zip or .tar"
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
        export.says = "whose each is by its name, and when by its last commit; not which attempt it is"
        export.notes.append("The time of a clone is that of its last commit, which its author's machine has set")
    return export


def _clone(folder: Path) -> bool:
    history = folder / ".git"  # os.path: of a folder that may not be entered it says no, where pathlib raises
    return os.path.isdir(history) and not os.path.islink(history)  # noqa: PTH112, PTH114


def _assignment(clones: list[str], around: str) -> str:
    """What the names of Classroom's repositories have in front of the login: ``week-3-``."""
    slug = around.removesuffix("-submissions") + "-"
    if clones and all(c.startswith(slug) and c != slug for c in clones):
        return slug
    shared = os.path.commonprefix(clones) if len(clones) > 1 else ""  # noqa: RUF071  letters are meant
    return shared[: shared.rfind("-") + 1]


def _blame(export: Export, bad: list[tuple[str, str]], root: Parts) -> None:
    """Refuse the hand-in that a bad name belongs to, where that can be told; it is listed, even if nothing else is in it."""
    by_name = {p.name: p for p in export.parcels}
    for raw, reason in bad:
        words = [w for w in re.split(r"[/\\]+", raw) if w not in ("", ".", "..")]
        if tuple(words[: len(root)]) == root:
            words = words[len(root) :]
        if export.layout == "one hand-in":
            export.parcels[0].refused = export.parcels[0].refused or reason
            continue
        whose = systems.parcel_of(export.layout, words[0]) if words else None
        alone = len(words) == 1 and not trees.ending(words[0])
        if whose is None and words and export.layout == "folders" and not alone and not is_noise(tuple(words)):
            whose = Parcel(trees.stem(words[0]), claims=(claim(folder=trees.stem(words[0])),))
        owner = by_name.get(whose.name if whose is not None else words[0] if words else "", whose)
        if owner is not None:
            owner.refused = owner.refused or reason
            if owner.name not in by_name:
                by_name[owner.name] = owner
                export.parcels.append(owner)
        else:
            export.notes.append(f"Passed over: {reason}")
