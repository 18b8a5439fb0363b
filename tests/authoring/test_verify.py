"""`grader verify` on a miniature course, with every mistake that an author can make."""

import re
import shutil
import tomllib

import pytest

from grader import course as courses
from grader.authoring import KINDS, rules
from grader.authoring.verify import Verifier
from grader.grading.grade import Grader
from grader.grading.supply import Supply
from tests.conftest import MINICOURSE, ROOT

EX = "exercises/ch01_mini"
SOL = "solutions/ch01_mini"
WRITTEN = tuple(k for k in KINDS if k != "mutant")  # test_mutants.py has those


@pytest.fixture(scope="module")
def supply():
    with Supply() as made:
        yield made


@pytest.fixture
def copy(tmp_path):
    target = tmp_path / "course"
    shutil.copytree(MINICOURSE, target)
    return target


def verify(root, supply, *ids, **options):
    courses.load.cache_clear()
    course = courses.load(root)
    verifier = Verifier(course, Grader(course, supply))
    return verifier.run(course.select(ids), **{"seeds": 1, "kinds": WRITTEN, **options})


def problems(root):
    courses.load.cache_clear()
    course = courses.load(root)
    return [str(p) for p in rules.problems(course, list(course.chapters))]


def made(path):
    """The path, with the folder that it needs; git keeps no empty one."""
    path.parent.mkdir(exist_ok=True)
    return path


def edit(path, old, new):
    text = path.read_text()
    assert old in text, f"{old!r} is not in {path}"
    path.write_text(text.replace(old, new, 1))


def test_the_miniature_course_is_green(copy, supply):
    report = verify(copy, supply)
    assert report.green, [str(p) for p in report.problems] + [f"{v.proof.label}: {v.wrong}" for v in report.wrong]
    matrix = report.confusion()
    assert sum(len(rows) for rows in matrix.values()) == 12
    for rows in matrix.values():
        for planted, fired in rows.items():
            assert set(fired) == {planted}
    proved = tomllib.loads((copy / "proved.toml").read_text())
    assert proved["ch01/ex02"] == ["no Milvus"]
    assert proved["ch01/ex01"][0].startswith("lite ")


def test_a_diagnosis_taken_out_turns_red(copy, supply):
    edit(copy / EX / "test_ex04_config.py", 'misconception("quoted-true"', 'require("quoted-true"')
    edit(copy / EX / "test_ex04_config.py", "check, misconception, same", "check, misconception, require, same")
    report = verify(copy, supply, "ch01/ex04")
    assert any(v.proof.label == "quoted_true.yaml" for v in report.wrong)


def test_a_starter_that_passes_turns_red(copy, supply):
    shutil.copy(copy / SOL / "ex06_shelf.py", copy / EX / "ex06_shelf.py")
    report = verify(copy, supply, "ch01/ex06")
    assert [v.proof.kind for v in report.wrong] == ["starter"]
    assert "passes" in report.wrong[0].wrong


def test_a_wrong_solution_turns_red(copy, supply):
    edit(copy / SOL / "ex05_count.py", '"DENIED" in line', '"OK" in line')
    report = verify(copy, supply, "ch01/ex05")
    assert any(v.proof.kind == "solution" and "test_count" in v.wrong for v in report.wrong)


def test_a_misconception_that_breaks_more_than_it_says_turns_red(copy, supply):
    edit(copy / SOL / "misconceptions/ex04_config/one_way.yaml", "authorizationEnabled: true", "authorizationEnabled: false")
    report = verify(copy, supply, "ch01/ex04")
    assert [v.proof.label for v in report.wrong] == ["one_way.yaml"]
    assert "is not about it" in report.wrong[0].wrong


def test_a_check_that_stumbles_is_the_authors_fault(copy, supply):
    edit(copy / EX / "test_ex04_config.py", "value = security(work).get(\"tlsMode\")", "value = security(work)['no such key']")
    report = verify(copy, supply, "ch01/ex04")
    solution = next(v for v in report.wrong if v.proof.kind == "solution")
    assert solution.result["status"] == "error"
    assert "stumbles" in solution.wrong


def test_blind_answers_keep_their_verdicts(copy, supply):
    folder = copy / "tests" / "blind" / "ch01" / "ex04_config"
    folder.mkdir(parents=True)
    (folder / "right.yaml").write_text("# expect: passed\ncommon: {security: {authorizationEnabled: true, tlsMode: 2}}\n")
    (folder / "wrong.yaml").write_text("# expect: passed\ncommon: {}\n")
    (folder / "silent.yaml").write_text("common: {}\n")
    report = verify(copy, supply, "ch01/ex04")
    assert sorted(v.proof.label for v in report.wrong) == ["silent.yaml", "wrong.yaml"]


