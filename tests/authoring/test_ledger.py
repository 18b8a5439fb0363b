"""The ledger of proofs: what makes a proof count no longer, what a merge leaves, and an audit that finds a lie."""

import os
import shutil
import subprocess
import sys

import pytest

from grader import course as courses
from grader.authoring import KINDS, ledger
from grader.authoring.audit import Auditor
from grader.authoring.plan import SEEDS
from grader.authoring.verify import Verifier
from grader.errors import CourseError
from grader.grading.grade import Grader
from grader.grading.supply import Supply
from tests.conftest import MINICOURSE, ROOT

EX = "exercises/ch01_mini"
SOL = "solutions/ch01_mini"
WRITTEN = tuple(k for k in KINDS if k != "mutant")  # test_mutants.py has those
COUNT = "ch01/ex05"  # a program without a Milvus: quick


@pytest.fixture(scope="module")
def supply():
    with Supply(milvus=False) as made:
        yield made


@pytest.fixture
def copy(tmp_path):
    target = tmp_path / "course"
    shutil.copytree(MINICOURSE, target)
    return target


def verifier(root, supply, **options):
    courses.load.cache_clear()
    course = courses.load(root)
    return course, Verifier(course, Grader(course, supply), **options)


def verify(root, supply, *ids, **options):
    course, made = verifier(root, supply)
    return made.run(course.select(ids), **{"seeds": 1, "kinds": WRITTEN, **options})


def audit(root, supply, *ids, **options):
    course, made = verifier(root, supply, write=False)
    return Auditor(course, made).run(course.select(ids), **{"commit": "5eed", "kinds": WRITTEN, **options})


def edit(path, old, new):
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1))


def again(root, supply, id=COUNT):
    """What was run again, by kind and label."""
    report = verify(root, supply, id)
    assert report.green, [v.wrong for v in report.wrong]
    return sorted((v.proof.kind, v.proof.label) for v in report.verdicts if not v.known)


def page_of(root):
    return root / "proofs" / "ch01" / "ex05.tsv"


def test_what_is_known_is_not_run_again_until_it_changes(copy, supply):
    """One misconception edited: one grading; the check edited: all of them; its words: none."""
    everything = again(copy, supply)
    assert len(everything) > 4
    assert again(copy, supply) == []
    edit(copy / SOL / "misconceptions/ex05_count/any_case.py", "line.lower()", "line.casefold().lower()")
    assert again(copy, supply) == [("misconception", "any_case.py")]
    edit(copy / EX / "test_ex05_count.py", "Each line counts once", "Each line counts just once")
    assert again(copy, supply) == []
    edit(copy / EX / "test_ex05_count.py", "integers(3, 9)", "integers(3, 8)")
    assert again(copy, supply) == everything


def test_a_file_that_the_checks_open_is_part_of_the_proof(copy, supply):
    """Nobody declared it: it was seen to be opened. The same size and time with other bytes counts as a change."""
    (copy / "lessons").mkdir(exist_ok=True)
    (copy / "lessons" / "numbers.txt").write_text("123")
    (copy / EX / "support.py").write_text("import pathlib\nNUMBERS = (pathlib.Path(__file__).parents[2] / 'lessons/numbers.txt').read_text()\n")
    edit(copy / EX / "test_ex05_count.py", "(program, rng)", "(support, program, rng)")
    everything = again(copy, supply)
    assert "reads\tlessons/numbers.txt\n" in page_of(copy).read_text()
    stamp = (copy / "lessons" / "numbers.txt").stat()
    (copy / "lessons" / "numbers.txt").write_text("124")
    os.utime(copy / "lessons" / "numbers.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert again(copy, supply) == everything


def test_another_grader_counts_only_when_asked(copy, supply, monkeypatch):
    """Proofs of another version of the grader are made again, or taken with --any-grader."""
    everything = again(copy, supply)
    monkeypatch.setattr("grader.grading.depends.grader_digest", lambda: "0" * 64)
    course, lenient = verifier(copy, supply, trust_any_grader=True, write=False)
    assert all(v.known for v in lenient.run(course.select([COUNT]), seeds=1, kinds=WRITTEN).verdicts)
    assert again(copy, supply) == everything


def test_an_interrupted_run_goes_on(copy, supply):
    """What was proved before the interrupt is in the ledger."""
    course, made = verifier(copy, supply)

    def stop(verdict):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made.run(course.select([COUNT]), seeds=1, slots=1, on_verdict=stop)
    lines = [line for line in page_of(copy).read_text().splitlines() if "\t" in line and not line.startswith("reads")]
    assert lines
    assert 0 < len(again(copy, supply)) <= len(plan_of(copy))


def plan_of(root):
    from grader.authoring.plan import plan

    courses.load.cache_clear()
    exercise = courses.load(root).exercise(COUNT)
    return list(plan(exercise, ["none"], 1, root / "tests" / "blind"))


def test_the_digest_does_not_hang_on_the_hash_seed():
    """Sets are sorted before they are hashed: a proof of one process is known to the next."""
    code = (
        "from pathlib import Path; from grader import course; from grader.authoring import KINDS, ledger, plan\n"
        f"e = course.load(Path({str(MINICOURSE)!r})).exercise('ch01/ex01')\n"
        "p = next(iter(plan.plan(e, ['lite'], 1, Path('nowhere'))))\n"
        "print(len(e.needs | e.control), ledger.content_digest(p, e.starter_path, {'book.toml'}))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": str(n)}
        ).stdout
        for n in range(8)
    }
    assert len(said) == 1
    assert int(said.pop().split()[0]) > 1, "one need alone has only one order"


