"""A class run: every hand-in gets what it earned, once; what is nobody's fault is nobody's zero; all goes on where it was."""

import os
import pty
import select
import shutil
import time

import pytest
from rich.console import Console

from grader.classroom import bulk, leftovers, merge, plan
from grader.classroom.gradebook import Handin
from grader.classroom.store import Store
from grader.cli.bulk_display import Display, line, span
from grader.grading import slots as slots_module
from tests.classroom.helpers import SOLUTIONS, Run, a_class, bulk_command, document, golden, handin, lay, scores
from tests.conftest import MINICOURSE

NEAREST = SOLUTIONS / "ex01_nearest.py"
TYPES = SOLUTIONS / "ex02_types.py"
CONFIG = SOLUTIONS / "ex04_config.yaml"
COUNT = SOLUTIONS / "ex05_count.py"

HARD_CODED = """
import ast, pathlib
def nearest(rows, query, k):
    return {answers}[len(rows), k]
def load(client, name, rows): ...
def search(client, name, query, k): ...
"""


@pytest.fixture
def handins(tmp_path):
    """A class in small: right, wrong, the same twice, elsewhere in the folder, missing, refused, of another version."""
    at = tmp_path / "handed in"
    ambiguous = lay(at / "twice", CONFIG, desk=False)
    lay(ambiguous / "old", CONFIG, desk=False)
    lay(ambiguous / "new", CONFIG, desk=False)
    (ambiguous / CONFIG.name).unlink()
    deep = at / "deep"
    lay(deep / "project" / "src", CONFIG, desk=False)
    lay(deep / "__MACOSX", CONFIG, desk=False)
    return [
        handin(at / "right", NEAREST, CONFIG, COUNT),
        handin(at / "flat", golden("one_wrong"), CONFIG, desk=False),
        handin(at / "same", golden("one_wrong")),
        Handin("deep", deep),
        handin(at / "bomb", golden("yaml_bomb")),
        handin(at / "loops", golden("program_loops")),
        Handin("refused", at / "none", refused="a link in the archive"),
        handin(at / "old version", NEAREST, course="0.0.1"),
        Handin("twice", ambiguous),
    ]


EXPECTED = {
    "right": {"ex01": ("passed", 7), "ex04": ("passed", 2), "ex05": ("passed", 2)},
    "flat": {"ex01": ("partial", 5), "ex04": ("passed", 2), "ex05": ("not_started", 0)},
    "same": {"ex01": ("partial", 5), "ex04": ("not_started", 0), "ex05": ("not_started", 0)},
    "deep": {"ex01": ("not_started", 0), "ex04": ("passed", 2), "ex05": ("not_started", 0)},
    "bomb": {"ex01": ("not_started", 0), "ex04": ("failed", 0), "ex05": ("not_started", 0)},
    "loops": {"ex01": ("not_started", 0), "ex04": ("not_started", 0), "ex05": ("failed", 0)},
    "refused": {"ex01": None, "ex04": None, "ex05": None},
    "old version": {"ex01": ("passed", 7), "ex04": ("not_started", 0), "ex05": ("not_started", 0)},
    "twice": {"ex01": ("not_started", 0), "ex04": None, "ex05": ("not_started", 0)},
}


def flat(expected):
    return {(handin, exercise): value for handin, row in expected.items() for exercise, value in row.items()}


def test_a_class(handins, tmp_path):
    """Everybody gets what they earned, each file is graded once, and a second run grades nothing."""
    run = Run(tmp_path / "run")
    planned = run.plan(handins)
    assert len(planned.links) == 27
    assert len(planned.tasks) == 9, "the same file twice is one task, and so is nothing handed in"
    ran = []
    tally = run.grade(planned, lambda t, task, outcome: ran.append(task.key) if task else None)
    assert run.results() == flat(EXPECTED)
    assert sorted(ran) == sorted({t.key for t in planned.tasks})
    assert (tally.passed, tally.short, tally.known, tally.ungraded) == (3, 6, 0, 0)
    reasons = {e.handin: e.ungraded for e in run.store.entries() if e.exercise.endswith("ex04") and e.result is None}
    assert reasons["refused"] == "refused: a link in the archive"
    (told,) = plan.versions(run.course, handins)  # a bundle's own word spares nobody a verdict
    assert told.startswith("old version: says it was made for course version 0.0.1")
    assert "git checkout v0.0.1" in told
    assert "more than once: “new/ex04_config.yaml”, “old/ex04_config.yaml”" in reasons["twice"]
    confined = {e.result["confinement"] for e in run.store.entries() if e.result}
    assert confined == {"trusted"}

    again = run.grade(run.plan(handins))
    assert (again.known, again.passed, again.short) == (9, 0, 0)


