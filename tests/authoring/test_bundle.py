"""The class's bundle: what it holds, that it works, and that nothing of a solution or a hidden check is in it."""

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from grader import course as courses
from grader.authoring import bundle as assign
from grader.authoring import leaks
from grader.errors import CourseError, UsageError
from tests.conftest import MINICOURSE, ROOT

HIDDEN = '''

SECRET_ROWS = 7321


@pytest.fixture
def unseen(rng):
    return rng.normal(size=(SECRET_ROWS, 32)).astype("float32")


# The rows that nobody saw
@check(points=13, hidden=True, after="test_by_hand")
def test_on_unseen_rows(submission, unseen, support):
    """Rows that were never shown give the same answer"""
    same(submission.nearest(unseen, unseen[0], 1), [support.unseen_answer()], called="nearest(unseen)", why="Copied numbers help here")


@check(points=1, after=("test_self", "test_on_unseen_rows"))
def test_last(submission):
    """The last of all"""
    require(True)
'''
SUPPORT = '''"""Shared."""

OFFSET = 0
SECRET_OFFSET = 4711


def twice(x):
    return 2 * x


def unseen_answer():
    return SECRET_OFFSET - 4711
'''
TRACES = (
    "SECRET_ROWS",
    "7321",
    "unseen",
    "nobody saw",
    "never shown",
    "Copied numbers",
    "SECRET_OFFSET",
    "4711",
    "points=13",
    "hidden=True",
    "hidden checks",
)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The miniature course with a hidden check that has a fixture, a constant, an import and a helper of its own."""
    root = tmp_path_factory.mktemp("course") / "mini"
    shutil.copytree(MINICOURSE, root)
    folder = root / "exercises" / "ch01_mini"
    test = folder / "test_ex01_nearest.py"
    text = test.read_text().replace("import numpy as np\n", "import numpy as np\nimport pytest\n")
    test.write_text(
        text.replace("import check, misconception, same", "import check, misconception, require, same") + HIDDEN
    )
    (folder / "support.py").write_text(SUPPORT)
    return courses.load(root)


@pytest.fixture(scope="module")
def files(course):
    return assign.bundle(course, assign.select(course, ()))


@pytest.fixture(scope="module")
def real():
    course = courses.load(ROOT)
    return course, assign.bundle(course, assign.select(course, ()))


def run(bundle, *arguments):
    """The bundle's own grader, in the bundle."""
    return subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", *arguments], cwd=bundle, capture_output=True, text=True, timeout=180, check=False,
        env={**os.environ, "PYTHONPATH": str(bundle), "NO_COLOR": "1", "COLUMNS": "160"},
    )  # fmt: skip


def test_what_is_in_it(real):
    """What a learner needs, and no folder beyond."""
    _, files = real
    tops = {name.split("/")[0] for name in files}
    assert tops == {
        ".github", ".gitignore", ".gitlab-ci.yml", "LICENSE", "Makefile", "NOTICE", "README.md", "applications", "book.toml", "deploy", "docker-compose.yml",
        "exercises", "grader", "lessons", "mkdocs.yml", "my", "proved.toml", "pyproject.toml", "requirements.lock", "scripts", "site",
    }  # fmt: skip
    for name in ("my/README.md", "my/AGENTS.md", "scripts/setup.sh", ".github/workflows/grade.yml", ".github/workflows/publish.yml",
                 "lessons/data/words.npz", "applications/films/store.py", "lessons/models/hnsw.py", "lessons/ch05_vector_indexes.py", "grader/cli/command.py"):  # fmt: skip
        assert name in files
    for word in ("solutions", "alternatives", "misconceptions", "blind", "hostile", "submissions"):
        assert not [n for n in files if word in n.split("/")]
    assert not [
        n for n in files if n.startswith((".git/", "tests/", "benchmarks/", "deploy/class")) or "__pycache__" in n
    ]
    assert b"my/\n" not in files[".gitignore"], "the desk is tracked"