MISTAKES = {
    "a stale starter": (lambda c: edit(c / EX / "ex01_nearest.py", "NotStarted", "Started"), r"starter of ch01/ex01 .* Next: grader starters"),
    "no starter": (lambda c: (c / EX / "ex02_types.py").unlink(), r"ch01/ex02 has a starter\. Next: grader starters"),
    "an unlisted file": (lambda c: (c / SOL / "ex09_forgotten.py").write_text("x = 1\n"), r"ex09_forgotten\.py: Every file belongs to an exercise"),
    "an unlisted test": (lambda c: (c / EX / "test_ex09_x.py").write_text("x = 1\n"), r"test_ex09_x\.py: Every file belongs"),
    "no alternative": (lambda c: shutil.rmtree(c / SOL / "alternatives" / "ex04_config"), r"ch01/ex04 has an alternative"),
    "one misconception": (lambda c: (c / SOL / "misconceptions/ex04_config/one_way.yaml").unlink(), r"two real misconceptions, not 1"),
    "a header without a source": (lambda c: edit(c / SOL / "misconceptions/ex04_config/one_way.yaml", "# source:", "# sauce:"), r"header says source"),
    "another id": (lambda c: edit(c / SOL / "misconceptions/ex04_config/one_way.yaml", "# id: one-way", "# id: two-way"), r"its id is its file's name, one-way"),
    "a check that is not there": (lambda c: edit(c / SOL / "misconceptions/ex04_config/one_way.yaml", "test_tls", "test_tsl"), r"its check test_tsl exists"),
    "the same hint three times": (lambda c: edit(c / EX / "chapter.toml", '"One.", "Two.", "Three."', '"One.", "One.", "One."'), r"three different hints"),
    "a need that no probe knows": (lambda c: edit(c / EX / "chapter.toml", 'needs = ["search", "fresh_reads"]', 'needs = ["serch"]'), r"'serch', which no probe knows"),
    "a check without a docstring": (lambda c: edit(c / EX / "test_ex05_count.py", '    """Each line counts once"""\n', ""), r"says what it checks"),
    "a check that imports a submission": (lambda c: edit(c / EX / "test_ex05_count.py", "from grader", "import submission\nfrom grader"), r"never a submission; found submission"),
    "no points": (lambda c: edit(c / EX / "test_ex05_count.py", "points=2", "points=0"), r"earns points"),
    "a title twice": (lambda c: edit(c / EX / "chapter.toml", 'title = "What crosses"', 'title = "Nearest neighbours"'), r"has the title of"),
    "an hour and more": (lambda c: edit(c / EX / "chapter.toml", "minutes = 5\nmilvus", "minutes = 90\nmilvus"), r"1 to 60 minutes"),
    "a region that is not closed": (lambda c: edit(c / SOL / "ex05_count.py", "# END SOLUTION", "# END"), r"ex05_count\.py:5: .*BEGIN SOLUTION is closed"),
    "a lesson without a section": (lambda c: made(c / "lessons/ch01_mini.py").write_text("# ## Two\n"), r"teaches “One” under a heading"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_authors_mistake_is_named_with_its_mend(copy, mistake):
    break_it, pattern = MISTAKES[mistake]
    assert problems(copy) == []
    break_it(copy)
    said = problems(copy)
    assert any(re.search(pattern, line) for line in said), said
    assert all(". Next: " in line or ":" in line for line in said)


def test_a_failure_counts_only_where_the_exercise_is_proved(copy, supply):
    """On another seed the reference runs too: where it fails, the exercise is unavailable and nobody gets a zero."""
    from grader.grading.grade import Request

    courses.load.cache_clear()
    course = courses.load(copy)
    exercise = course.exercise("ch01/ex05")
    wrong = copy / "wrong.py"
    wrong.write_text("print(7)\n")
    assert Grader(course, supply).check(Request(exercise, wrong, seed=5, proved={}))["status"] == "failed"
    edit(copy / SOL / "ex05_count.py", '"DENIED" in line', '"OK" in line')
    result = Grader(course, supply).check(Request(exercise, wrong, seed=5, proved={}))
    assert result["status"] == "unavailable"
    assert "the reference solution fails there too" in result["note"]


def test_checks_import_the_faces_only():
    """A check takes the vocabulary from grader.checks (machines of its own from grader.checks.machines) and data from grader.datasets: rooms may move, those names stay."""
    faces = {"grader.checks", "grader.checks.machines", "grader.datasets", "grader.learner"}
    found = set()
    for path in [*ROOT.glob("exercises/**/*.py"), *ROOT.glob("solutions/**/*.py")]:
        found |= set(re.findall(r"^\s*(?:from|import) (grader[\w.]*)", path.read_text(), re.M))
    assert found
    assert found <= faces


def test_a_proof_is_looked_for_under_the_milvus_that_made_it():
    """A profile may be another version: the old server's proofs were made again at each run, and missing for every audit."""
    from grader.backends import backend

    server = backend("server")
    assert server.version("time-travel") == "2.2.16" != server.version() == server.version("cluster")