def test_same_seed_same_scores(tmp_path):
    """Three runs with one seed, on one slot and on three, agree in every check; another seed draws other data."""
    names = ["all_right", "one_wrong", "blocked_by_one", "partly_started", "callback_raises", "retries_too_often"]
    handins = [handin(tmp_path / "in" / n, golden(n)) for n in names]
    found = []
    for number, slots in enumerate((1, 3, 3)):
        run = Run(tmp_path / str(number), slots=slots, seed=99)
        run.grade(run.plan(handins))
        found.append({(e.handin, e.exercise): merge._graded(e.result) for e in run.store.entries()})
    assert found[0] == found[1] == found[2]
    assert {row[1] for row in found[0].values()} == {"passed", "partial", "not_started"}
    keys = [
        {
            t.key
            for t in plan.plan(run.course, handins, run.course.select(["ch01/ex01"]), plan.Options(s, "trusted")).tasks
        }
        for s in (99, 100)
    ]
    assert not keys[0] & keys[1]


def test_an_answer_for_the_visible_data_fails_on_the_class_seed(tmp_path):
    """What is hard-coded for the public seed gets its points there, and none on a seed that was not seen."""
    from grader.grading.grade import PUBLIC_SEED
    from tests.minicourse.exercises.ch01_mini import test_ex01_nearest as checks

    answers = {}
    for name, k in (("test_by_hand", 5), ("test_k_of_one", 1)):
        rows, query = checks.data(_rng(PUBLIC_SEED, name))
        answers[len(rows), k] = checks.oracle(rows, query, k)
    cheat = tmp_path / "in" / "cheat" / "ch01" / "ex01_nearest.py"
    cheat.parent.mkdir(parents=True)
    cheat.write_text(HARD_CODED.format(answers=answers))
    points = {}
    for seed in (PUBLIC_SEED, 12345):
        run = Run(tmp_path / str(seed), seed=seed)
        run.grade(run.plan([Handin("cheat", tmp_path / "in" / "cheat")], ["ch01/ex01"]))
        points[seed] = run.results()["cheat", "ex01"][1]
    assert points == {PUBLIC_SEED: 2, 12345: 0}


def _rng(seed, check):
    import zlib

    import numpy as np

    return np.random.default_rng([seed, zlib.crc32(check.encode())])


def test_the_seed_is_drawn_once_and_kept(tmp_path):
    """A class has a seed that nobody has seen; the next run on the store has the same, and takes no other."""
    seeds = set()
    for name in ("a", "b"):
        with Store(tmp_path / name) as store:
            first = bulk.a_seed(store, None)
            assert bulk.a_seed(store, None) == bulk.a_seed(store, first) == first
            with pytest.raises(bulk.UsageError, match="leave --seed out"):
                bulk.a_seed(store, first + 1)
            seeds.add(first)
    assert len(seeds) == 2


@pytest.fixture
def course(tmp_path):
    target = tmp_path / "course"
    shutil.copytree(MINICOURSE, target)
    return target