def test_a_merge_that_keeps_both_sides_counts_neither(copy, supply):
    """Two lines about one thing that differ: it is proved again."""
    again(copy, supply)
    text = page_of(copy).read_text()
    line = next(x for x in text.splitlines() if x.startswith("solution"))
    page_of(copy).write_text(text + line[:-4] + "0000\n")
    assert again(copy, supply) == [("solution", "ex05_count.py")]


def test_a_line_that_is_none_is_named(copy, supply):
    """A marker of a conflict, with the file, its number and the next step."""
    again(copy, supply)
    page_of(copy).write_text("<<<<<<< ours\n" + page_of(copy).read_text())
    with pytest.raises(CourseError, match=r"ex05\.tsv:1.*Next: delete the line"):
        verify(copy, supply, COUNT)


def test_what_is_gone_leaves_the_ledger(copy, supply):
    """A line about an answer that nobody has any more proves nothing."""
    again(copy, supply)
    (copy / SOL / "misconceptions/ex05_count/any_case.py").unlink()
    verify(copy, supply, COUNT)
    assert "any_case" not in page_of(copy).read_text()


class TestAudit:
    """An audit writes nothing, and believes nothing that it drew."""

    def test_a_true_ledger(self, copy, supply):
        """Green; without a history everything is new, and every answer is run again, with its further seeds in part."""
        verify(copy, supply, COUNT, seeds=None)
        before = page_of(copy).read_text()
        found = audit(copy, supply, COUNT)
        assert found.green
        first = [v.proof for v in found.report.verdicts if v.proof.seed == SEEDS[0]]
        assert {(p.kind, p.label) for p in first} == {(p.kind, p.label) for p in plan_of(copy) if p.kind != "mutant"}
        assert len(first) <= sum(found.chosen.values()) < found.lines
        assert page_of(copy).read_text() == before

    def test_too_much_is_new(self, copy, supply, monkeypatch):
        """The commit draws what is run again, the solution among it, and the rest is counted."""
        monkeypatch.setattr("grader.authoring.audit.NEW_AT_MOST", 4)
        verify(copy, supply, COUNT, seeds=None)
        found = audit(copy, supply, COUNT)
        assert found.green
        assert found.chosen["new"] == len(found.report.verdicts) == 4
        assert found.left > 0
        assert "solution" in {v.proof.kind for v in found.report.verdicts}

    def test_a_planted_lie(self, copy, supply):
        """A wrong answer written down as if it had passed is found when it is drawn."""
        verify(copy, supply, COUNT, seeds=None)
        edit(copy / SOL / "ex05_count.py", '"DENIED" in line', '"OK" in line')
        forge(copy)
        found = audit(copy, supply, COUNT)
        assert found.missing == []
        assert not found.green
        assert any(v.proof.kind == "solution" and "gets" in why for v, why in found.lies)

    def test_another_result_than_the_ledger_says(self, copy, supply):
        """The grading holds, but not with the points that were written down."""
        verify(copy, supply, COUNT, seeds=None)
        line = next(x for x in page_of(copy).read_text().splitlines() if x.startswith("misconception"))
        edit(page_of(copy), line, line[:-16] + "0" * 16)
        found = audit(copy, supply, COUNT)
        assert [v.proof.kind for v, _ in found.lies] == ["misconception"]
        assert "the ledger says 0000" in found.lies[0][1]

    def test_a_proof_that_is_missing(self, copy, supply):
        """An edited answer that nobody proved."""
        verify(copy, supply, COUNT, seeds=None)
        edit(copy / SOL / "misconceptions/ex05_count/any_case.py", "line.lower()", "line.casefold().lower()")
        found = audit(copy, supply, COUNT)
        assert [p.label for p in found.missing] == ["any_case.py"]
        assert not found.green

    def test_old_content_is_sampled_and_another_grader_is_met(self, copy, supply, monkeypatch):
        """Nothing new: the commit draws a part; under another grader the solution or one misconception runs at least."""
        verify(copy, supply, COUNT, seeds=None)
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b", "-C", str(copy)]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "proved"]):
            subprocess.run([*git, *command], check=True, timeout=60)
        drawn = [audit(copy, supply, COUNT, since="HEAD", commit=f"{n:x}").chosen for n in range(20)]
        assert all(set(d) <= {"sample"} for d in drawn)
        assert 0 < sum(d.get("sample", 0) for d in drawn) < 20 * 8
        monkeypatch.setattr("grader.grading.depends.grader_digest", lambda: "0" * 64)
        met = set()
        for n in range(20):
            found = audit(copy, supply, COUNT, since="HEAD", commit=f"{n:x}")
            assert found.green
            assert found.stale_grader == found.lines - len([x for x in page_of(copy).read_text().splitlines() if x.startswith("mutant")])
            assert found.chosen.get("grader", 0) <= 1  # 0 where the sample has it already
            met |= {v.proof.kind for v in found.report.verdicts if found.chosen == {"grader": 1}}
        assert met == {"solution", "misconception"}


def forge(root):
    """Write every line of an exercise anew with the digests that would make it count, as a liar would."""
    courses.load.cache_clear()
    exercise = courses.load(root).exercise(COUNT)
    page = ledger.read(exercise)
    from grader.authoring.verify import composed

    for proof in plan_of(root):
        with composed(proof) as work:
            content = ledger.content_digest(proof, work, page.reads)
        for name, line in list(page.lines.items()):
            if name[:2] == (proof.kind, proof.label):
                page.lines[name] = ledger.Line(*name, content, line.grader, line.result)
    page.write()
