"""A class of two hundred with a course of its own, and the points that each of them must get.

The course is the miniature course with the exercises of `tests/hostile` as its second chapter. The class: right in every
style that there is, each catalogued misconception, half-done, broken, late, and every attack. Each file is unlike every
other, so nothing is graded once for two.
"""

import json
import random
import re
import shutil
import tomllib
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader import course as courses
from grader.course import starter

HERE = Path(__file__).resolve().parents[1]
HOSTILE = HERE / "hostile"
SIZE = 200
DUE = datetime(2031, 3, 1, 12, tzinfo=UTC)
PER_DAY = 0.1
MISTAKES = {  # points that the grader's own proof of the mini course gives them
    "farthest_first": 4, "first_rows_only": 3, "grows_a_copy": 5, "returns_a_list": 5, "inserts_blindly": 4, "no_nprobe": 4,
    "one_way": 1, "quoted_true": 1, "any_case": 0, "counts_words": 0, "every_row_twice": 1, "nothing_inserted": 1,
}  # fmt: skip
UNSUITED = {"milvus_killed_by_somebody_else"}  # it needs somebody


@dataclass(frozen=True)
class Member:
    """One person's hand-in: what it is, the exercise, and the points that it must get."""

    id: str
    what: str
    exercise: str
    text: str
    points: float
    late_days: int = 0

    def adjusted(self):
        return round(self.points * (1 - PER_DAY * self.late_days), 6)


def make_course(folder):
    """The course's root."""
    shutil.copytree(HERE / "minicourse", folder)
    for kind in ("exercises", "solutions"):
        shutil.copytree(HOSTILE / "course" / kind / "ch01_hostile", folder / kind / "ch02_hostile")
    with (folder / "book.toml").open("a") as book:
        book.write('\n[[part.chapter]]\nid = "ch02"\nslug = "hostile"\ntitle = "Hostile"\nsections = ["One"]\n')
    return folder


def members(root, aims):
    """The whole class, shuffled by a fixed seed.

    Args:
        aims: what an attack is aimed at, by the names that the corpus uses.
    """
    courses.load.cache_clear()
    course = courses.load(root)
    made = [*attacks(aims), *mistakes(course), *goldens()]
    right = [(e, w) for e in course.exercises for w in (e.solution_path, *e.alternatives())]
    while len(made) < SIZE:
        exercise, work = right[len(made) % len(right)]
        late = 2 if len(made) % 9 == 0 else 0
        made.append((f"right: {work.stem}", exercise.id, work.read_text(), full(exercise), late))
    random.Random(4).shuffle(made)
    found = []
    for number, (what, exercise, text, points, *late) in enumerate(made):
        mark = "" if what == "golden: empty_file" else f"\n# hand-in {number}\n"
        found.append(Member(f"p{number:03d}", what, exercise, text + mark, points, *late))
    return found


def full(exercise):
    from grader.course import declared as points

    return sum(check["points"] for check in points.declared(exercise.test_path))


def attacks(aims):
    for path in sorted(p for p in HOSTILE.iterdir() if p.suffix in (".py", ".yaml")):
        text = path.read_text()
        head = tomllib.loads("\n".join(line.removeprefix("#: ") for line in text.splitlines() if line.startswith("#: ")))
        for aim, value in aims.items():
            text = text.replace(f"@{aim}@", str(value))
        yield f"attack: {path.stem}", head["exercise"].replace("ch01", "ch02"), text, 0


def mistakes(course):
    for exercise in course.exercises:
        for wrong in exercise.misconceptions():
            text = starter.splice(exercise.solution_path.read_text(), wrong.read_text(), wrong)
            yield f"misconception: {wrong.stem}", exercise.id, text, MISTAKES[wrong.stem]


def goldens():
    for folder in sorted((HERE / "submissions").iterdir()):
        expected = tomllib.loads((folder / "expected.toml").read_text())
        if folder.name not in UNSUITED:
            work = next(p for p in folder.iterdir() if p.name.startswith("ex0"))
            yield f"golden: {folder.name}", expected["exercise"], work.read_text(), expected["points"]


def write(folder, root, people):
    """The export, the roster and the policy; the paths of the three."""
    course = courses.load(root)
    export = folder / "export"
    export.mkdir(parents=True)
    for number, person in enumerate(people):
        exercise = course.exercise(person.exercise)
        inner = f"{exercise.chapter}/{exercise.entry}"
        if number % 2:
            with zipfile.ZipFile(export / f"{person.id}.zip", "w") as archive:
                archive.writestr(inner, person.text)
        else:
            target = export / person.id / inner
            target.parent.mkdir(parents=True)
            target.write_text(person.text)
    roster = folder / "roster.csv"
    lines = [f"{p.id},Given{n},Family{n},{p.id}@example.org,{p.id},{50_000 + n},SIS-{n},North" for n, p in enumerate(people)]
    roster.write_text("id,first,last,email,login,canvas_id,sis_id,section\n" + "\n".join(lines) + "\n")
    policy = folder / "class.toml"
    late = [f'[[submitted]]\nperson = "{p.id}"\nat = {(DUE + timedelta(days=p.late_days, hours=-1)).isoformat()}\n' for p in people if p.late_days]
    policy.write_text(f"[due]\nall = {DUE.isoformat()}\n[late]\nper_day = {PER_DAY}\ncap = 0.5\n" + "\n".join(late))
    return export, roster, policy


def expected(people):
    return {p.id: (p.what, p.points) for p in people}


def dumped(people):
    return json.dumps([vars(p) for p in people])


def plain(text):
    return re.sub(r"\s+", " ", text)