def test_not_one_solution_line_is_in_it(real):
    """Every line that says something in solutions and alternatives, and every whole region, in every file: by a search of its own."""
    course, files = real
    squeeze = re.compile(r"\s+")
    texts = {
        n: [squeeze.sub("", x) for x in d.decode("utf-8", "replace").splitlines()]
        for n, d in files.items()
        if len(d) < 4_000_000
    }
    readable = "\n".join(
        "\n".join(v)
        for n, v in texts.items()
        if n.startswith(("exercises/", "lessons/")) and not n.endswith("chapter.toml")
    )
    everything = "\n".join("\n".join(v) for v in texts.values())
    searched = 0
    for source in sorted((ROOT / "solutions").rglob("*")):
        if not source.is_file() or "misconceptions" in source.parts or "__pycache__" in source.parts:
            continue
        inside = "alternatives" in source.parts or "BEGIN SOLUTION" not in source.read_text()
        for line in source.read_text().splitlines():
            if "BEGIN SOLUTION" in line or "END SOLUTION" in line:
                inside = "BEGIN" in line
                continue
            said = squeeze.sub("", line)
            words = re.findall(r"[A-Za-z_]\w*", line)
            if (
                inside
                and len(said) >= 32
                and len(words) >= 5
                and not line.strip().startswith(("#", '"""', "import ", "from "))
                and said not in readable
            ):
                searched += 1
                assert said not in everything, (source.name, line)
    assert searched > 150
    assert leaks.leaks(course, files, ()) == []


def test_a_leak_stops_it(course, files):
    """A solution's line in a page, a hint or a comment is found, with its place; so is a whole region of short lines."""
    line = "    return [int(i) for i in np.argsort(distances, kind='stable')[:k]]\n".replace("'", '"')
    found = leaks.leaks(course, {**files, "site/x.md": b"# A\n\n" + line.encode()}, ())
    assert [(x.file, x.line) for x in found] == [("site/x.md", 3)]
    found = leaks.leaks(course, {**files, "hint.toml": b'hint = "write ' + line.strip().encode() + b' here"\n'}, ())
    assert [x.file for x in found] == ["hint.toml"]
    found = leaks.leaks(course, {**files, "site/y.md": b"see test_on_unseen_rows\n"}, ())
    assert [(x.file, x.text) for x in found] == [("site/y.md", "test_on_unseen_rows")]


def test_a_leak_in_the_course_refuses_the_bundle(course, tmp_path):
    """`grader assign` writes nothing then."""
    root = tmp_path / "mini"
    shutil.copytree(course.root, root)
    manifest = root / "exercises" / "ch01_mini" / "chapter.toml"
    line = 'client.insert(name, [{"id": i, "vector": row.tolist()} for i, row in enumerate(rows)])'
    manifest.write_text(manifest.read_text().replace('"argsort of the distances, the first k."', f"'{line}'"))
    broken = courses.load(root)
    assert broken.exercise("ch01/ex01").hints[2].startswith("client.insert"), "the hint is a line of the solution"
    with pytest.raises(CourseError, match=r"chapter.toml:\d+: nothing of solutions/ch01_mini/ex01_nearest.py"):
        assign.bundle(broken, assign.select(broken, ()))


def test_a_hidden_check_leaves_nothing(course, files):
    """No name, docstring, message, constant, fixture, helper, import, comment, weight or number of it, in any file of the exercises."""
    for name, data in files.items():
        if not name.startswith("grader/") and name != "requirements.lock":
            for trace in TRACES:
                assert trace not in data.decode("utf-8", "replace"), (name, trace)
    text = files["exercises/ch01_mini/test_ex01_nearest.py"].decode()
    assert "import pytest" not in text, "only the hidden check's fixture used it"
    assert "@check(points=1, after='test_self')\ndef test_last" in text
    original = (
        (MINICOURSE / "exercises" / "ch01_mini" / "test_ex01_nearest.py")
        .read_text()
        .replace("misconception, same", "misconception, require, same")
    )
    assert text.startswith(original), "the public part is the author's own text"
    support = files["exercises/ch01_mini/support.py"].decode()
    assert (
        support
        == SUPPORT[: SUPPORT.index("SECRET_OFFSET")]
        + "\n\n"
        + SUPPORT[SUPPORT.index("def twice") : SUPPORT.index("\n\n\ndef unseen")]
        + "\n"
    )