def test_a_corrected_check_grades_anew_what_it_touches(course, tmp_path):
    """A check that was wrong is mended: only its exercise runs again, and the points it replaced are remembered."""
    test = course / "exercises" / "ch01_mini" / "test_ex04_config.py"
    right = test.read_text()
    test.write_text(right.replace('same(value, 2, called="tlsMode")', 'same(value, 3, called="tlsMode")'))
    solution = course / "solutions" / "ch01_mini" / "ex04_config.yaml"
    solution.write_text(solution.read_text().replace("tlsMode: 2", "tlsMode: 3"))  # wrong in the same way
    handins = [handin(tmp_path / "in" / "anna", CONFIG, COUNT)]
    run = Run(tmp_path / "run", course)
    run.grade(run.plan(handins))
    assert run.results() == {("anna", "ex04"): ("partial", 1), ("anna", "ex05"): ("passed", 2)}

    test.write_text(right)
    shutil.copyfile(CONFIG, solution)
    run = Run(tmp_path / "run", course)
    planned = plan.plan(run.course, handins, plan.handed_in(handins, run.course.exercises), run.options)
    assert planned.write(run.store) == {"test": 1}
    tally = run.grade(planned)
    assert (tally.known, tally.passed, tally.short) == (1, 1, 0)
    assert {(e.exercise, e.changed) for e in run.store.entries()} == {("ch01/ex04", 1), ("ch01/ex05", None)}
    assert run.results()["anna", "ex04"] == ("passed", 2)


def test_a_fault_of_the_graders_is_tried_within_a_bound(course, tmp_path):
    """A check that stumbles over the reference too: three tries, ungraded with its log, and no more before --retry."""
    test = course / "exercises" / "ch01_mini" / "test_ex04_config.py"
    right = test.read_text()
    test.write_text(right.replace('value = security(work).get("tlsMode")', 'value = {}["no such key"]'))
    handins = [handin(tmp_path / "in" / "anna", golden("yaml_bomb"), COUNT)]
    run = Run(tmp_path / "run", course)
    planned = run.plan(handins)
    tally = run.grade(planned, deadline=60)  # a run that tries for ever ends here, and fails below
    assert (tally.tried, tally.ungraded, tally.passed) == (3, 1, 1)
    assert run.results()["anna", "ex04"] is None
    (entry,) = [e for e in run.store.entries() if e.result is None]
    assert entry.tries == 3
    assert "the reference solution too" in entry.ungraded
    assert run.grade(planned).tried == 0
    assert run.grade(planned, retry=True).tried == 3
    assert run.store.tries(entry.key) == 6

    test.write_text(right)
    run = Run(tmp_path / "run", course)
    assert run.grade(run.plan(handins)).ungraded == 0
    assert run.results()["anna", "ex04"] == ("failed", 0), "once the check is right, the bomb has its zero"


def test_what_no_milvus_here_serves_is_no_zero(course, tmp_path):
    """An exercise that needs what nothing here has: unserved, with the reason, and asked again by the next run."""
    manifest = course / "exercises" / "ch01_mini" / "chapter.toml"
    served = manifest.read_text()
    manifest.write_text(served.replace('needs = ["search", "fresh_reads"]', 'needs = ["search", "snapshots"]', 1))
    handins = [handin(tmp_path / "in" / "anna", golden("one_wrong"))]
    run = Run(tmp_path / "run", course)
    tally = run.grade(run.plan(handins))
    assert (tally.unserved, tally.ungraded) == (1, 0)
    (entry,) = run.store.entries()
    assert entry.unserved
    assert entry.result is None
    assert run.grade(run.plan(handins)).unserved == 1
    manifest.write_text(served)
    run = Run(tmp_path / "run", course)
    run.grade(run.plan(handins))
    assert run.results() == {("anna", "ex01"): ("partial", 5)}


def test_nothing_starts_after_the_deadline(tmp_path):
    """What was not begun in time is ungraded, and the next run does it."""
    handins = [handin(tmp_path / "in" / "anna", CONFIG, COUNT)]
    run = Run(tmp_path / "run")
    planned = run.plan(handins)
    tally = run.grade(planned, deadline=0)
    assert (tally.ungraded, tally.done) == (2, 2)
    assert {e.ungraded for e in run.store.entries()} == {"not graded yet"}
    assert run.grade(planned, deadline=600).passed == 2


