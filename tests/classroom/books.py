"""Classes made for the tests of reports: plain data, with text that tries to break out of every format."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader import course as courses
from grader import results
from grader.classroom import gradebook_build
from grader.classroom.gradebook import Adjustment, Entry, Handin, Override, Person
from grader.grading.outcomes import blank
from grader.results import scoring
from tests.conftest import MINICOURSE

WHEN = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
NASTY = {
    "script": "\"'><script>alert('x')</script><img src=x onerror=alert(1)>",
    "command": "::error title=forged::10/10",
    "formula": '=HYPERLINK("http://evil.example","click")',
    "ansi": "\x1b[31mred\x1b[0m \x1b]0;title\x07 and \x9b31m",
    "bidi": "user\u202e }txt.exe\u2066 end\u2069\u200f",
    "xml": "]]> &amp; <!ENTITY x> \x00 \ufffe \ud800",
    "markdown": "| a | ``` **bold** [link](javascript:alert(1)) @everyone",
    "template": "{{ 7*7 }} {% include '/etc/passwd' %}",
    "huge": "x" * 300_000 + "\n" * 5_000,
}
EVERYTHING = "\n".join(text for name, text in NASTY.items() if name != "huge")


def check(name, status, points=2, **more):
    return {**blank(name, f"The line of {name}", points), "status": status, **more}


def result(exercise, outcomes, *, confinement="namespaces", seed=4711, digest="d", note="", status=None):
    course = courses.load(MINICOURSE)
    score = scoring.score([{**o, "status": "error"} for o in outcomes], outcomes)
    if status:
        score = scoring.Score(status, score.points, score.max_points, score.checks)
    milvus = {"backend": "lite", "version": "3.2.2", "profile": "default", "digest": None}
    return results.document(
        course, course.exercise(exercise), score, seed=seed, milvus=milvus, confinement=confinement, launcher="fork",
        digest=digest, seconds=1.5, note=note,
    )  # fmt: skip


def person(n, **more):
    return Person(
        f"s{n:03}", f"First{n}", f"Last{n}", f"s{n}@example.org", str(1000 + n), f"SIS{n}", f"login{n}", "A", **more
    )


def handin(n, people=None, **more):
    return Handin(
        f"handin-{n}",
        Path("handins") / f"handin-{n}",
        people if people is not None else (f"s{n:03}",),
        WHEN + timedelta(minutes=n),
        **more,
    )


class Policy:
    """Late work loses a tenth; an override says what it says."""

    def __init__(self, late=(), overrides=()):
        self.late, self.overrides = late, overrides

    def adjust(self, person, exercise, submitted, result, max_points, *, marked_late=False, own_word=False):
        mine = tuple(o for o in self.overrides if (o.person, o.exercise) == (person, exercise))
        if result is None and not mine:
            return None
        points = float(result["points"]) if result else 0.0
        penalty = points / 10 if person in self.late else 0.0
        points -= penalty
        for o in mine:
            points = o.points if not o.check else points
        note = "1 day late: −10%" if penalty else ""
        return Adjustment(points, 86_400.0 if penalty else 0.0, penalty, mine, note)


def outcomes(first, second="passed", third="passed", **more):
    return [
        check("test_first", first, **(more if first == "failed" else {})),
        check("test_second", second, message="blocked: test_first" if second == "blocked" else ""),
        check("test_third", third, points=3, hidden=True, seconds=0.4321, **({"called": "secret()", "message": "hush", "misconception": "hushed-idea", "evidence": "hush"} if third == "failed" else {})),
    ]  # fmt: skip


def nasty_book(kind, **more):
    """One person whose every word is hostile, and their hand-in."""
    text = NASTY[kind]
    bad = Person("s666", text, text, text, login=text, section=text, canvas_id="1", sis_id=text)
    wrong = check("test_first", "failed", called=text[:4000], returned=text[:4000], expected="1", why="Why?", misconception="off-by-one",
                  evidence=text[:4000], message=text[:4000], traceback=text[:4000], output=text) | {"title": text[:4000]}  # fmt: skip
    work = handin(1, ("s666",))
    entry = Entry(
        work.id,
        "ch01/ex01",
        "k",
        result("ch01/ex01", [wrong, check("test_second", "passed", output=text)]),
        submitted=WHEN,
    )
    lost = Handin("lost-" + text[:40], Path(), (), WHEN, refused=text[:500])
    stuck = Entry(work.id, "ch01/ex03", "k3", None, text[:500], text, 2, WHEN)
    return gradebook_build.build(
        courses.load(MINICOURSE), [work, lost], [entry, stuck], [bad], Policy(), notes=[text[:2000]], made=WHEN, **more
    )


def class_book(*, confinement="namespaces", policy=None):
    """Six people: right, wrong twice by one misconception, partners, a refused one, an ungraded one, one who handed in nothing."""
    wrong = {"called": "nearest(rows, query, 5)", "returned": "[9, 8]", "expected": "[1, 2]", "why": "A smaller distance is nearer.",
             "message": "wrong", "misconception": "farthest-first", "evidence": "[9, 8] are the farthest"}  # fmt: skip
    people = [person(n) for n in range(1, 8)]
    handins = [
        handin(1), handin(2), handin(3, ("s003", "s004")), Handin("handin-5", Path(), ("s005",), WHEN, refused="a link points out of the archive"),
        handin(6),
    ]  # fmt: skip

    def made(*args, **more):
        return result("ch01/ex01", outcomes(*args, **more), confinement=confinement)

    entries = [
        Entry("handin-1", "ch01/ex01", "k1", made("passed"), submitted=WHEN),
        Entry("handin-2", "ch01/ex01", "k2", made("failed", "blocked", "failed", **wrong), submitted=WHEN, changed=4.0),
        Entry("handin-3", "ch01/ex01", "k3", made("failed", "passed", **wrong), submitted=WHEN),
        Entry("handin-5", "ch01/ex01", "", None, "a link points out of the archive", submitted=WHEN),
        Entry("handin-6", "ch01/ex01", "k6", None, "Milvus ended three times", "a log line", 3, WHEN),
        Entry("handin-1", "ch01/ex02", "k7", result("ch01/ex02", [check("test_a", "not_started")], confinement=confinement), submitted=WHEN),
        Entry("handin-2", "ch01/ex02", "k8", result("ch01/ex02", [check("test_a", "passed")], confinement=confinement), submitted=WHEN),
        Entry("handin-3", "ch01/ex02", "k9", result("ch01/ex02", [check("test_a", "not_started")], note="Nothing here serves it", status="unavailable", confinement=confinement), submitted=WHEN),
    ]  # fmt: skip
    chosen = policy or Policy(
        late=("s004",), overrides=(Override("s002", "ch01/ex02", 1.5, "agreed in the office hour"),)
    )
    return gradebook_build.build(
        courses.load(MINICOURSE),
        handins,
        entries,
        people,
        chosen,
        notes=["handin-9 matches nobody on the roster"],
        made=WHEN,
    )


def big_book(count=60, *, confinement="namespaces"):
    """A class as large as one likes, with a spread of right and wrong; the same every time."""
    import random

    rng = random.Random(7)
    ideas = ["farthest-first", "first-rows-only", "measured-before-flush"]
    people, handins, entries = [], [], []
    titles = [
        "Neighbours by hand, nearest first",
        "One neighbour",
        "Rows arrive in the collection",
        "A search finds what was inserted",
        "Recall on fresh data",
    ]
    for n in range(1, count + 1):
        strength = rng.random()
        people.append(person(n))
        handins.append(handin(n))
        made = []
        for i, title in enumerate(titles):
            ok = rng.random() < 0.25 + 0.7 * strength - 0.06 * i or (i == 1 and rng.random() < 0.8)
            more = {} if ok else {"called": "nearest(rows, query, 5)", "returned": "[9, 8]", "expected": "[1, 2]", "why": "A smaller distance is nearer.", "message": "wrong",
                                  "misconception": rng.choice([*ideas, ideas[0], None]), "evidence": "seen"}  # fmt: skip
            blocked = i == 3 and made[2]["status"] == "failed"
            status = "blocked" if blocked else "passed" if ok else "failed"
            made.append(
                check(
                    f"test_{i}",
                    status,
                    points=1 + i % 2,
                    seconds=0.05 + i / 9,
                    hidden=i == 4,
                    **({} if blocked or ok else more),
                )
                | {"title": title}
            )
        entries.append(
            Entry(
                f"handin-{n}", "ch01/ex01", f"k{n}", result("ch01/ex01", made, confinement=confinement), submitted=WHEN
            )
        )
    return gradebook_build.build(
        courses.load(MINICOURSE), handins, entries, people, Policy(late=("s004", "s009")), made=WHEN
    )
