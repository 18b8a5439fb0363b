"""A person taken out of a run folder: roster, policy, hand-ins, store and reports; what cannot be taken out is named.

::

    roster.csv, policy.toml   their lines and tables
    intake.json, handins/     hand-ins of theirs alone; of a shared one only their name
    store.sqlite              entries of what was removed; their verdicts stay, which name nobody, unless the text of
                              one holds their name: what a learner's code printed is part of a verdict
    reports/                  every file that names them; `grader report` writes the others again

Doing it twice changes nothing more. Nothing outside the folder is touched.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from grader.classroom import forget_files as files
from grader.classroom.gradebook import Handin, Person

if TYPE_CHECKING:
    from grader.classroom.intake import Intake
    from grader.classroom.intake.roster import Roster
    from grader.classroom.runfolder import RunFolder

SHORTEST = 3
"""A word of fewer letters is not looked for in texts: it would be found everywhere."""


@dataclass(frozen=True)
class Identity:
    """What names a person.

    Attributes:
        id: of the roster, or what was asked for where the roster does not know them.
        words: everything that names them in a text, longest first.
    """

    id: str
    words: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the words as a whole word, in any case."""
        either = "|".join(re.escape(w) for w in self.words)
        return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])", re.IGNORECASE)

    def names(self, text: str) -> bool:
        return bool(self.words) and self.pattern.search(text) is not None


@dataclass
class Forgotten:
    """What was removed, and what stays, in words."""

    removed: list[str] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)


def identify(wanted: str, roster: Roster | None) -> Identity:
    """Everything that names a person: by id, login, address or GitHub login."""
    from grader.classroom.intake.roster import letters

    person = _person(wanted, roster)
    if person is None:
        return Identity(wanted, _words([wanted]))
    github = roster.github.get(person.id, "") if roster else ""
    full = (
        [f"{person.first} {person.last}", f"{person.last}, {person.first}", f"{person.last} {person.first}"]
        if person.first and person.last
        else []
    )
    run_together = [letters(person.first + person.last), letters(person.last + person.first)] if full else []
    ids = [person.id, person.email, person.login, person.sis_id, person.canvas_id, github]
    return Identity(person.id, _words([wanted, *ids, *full, *run_together, person.first, person.last]))


def forget(run: RunFolder, who: Identity) -> Forgotten:
    """Remove a person from a run folder.

    Raises:
        UsageError: a file in it cannot be read.
    """
    done = Forgotten()
    _handins(run, who, done)
    if run.roster.is_file() and files.from_roster(run.roster, who.id):
        done.removed.append("their line in the roster's copy")
    if run.policy.is_file():
        count = files.from_policy(run.policy, who.id, who.names)
        if count:
            done.removed.append(f"{count} of their extensions, overrides and comments in the policy's copy")
    if run.store.is_file():
        count = files.from_store(run.store, who.names)
        if count:
            done.removed.append(f"{count} rows in the store whose text named them")
    _reports(run, who, done)
    _rest(run, who, done)
    return done


def _person(wanted: str, roster: Roster | None) -> Person | None:
    folded = wanted.casefold()
    for p in roster.people if roster else ():
        if wanted == p.id or folded in (
            p.login.casefold(),
            p.email.casefold(),
            roster.github.get(p.id, "").casefold() if roster else "",
        ):
            return p
    return None


def _words(candidates: Sequence[str]) -> tuple[str, ...]:
    found = {c.strip().casefold() for c in candidates if len(c.strip()) >= SHORTEST}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


# -- hand-ins ----------------------------------------------------------------------------------------------


