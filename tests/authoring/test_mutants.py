"""Mutants: what each operator makes of a right answer, and what `grader verify` says of those that live."""

import subprocess
import sys
from pathlib import PurePath

import pytest

from grader import course as courses
from grader.authoring import mutants, rules
from grader.authoring.mutants import explained
from grader.authoring.mutants.base import OPERATORS
from grader.authoring.verify import Verifier
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from tests.authoring.test_verify import SOL, copy  # noqa: F401  `copy` is a fixture
from tests.conftest import ROOT

MANY = 10_000


def made(text, name="answer.py"):
    """Operator to what the changed lines become."""
    found = {}
    for mutant in mutants.derive({name: text}, MANY):
        found.setdefault(mutant.operator, set()).add(mutant.becomes)
    return found


EXAMPLES = {
    "comparison": ("x = a < b\n", "x = a <= b"),
    "boolean": ("x = a and b\n", "x = a or b"),
    "condition": ("if a:\n    b()\n", "if False:"),
    "kept_all": ("x = [a for a in b if a > 1]\n", "x = [a for a in b]"),
    "arithmetic": ("x = a + b\n", "x = a - b"),
    "constant": ("x = f(100)\n", "x = f(101)"),
    "order": ("x = a[:3]\n", "x = a[:]"),
    "left_out": ("client.flush(name)\n", "pass"),
    "keyword": ("x = f(a, b=1)\n", "x = f(a)"),
    "swapped": ("x = f(a, b)\n", "x = f(b, a)"),
    "wrapper": ("x = sorted(a)\n", "x = list(a)"),
    "early": ("def f(a):\n    return a\n", "return []"),
    "exception": ("try:\n    f()\nexcept KeyError:\n    g()\n", "except Exception:"),
    "element": ("x = [a, b]\n", "x = [a]"),
    "remembered": ("def f(a):\n    return a\n", "f = remembered(f)"),
    "neighbor": ('x = f(metric_type="COSINE")\n', 'x = f(metric_type="L2")'),
    "field_type": ("x = DataType.INT64\n", "x = DataType.INT32"),
    "call": ("c.upsert(n, rows)\n", "c.insert(n, rows)"),
    "limit": ("x = c.search(n, v, limit=k)\n", "x = c.search(n, v, limit=k + 1)"),
    "as_text": ('x = {"nprobe": n}\n', 'x = {"nprobe": str(n)}'),
    "in_a_filter": ('x = f"year >= {y} and shelf == 1"\n', 'x = f"year > {y} and shelf == 1"'),
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_operator_makes_its_mistake(name):
    text, wanted = EXAMPLES[name]
    assert wanted in made(text).get(name, set())


def test_a_programs_function_is_wrapped_before_the_program_starts():
    text = "import sys\n\n\ndef f(a):\n    return a\n\n\nif __name__ == '__main__':\n    print(f(sys.argv[1]))\n"
    mutant = next(m for m in mutants.derive({"answer.py": text}, MANY) if m.operator == "remembered")
    assert mutant.text.index("f = remembered(f") < mutant.text.index("if __name__")
    done = subprocess.run([sys.executable, "-c", mutant.text.replace("f(sys.argv[1])", "f(1), f(2)")], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "1 1\n"


def test_every_operator_has_an_example():
    """`remembered` is none of them: it changes a whole function."""
    assert set(OPERATORS) | {"remembered"} == set(EXAMPLES)


FILES = {
    "key_left_out": ("a:\n  b: 1\nc: 2\n", ""),
    "other_value": ("ports: ['127.0.0.1:19530:19530']\n", "ports: ['19530:19530']"),
    "other_number": ("mode: 2\n", "mode: 1"),
    "as_found": ("# BEGIN SOLUTION\nimage: milvus:v3\n# END SOLUTION\n# BEGIN STARTER\n# image: milvus\n# END STARTER\n", "image: milvus"),
}


def test_a_hollow_answer_has_nothing_of_the_solution():
    text = "def f(a):\n    # BEGIN SOLUTION\n    b = a\n    return b\n    # END SOLUTION\n"
    hollow = [m for m in mutants.derive({"answer.py": text}, 0) if m.operator == mutants.HOLLOW]
    assert [m.becomes for m in hollow] == ["return None", "return []", "return 0"]
    assert not any("b = a" in m.text for m in hollow)


@pytest.mark.parametrize("name", FILES)
def test_an_operator_for_files_makes_its_mistake(name):
    text, wanted = FILES[name]
    assert any(wanted in line.splitlines() or wanted == line for line in made(text, "answer.yaml").get(name, ()))


def test_a_mutant_is_one_change_inside_the_regions():
    text = '"""Words: a < b."""\n\nLIMIT = 3\n\n\ndef f(a):\n    """Less than: a < b."""\n    # BEGIN SOLUTION\n    return a < LIMIT\n    # END SOLUTION\n'
    for mutant in mutants.derive({"answer.py": text}, MANY):
        if mutant.operator not in ("remembered", mutants.HOLLOW):
            assert mutant.line == 9
            assert mutant.was == "return a < LIMIT"
            assert [x for x in mutant.text.splitlines() if x not in text.splitlines()] == ["    " + mutant.becomes]


def test_given_files_of_a_folder_are_left_alone():
    marked = "# BEGIN SOLUTION\nmode: 2\n# END SOLUTION\n"
    found = mutants.derive({"answer.yaml": marked, "given.yaml": "other: 3\n"}, MANY)
    assert {m.file for m in found} == {"answer.yaml"}


def chosen(text, most):
    return [m for m in mutants.derive({"answer.py": text}, most) if m.operator != mutants.HOLLOW]


def test_the_choice_is_even_and_always_the_same():
    text = (ROOT / "solutions/ch04_data_organization/ex02_archive.py").read_text()
    every = chosen(text, MANY)
    few = chosen(text, 60)
    assert len(few) == 60 < len(every)
    assert {m.operator for m in few} == {m.operator for m in every}
    # A line more, outside the regions, chooses the same changes.
    moved = chosen(text.replace('"""', '"""\n', 1), 60)
    assert {(m.was, m.becomes) for m in moved} == {(m.was, m.becomes) for m in few}


def test_every_mutant_of_the_course_is_python_or_no_python():
    """Compiled when made; and none is the solution itself, or another one once more."""
    for exercise in courses.load(ROOT).exercises[:8]:
        found = mutants.of(exercise.solution_path)
        assert len({(m.file, m.text) for m in found}) == len(found) > 5
        for mutant in found:
            if PurePath(mutant.file).suffix == ".py":
                compile(mutant.text, mutant.file, "exec")


# -- what verify makes of them ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def supply():
    with Supply(milvus=False) as started:
        yield started


def verify(root, supply, **options):
    courses.load.cache_clear()
    course = courses.load(root)
    verifier = Verifier(course, Grader(course, supply))
    return verifier.run([course.exercise("ch01/ex05")], **{"kinds": ["mutant"], **options})


def entry(was, becomes, verdict="equivalent"):
    return f"[[ex05_count]]\nwas = '''{was}'''\nbecomes = '''{becomes}'''\nverdict = \"{verdict}\"\nwhy = \"a test\"\n"


def test_a_survivor_is_shown_and_an_explanation_lets_it_live(copy, supply):  # noqa: F811
    report = verify(copy, supply)
    assert not report.survivors, [(v.proof.expects["was"], v.proof.expects["becomes"]) for v in report.survivors]
    # A check that looks at nothing: everything lives that prints a number.
    test = copy / "exercises/ch01_mini/test_ex05_count.py"
    test.write_text('"""Checks."""\n\nfrom grader.checks import check\n\n\n@check(points=2)\ndef test_count(program):\n    """Nothing"""\n    program.run(files={}, log="a.log")\n')
    report = verify(copy, supply)
    first = report.survivors[0]
    assert "it lives" in first.wrong
    assert first.proof.expects["was"] != first.proof.expects["becomes"]
    lines = {(v.proof.expects["was"], v.proof.expects["becomes"]) for v in report.survivors}
    (copy / SOL / explained.NAME).write_text("\n".join(entry(*line) for line in lines))
    again = verify(copy, supply)
    assert again.green, [v.wrong for v in again.wrong]


def test_an_explanation_of_one_that_dies_is_an_error(copy, supply):  # noqa: F811
    victim = next(v.proof for v in verify(copy, supply).verdicts if not v.wrong and "hollow" not in v.proof.label)
    (copy / SOL / explained.NAME).write_text(entry(victim.expects["was"], victim.expects["becomes"], "allowed"))
    wrong = verify(copy, supply).wrong
    assert len(wrong) == 2  # on both seeds
    assert all("it dies" in v.wrong and "allowed" in v.wrong for v in wrong)


def test_a_stale_explanation_is_an_error(copy):  # noqa: F811
    (copy / SOL / explained.NAME).write_text(entry("no such line", "nor this one"))
    courses.load.cache_clear()
    course = courses.load(copy)
    said = [str(p) for p in rules.problems(course, list(course.chapters))]
    assert len(said) == 1
    assert "mutants.toml: ch01/ex05: each entry is about a mutant" in said[0]
    assert "no such line" in said[0]


def test_the_ledger_keeps_what_a_mutant_fired(copy, supply):  # noqa: F811
    report = verify(copy, supply)
    fired = {v.proof.label: v.fired for v in report.verdicts if v.fired}
    assert fired
    again = verify(copy, supply)
    assert all(v.known for v in again.verdicts)
    assert {v.proof.label: v.fired for v in again.verdicts if v.fired} == fired


def test_an_exercise_may_wait_for_its_mutants(copy, supply):  # noqa: F811
    """Until somebody has looked at those that live: left out of the whole proof, and made where one asks for them."""
    toml = copy / "exercises/ch01_mini/chapter.toml"
    text = toml.read_text()
    head, mark, tail = text.partition('id = "ex05"')
    toml.write_text(f"{head}{mark}\nmutants = false{tail}")
    everything = verify(copy, supply, kinds=[], seeds=1)
    assert {v.proof.kind for v in everything.verdicts} >= {"starter", "solution"}
    assert "mutant" not in {v.proof.kind for v in everything.verdicts}
    assert verify(copy, supply).verdicts


@pytest.mark.parametrize("first_loss", [False, True])
def test_behind_a_lost_point_nothing_is_run(copy, supply, first_loss):  # noqa: F811  `copy` is the fixture
    """Two checks that ask different things: of a mutant the second one is not asked, of a learner it is."""
    exercise = courses.load(copy).exercise("ch01/ex02")
    text = (copy / SOL / "ex02_types.py").read_text()
    work = copy / exercise.entry
    work.write_text(text.replace("return value\n", "return 7\n").replace("yield i * i", "yield i"))
    result = Grader(courses.load(copy), supply).check(Request(exercise, work, first_loss=first_loss))
    status = {c["name"]: c["status"] for c in result["checks"]}
    assert (status["test_echo"], result["status"]) == ("failed", "failed" if first_loss else "partial")
    assert {status["test_point"], status["test_stream"]} == ({"blocked"} if first_loss else {"passed", "failed"})