def test_files_that_went_away_are_no_zero(tmp_path):
    """A hand-in whose files change or vanish between plan and grading is a fault, not "not started"."""
    handins = [handin(tmp_path / "in" / "anna", CONFIG), handin(tmp_path / "in" / "bert", golden("yaml_bomb"))]
    run = Run(tmp_path / "run")
    planned = run.plan(handins)
    (tmp_path / "in" / "anna" / "ch01" / CONFIG.name).unlink()
    (tmp_path / "in" / "bert" / "ch01" / CONFIG.name).write_text("a: 1\n")
    tally = run.grade(planned)
    assert (tally.ungraded, tally.passed, tally.short) == (2, 0, 0)
    told = {e.handin: e.ungraded for e in run.store.entries()}
    assert "are not here" in told["anna"]
    assert "have changed" in told["bert"]


def test_links_in_a_hand_in_are_not_followed(tmp_path):
    """A link to the solution, or to a folder with it, hands nothing in."""
    at = tmp_path / "in" / "linker"
    (at / "ch01").mkdir(parents=True)
    (at / "ch01" / CONFIG.name).symlink_to(CONFIG)
    (at / "more").symlink_to(SOLUTIONS)
    run = Run(tmp_path / "run")
    run.grade(run.plan([Handin("linker", at)], ["ch01/ex04"]))
    assert run.results() == {("linker", "ex04"): ("not_started", 0)}


def test_shards_merge_to_the_whole(tmp_path):
    """Three shards take every hand-in once, and their merged stores say what one run says; merging again adds nothing."""
    names, chosen = ["yaml_bomb", "program_loops"], ["ch01/ex04", "ch01/ex05"]
    handins = [handin(tmp_path / "in" / f"{n}-{i}", golden(n)) for n in names for i in range(3)]
    whole = Run(tmp_path / "whole")
    whole.grade(whole.plan(handins, chosen))
    parts = [plan.shard(handins, n, 3) for n in (1, 2, 3)]
    assert sorted(h.id for p in parts for h in p) == sorted(h.id for h in handins)
    for number, part in enumerate(parts):
        run = Run(tmp_path / f"part{number}")
        run.store.setting("seed", "7")
        run.grade(run.plan(part, chosen))
        run.store.close()
    for _ in range(2):
        said = _grader("merge", tmp_path / "merged", *(tmp_path / f"part{n}" for n in range(3)))
        assert said.returncode == 0, said.stdout + said.stderr
    assert said.stdout.startswith("0 verdicts, 0 results of hand-ins and 0 faults are new"), said.stdout
    assert scores(tmp_path / "merged") == whole.results()
    assert len(whole.results()) == 12


def _grader(*arguments):
    import subprocess

    from tests.classroom.helpers import COMMAND, environment

    return subprocess.run(
        [*COMMAND, *map(str, arguments)], env=environment(), capture_output=True, text=True, timeout=60, check=False
    )


def test_a_merge_reports_what_does_not_agree(tmp_path):
    """Two verdicts on one key: the first stays and the other is named; two seeds do not mix."""

    def verdict(points):
        check = {**dict.fromkeys(("called", "returned", "expected", "why", "message", "output", "traceback"), ""), "name": "t", "title": "t"}
        check |= {"status": "failed", "points": points, "max_points": 9, "hidden": False, "misconception": None, "evidence": None, "output_cut": 0, "seconds": 0.1}
        return {
            "course": "1", "exercise": "ch01/ex01", "title": "t", "digest": "d", "status": "partial", "points": points, "max_points": 9, "seed": 7,
            "milvus": None, "confinement": "trusted", "seconds": 0.1, "checks": [check], "note": "", "log": "",
        }  # fmt: skip

    for name, points, seed in (("one", 3, 7), ("two", 4, 7), ("three", 3, 8)):
        with Store(tmp_path / name / "store.sqlite") as store:
            store.put("k", verdict(points))
            store.link("h", "ch01/ex01", "k")
            store.setting("seed", str(seed))
    said = _grader("merge", tmp_path / "out", tmp_path / "one", tmp_path / "two")
    assert said.returncode == 3
    assert "partial with 3 points stays" in said.stdout
    with Store(tmp_path / "out" / "store.sqlite", readonly=True) as store:
        assert store.verdict("k")["points"] == 3
    said = _grader("merge", tmp_path / "out", tmp_path / "three")
    assert said.returncode == 2
    assert "7 in" in said.stderr
    assert "Next: grade the shard again with --seed" in said.stderr