def _handins(run: RunFolder, who: Identity, done: Forgotten) -> None:
    from grader.classroom import intake
    from grader.classroom.store import Store

    if not run.intake.is_file():
        return
    taken = intake.load(run.intake)
    kept: list[Handin] = []
    gone: list[Handin] = []
    renamed: dict[str, Handin] = {}
    for handin in taken.handins:
        if not _theirs(handin, who):
            kept.append(handin)
        elif shared := _others(handin, who):
            kept.append(shared)
            renamed[handin.id] = shared
        else:
            gone.append(handin)
    if not gone and not renamed and not any(who.names(n) for n in taken.notes):
        return
    with Store(run.store) as store:
        entries = store.entries()
        for handin in gone:
            store.forget_handin(handin.id)
        for old, new in renamed.items():
            if old != new.id:
                for e in (e for e in entries if e.handin == old):
                    store.link(new.id, e.exercise, e.key, e.submitted, reason="" if e.key else e.ungraded)
                store.forget_handin(old)
    for handin in gone:
        shutil.rmtree(handin.folder, ignore_errors=True)
    for handin in taken.handins:
        left = renamed.get(handin.id, handin)
        if left.folder != handin.folder and handin.folder.is_dir():
            handin.folder.rename(left.folder)
    intake.save(_without(taken, kept, who), run.intake)
    if gone:
        done.removed.append(
            f"{len(gone)} {'hand-in' if len(gone) == 1 else 'hand-ins'} of theirs alone, with the files"
        )
    if renamed:
        done.removed.append(f"their name on {len(renamed)} shared {'hand-in' if len(renamed) == 1 else 'hand-ins'}")
    for new in renamed.values():
        if files.mentions(new.folder, who.names):
            done.stays.append(f"{new.folder.name}: work that is a partner's too, and whose text names them")


def _theirs(handin: Handin, who: Identity) -> bool:
    return who.id in (*handin.people, handin.id) or any(who.names(_value(c)) for group in handin.claims for c in group)


def _others(handin: Handin, who: Identity) -> Handin | None:
    """The hand-in without this person, or None where nobody else stands behind it."""
    people = tuple(p for p in handin.people if p != who.id)
    groups = tuple(g for g in handin.claims if not any(who.names(_value(c)) for c in g))
    if not people and not groups:
        return None
    # Whoever was placed by their partner's claim is placed by their own from now on.
    claims = (*groups, *((f"sid:{p}",) for p in people if not any(p in map(_value, g) for g in groups)))
    left = replace(handin, people=people, claims=claims)
    if not who.names(handin.id):
        return left
    import hashlib

    name = "shared-" + hashlib.sha256(handin.id.encode()).hexdigest()[:12]
    return replace(left, id=name, folder=handin.folder.with_name(name))


def _value(claim: str) -> str:
    return claim.partition(":")[2]


def _without(taken: Intake, kept: Sequence[Handin], who: Identity) -> Intake:
    return replace(taken, handins=tuple(kept), notes=tuple(n for n in taken.notes if not who.names(n)))


# -- reports and the rest ----------------------------------------------------------------------------------


def _reports(run: RunFolder, who: Identity, done: Forgotten) -> None:
    """Whatever names them, by content or by path; under their pseudonym too."""
    from grader.results.text import slug

    alias = ""
    if (run.path / "pseudonyms.key").is_file():
        from grader.classroom.intake.roster import pseudonym, secret_of

        alias = pseudonym(secret_of(run.path), who.id)
    own = {slug(who.id), slug(alias) if alias else ""} - {""}
    count = 0
    for folder in (run.reports, run.path / "reports-pseudonymous", run.logs):
        for path in files.below(folder):
            inside = path.relative_to(folder)
            mine = bool(own & {*inside.parts, inside.stem})
            text = path.read_text(encoding="utf-8", errors="replace")
            if mine or who.names(str(inside)) or who.names(text) or (alias and alias in text):
                path.unlink()
                count += 1
        files.drop_empty(folder)
    if count:
        done.removed.append(
            f"{count} {'file' if count == 1 else 'files'} of the reports and logs that named them (`grader report` writes the class's again)"
        )


def _rest(run: RunFolder, who: Identity, done: Forgotten) -> None:
    for path in files.below(run.path):
        if path.is_relative_to(run.handins):
            continue
        if path.name.startswith("store.sqlite"):
            if who.names(path.read_bytes().decode("utf-8", errors="ignore")):
                done.stays.append("store.sqlite: a verdict that a shared hand-in still uses names them in its text")
        elif who.names(path.read_text(encoding="utf-8", errors="replace")):
            done.stays.append(f"{path.relative_to(run.path)}: names them")