def test_the_same_course_gives_the_same_bytes(course, files, tmp_path):
    """Also as a zip, from another copy of the course."""
    other = tmp_path / "elsewhere"
    shutil.copytree(course.root, other)
    again = assign.bundle(courses.load(other), assign.select(courses.load(other), ()))
    assert again == files
    assert assign.zipped(again) == assign.zipped(dict(reversed(files.items())))


def test_only_the_chosen_chapters(real):
    """Another chapter's lesson, exercises, recordings and proofs stay at home."""
    course, _ = real
    files = assign.bundle(course, assign.select(course, ["ch1"]))
    text = "\n".join(n for n in files if n.startswith(("exercises/", "lessons/ch", "lessons/app", "lessons/recorded")))
    assert "ch01_meet_milvus" in text
    assert "ch05" not in text
    assert "ch19" not in text
    assert b'"ch05/' not in files["proved.toml"]
    assert b'"ch01/ex01"' in files["proved.toml"]
    for empty in [c.id for c in course.chapters if not c.exercises][:1]:
        with pytest.raises(UsageError, match=f"{empty} has exercises. Found: none yet"):
            assign.select(course, [empty])
    with pytest.raises(UsageError, match="no chapter"):
        assign.select(course, ["ch77"])


def test_it_works_as_a_course(course, tmp_path):
    """From the command to a graded exercise on a real Milvus, inside the bundle; then the file to hand in."""
    target = tmp_path / "class"
    made = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "assign", str(target), "--course", str(course.root)],
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "nothing of a solution" in made.stdout
    for script in target.rglob("*.sh"):
        assert os.access(script, os.X_OK)
    laid = run(target, "next", "ch01/ex01")
    assert laid.returncode == 0, laid.stderr
    assert "8 points" in laid.stdout, "the public points only"
    work = target / "my" / "ch01" / "ex01_nearest.py"
    assert "not started" in run(target, "check", "ch01/ex01").stdout
    work.write_text((MINICOURSE / "solutions" / "ch01_mini" / "ex01_nearest.py").read_text())
    checked = run(target, "check", "ch01/ex01", "--json")
    assert checked.returncode == 0, checked.stderr
    result = json.loads(checked.stdout)
    assert (result["status"], result["points"], result["max_points"]) == ("passed", 8, 8)
    assert [c["name"] for c in result["checks"]] == [
        "test_by_hand",
        "test_k_of_one",
        "test_self",
        "test_rows_arrive",
        "test_search",
        "test_last",
    ]
    work.write_text(
        (MINICOURSE / "solutions" / "ch01_mini" / "misconceptions" / "ex01_nearest" / "first_rows_only.py").read_text()
    )
    assert "ask your instructor" in run(target, "solution", "ch01/ex01", "--spoil").stderr
    assert run(target, "submit", "ch01/ex01").returncode == 0
    assert len(list(target.glob("*-handin-*.zip"))) == 1
    again = run(target, "assign", str(target))
    assert again.returncode == 2
    assert "Traceback" not in again.stderr


def test_a_zip_holds_the_same(course, files, tmp_path):
    """With --zip; an earlier file stays."""
    command = [
        sys.executable,
        "-c",
        "from grader.cli import main; main()",
        "assign",
        str(tmp_path / "class"),
        "--zip",
        "--course",
        str(course.root),
    ]
    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert first.returncode == 0, first.stderr
    with zipfile.ZipFile(tmp_path / "class.zip") as archive:
        assert {n: archive.read(n) for n in archive.namelist()} == files
        assert {i.date_time for i in archive.infolist()} == {assign.EPOCH}
    second = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode == 2
    assert "class.zip is there" in second.stderr


def test_it_is_not_written_over_anything(files, tmp_path):
    """A folder with something in it stays as it is."""
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(UsageError, match="something is there"):
        assign.write(files, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