class TestTheCommand:
    def test_a_run_and_its_summary(self, course, tmp_path):
        """Plain lines, then the summary: what was refused, and last what is ungraded, with a log that says why."""
        test = course / "exercises" / "ch01_mini" / "test_ex05_count.py"
        test.write_text(test.read_text().replace("lines = [", 'lines = {}["no such key"] + ['))
        a_class(tmp_path / "in", ["yaml_bomb", "solution:ex04_config.yaml", "solution:ex05_count.py"])
        (tmp_path / "in" / "09-links").mkdir()
        (tmp_path / "in" / "09-links" / "ex04_config.yaml").symlink_to(CONFIG)
        out = tmp_path / "run"
        said = bulk_command(tmp_path / "in", "--out", out, "--course", course, "--seed", 5, "--format", "csv")
        assert said.returncode == 3, said.stdout + said.stderr
        lines = said.stdout.splitlines()
        assert lines[0].startswith("done 0 of 5")
        assert "Seed 5, trusted" in said.stdout
        assert any(t.strip().startswith("09-links: refused: ") for t in lines), said.stdout
        last = next(t for t in lines if "Ungraded, and nobody's zero" in t)
        ungraded = lines[lines.index(last) + 1]
        assert "ch01/ex05 02-solution-ex05_count.py" in ungraded
        log = next((out / "logs").iterdir())
        assert str(log) in ungraded
        assert "no such key" in log.read_text()
        assert (out / "reports" / "grades.csv").exists()
        assert scores(out)["02-solution-ex05_count.py", "ex05"] is None

        quiet = bulk_command(tmp_path / "in", "--out", out, "--course", course, "--quiet")
        assert "done" not in quiet.stdout
        assert quiet.returncode == 3

    def test_it_goes_on_without_its_source(self, tmp_path):
        """The hand-ins are in the run folder: the same command without SOURCE grades what another exercise asks."""
        a_class(tmp_path / "in", ["yaml_bomb", "program_loops"])
        out = tmp_path / "run"
        assert bulk_command(tmp_path / "in", "--out", out, "--exercise", "ch01/ex04").returncode == 0
        shutil.rmtree(tmp_path / "in")
        assert bulk_command("--out", out, "--chapter", "ch01").returncode == 0
        assert len(scores(out)) == 12
        assert scores(out)["01-program_loops", "ex05"] == ("failed", 0)

    def test_roster_and_policy(self, tmp_path):
        """They are read before anything is graded, kept in the run folder, and a mistake in them is not kept."""
        a_class(tmp_path / "in", ["yaml_bomb"])
        roster, policy, out = tmp_path / "r.csv", tmp_path / "p.toml", tmp_path / "run"
        roster.write_text("id,first,last\n00-yaml_bomb,Anna,Left\nbert,Bert,Right\n")
        policy.write_text('[[extension]]\nperson = "nobody"\ndays = 3\nreason = "ill"\n')
        said = bulk_command(tmp_path / "in", "--out", out, "--roster", roster, "--policy", policy)
        assert said.returncode == 2, said.stdout
        assert "p.toml:" in said.stderr
        assert not (out / "policy.toml").exists()
        assert scores(out) == {}
        policy.write_text(policy.read_text().replace("nobody", "bert"))
        assert bulk_command(tmp_path / "in", "--out", out, "--roster", roster, "--policy", policy).returncode == 0
        (taken,) = document(out / "intake.json")["handins"]
        assert taken["people"] == ["00-yaml_bomb"]
        assert (out / "policy.toml").read_text() == policy.read_text()
        assert (out / "roster.csv").read_text() == roster.read_text()
        policy.unlink()
        roster.unlink()
        assert bulk_command("--out", out).returncode == 0

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            (["--shard", "1/2"], "add --seed"),
            (["--shard", "3/2", "--seed", "1"], "I from 1 to N"),
            (["--format", "papyrus"], "A format is one of"),
            (["--exercise", "ch01/ex99"], "did you mean"),
            (["--sandbox", "docker"], "Either a sandbox or trust"),
            ([], "grader bulk SOURCE"),
            (["--scheduler", "tcp://127.0.0.1:9"], "dask scheduler"),
        ],
    )
    def test_what_cannot_be_done_is_said_in_one_line(self, arguments, expected, tmp_path, monkeypatch):
        """Wrong use ends with status 2, the next command, and no trace of ours."""
        if "--scheduler" in arguments:
            (tmp_path / "in" / "a").mkdir(parents=True)
            (tmp_path / "in" / "a" / "ex04_config.yaml").write_text("a: 1\n")
            arguments = [tmp_path / "in", *arguments]
        said = bulk_command(*arguments, "--out", tmp_path / "run")
        assert said.returncode == 2, said.stdout + said.stderr
        assert expected in said.stderr
        assert "Traceback" not in said.stderr

    def test_on_a_terminal_a_bar_moves(self, tmp_path):
        """A live line is drawn over itself there, and is gone at the end."""
        import subprocess

        from tests.classroom.helpers import COMMAND, environment

        a_class(tmp_path / "in", ["yaml_bomb", "program_loops"])
        master, slave = pty.openpty()
        process = subprocess.Popen(
            [*COMMAND, "bulk", "--trust", str(tmp_path / "in"), "--out", str(tmp_path / "run")],
            stdin=slave, stdout=slave, stderr=slave, env=environment(TERM="xterm"),
        )  # fmt: skip
        os.close(slave)
        text, end = "", time.monotonic() + 90
        while process.poll() is None and time.monotonic() < end:
            if select.select([master], [], [], 0.2)[0]:
                try:
                    text += os.read(master, 65536).decode(errors="replace")
                except OSError:
                    break
        process.wait(30)
        os.close(master)
        assert process.returncode == 0, text
        assert "━" in text
        assert "\x1b[2K" in text, "nothing was drawn over"
        assert "4 of 4 results are there" in text


def test_the_display_says_what_matters():
    """The line counts what there is, leaves out what there is not, and estimates from what was graded in this run."""
    tally = bulk.Tally(10, known=4, passed=1, short=1, running=2, started=time.monotonic() - 20)
    assert line(tally) == "done 6 of 10 · known before 4 · running 2 · full marks 1 · less 1 · about 40 s left"
    assert bulk.Tally(10, known=4).left is None
    assert [span(s) for s in (3, 150, 7500)] == ["3 s", "2 min", "2 h 05 min"]
    with Console(file=open(os.devnull, "w"), force_terminal=True) as console, Display(console, bulk.Stop()) as display:
        display.stop.more()
        assert "Ctrl-C again ends at once" in display._picture(tally).renderables[1].plain


def test_slots_follow_cores_and_memory(monkeypatch):
    """Little memory means fewer gradings at once, servers need more of it, and one always runs."""
    monkeypatch.setattr(slots_module.os, "sched_getaffinity", lambda pid: set(range(64)))
    found = {}
    for mib in (100, 1000, 4000, 10**6):
        monkeypatch.setattr(slots_module, "available_mib", lambda mib=mib: mib)
        found[mib] = slots_module.slots_here(servers=False), slots_module.slots_here(servers=True)
    assert found == {100: (1, 1), 1000: (4, 1), 4000: (24, 2), 10**6: (64, 192)}


def test_left_over_folders_are_swept(tmp_path):
    """Old ones go; a new one, another's, and one in which a process stands stay; one may stand beside them all."""
    import subprocess

    for name in ("gr-old", "gr-new", "gr-used", "other"):
        (tmp_path / name / "tests").mkdir(parents=True)
        if name != "gr-new":
            os.utime(tmp_path / name, (1, 1))
    standing = [subprocess.Popen(["sleep", "60"], cwd=at) for at in (tmp_path / "gr-used" / "tests", tmp_path)]
    try:
        assert leftovers.sweep(tmp_path) == [tmp_path / "gr-old"]
    finally:
        for process in standing:
            process.kill()
            process.wait(10)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["gr-new", "gr-used", "other"]
