"""Every lesson, as an author and as a reader's script run it; and the Milvus that a script holds."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from grader import course as course_module
from grader.site.pages import document
from grader.site.pages.chapter import anchor
from grader.site.reading import copies
from tests.conftest import ROOT
from tests.waiting import until

COURSE = course_module.load(ROOT)
MINICOURSE = Path(__file__).with_name("minicourse")
LESSONS = [c for c in COURSE.chapters if c.lesson_path.is_file()]


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A temporary folder with a name short enough for sockets, and nothing in it at the end."""
    path = Path(tempfile.mkdtemp(prefix="t"))
    yield path
    left = sorted(str(p.relative_to(path)) for p in path.rglob("*"))
    shutil.rmtree(path, ignore_errors=True)
    assert left == []


def _environment(scratch: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GRADER_", "PYTEST_"))}
    return kept | {"TMPDIR": str(scratch)}


@pytest.mark.soak
@pytest.mark.parametrize("chapter", LESSONS, ids=lambda c: c.id)
def test_a_lesson_runs_and_leaves_nothing(
    chapter: course_module.Chapter, scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From top to bottom, its own tests among its cells. The run is the copy that the site shows: kept by the hash of
    all that it depends on, it is not made a second time for the pages."""
    monkeypatch.setattr(os, "environ", _environment(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    lesson = document.load(copies.make(COURSE, chapter))
    assert lesson.milvus
    assert [h.title for h in lesson.headings if h.level == 2 and h.title in chapter.sections] == list(chapter.sections)
    assert [h.id for h in lesson.headings if h.title in chapter.sections] == [anchor(s) for s in chapter.sections]
    shown = lesson.html("../../live/x/")
    assert "<marimo-" not in shown
    assert not re.search(r"=[\"']live:", shown)
    assert not re.search(r"(?:src|href)=[\"']https?://[^\"']+\.(?:js|css|png|svg|woff2?)", shown)
    until(lambda: not any(scratch.iterdir()))


def test_a_test_in_a_lesson_that_fails_fails_the_run(tmp_path: Path) -> None:
    """What a cell asserts about what the lesson showed is part of every run."""
    from grader.errors import CourseError

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    path = root / "lessons" / "ch01_first.py"
    cell = "@app.cell(hide_code=True)\ndef test_it(mo):\n    assert mo is None\n    return\n\n\n"
    path.write_text(path.read_text().replace('if __name__ == "__main__"', cell + 'if __name__ == "__main__"'))
    course = course_module.load(root)
    with pytest.raises(CourseError, match="ch01_first.py"):
        copies.make(course, course.chapter("ch01"))


@pytest.mark.soak
@pytest.mark.sample
def test_a_lesson_runs_as_a_script(scratch: Path) -> None:
    """Outside its folder, without a word on standard error, and nothing is left behind."""
    done = subprocess.run(
        [sys.executable, str(LESSONS[0].lesson_path)],
        cwd=scratch,
        env=_environment(scratch),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Traceback" not in done.stderr
    until(lambda: not any(scratch.iterdir()))


@pytest.mark.soak
def test_a_lesson_runs_under_pytest(scratch: Path) -> None:
    """Its cells that are named as tests are collected and pass."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(LESSONS[0].lesson_path)],
        cwd=ROOT,
        env=_environment(scratch),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert re.search(r"^\d+ passed", done.stdout, re.MULTILINE), done.stdout[-500:]


@pytest.mark.parametrize("chapter", LESSONS, ids=lambda c: c.id)
def test_a_lesson_is_as_marimo_wants_it(chapter: course_module.Chapter) -> None:
    """`marimo check --strict` has nothing to say."""
    command = [sys.executable, "-m", "marimo", "check", "--strict", str(chapter.lesson_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_killed_script_leaves_no_milvus(scratch: Path, tmp_path: Path) -> None:
    """SIGKILL, which no handler sees: the Milvus and its folder are gone all the same."""
    script = tmp_path / "holds.py"
    script.write_text(
        "import os\nimport grader.lesson as course\nprint(course.connect().list_collections(), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    said = tmp_path / "said"
    with said.open("wb") as out:  # a file, not a pipe: what outlives the script must not be waited for
        done = subprocess.run(
            [sys.executable, str(script)],
            env=_environment(scratch),
            cwd=ROOT,
            stdout=out,
            stderr=out,
            timeout=120,
            check=False,
        )
    assert (done.returncode, said.read_text()) == (-signal.SIGKILL, "[]\n")
    until(lambda: not any(scratch.iterdir()))


def test_what_nothing_serves_is_told(scratch: Path, tmp_path: Path) -> None:
    """A lesson that needs what no Milvus here shows gets NotServed, with what to do, and can go on."""
    script = tmp_path / "asks.py"
    script.write_text(
        "import grader.lesson as course\n"
        "try:\n    course.connect(config='nonsense')\n"
        "except course.NotServed as error:\n    print('not served:', error)\n"
    )
    done = subprocess.run(
        [sys.executable, str(script)],
        env=_environment(scratch),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout.startswith("not served: "), done.stdout + done.stderr
    assert "Next:" in done.stdout


def test_a_copy_is_made_once(tmp_path: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds what the lesson showed, nothing of marimo's, and is not made again."""
    root = tmp_path / "ein Kurs für alle"
    shutil.copytree(MINICOURSE, root)
    monkeypatch.setenv("TMPDIR", str(scratch))
    tempfile.tempdir = None
    try:
        course = course_module.load(root)
        chapter = course.chapter("ch01")
        assert copies.copy_of(course, chapter) is None
        copy = copies.make(course, chapter)
    finally:
        tempfile.tempdir = None
    lesson = document.load(copy)
    text = lesson.html("../../live/ch01/")
    assert "Milvus holds 5 rows" in text
    assert "marimo-" not in text
    assert "live:" not in text
    assert [name.split()[0] for name in lesson.milvus] == ["lite"]
    stamp = copy.stat().st_mtime_ns
    assert copies.make(course, chapter) == copy
    assert copy.stat().st_mtime_ns == stamp
    until(lambda: not any(scratch.iterdir()))


def test_two_who_want_a_copy_wait_for_one_run(tmp_path: Path) -> None:
    """The server's background and a test, say: the second takes what the first has made; who ends meanwhile need not wait."""
    from grader.errors import LaunchFailed

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    course = course_module.load(root)
    chapter = course.chapter("ch01")
    ran: list[int] = []
    started, ending = threading.Event(), threading.Event()

    def seen(process: subprocess.Popen[bytes]) -> None:
        ran.append(process.pid)
        started.set()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(copies.make, course, chapter, seen)
        assert started.wait(60)
        second = pool.submit(copies.make, course, chapter, seen)
        ending.set()
        with pytest.raises(LaunchFailed):
            copies.make(course, chapter, seen, ending)
        assert first.result(300) == second.result(300)
    assert len(ran) == 1


def test_a_lesson_that_fails_is_named(tmp_path: Path) -> None:
    """An exception in a cell: the error carries the lesson's file and its last words."""
    from grader.errors import CourseError

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    path = root / "lessons" / "ch01_first.py"
    path.write_text(path.read_text().replace('mo.md("The demonstration ran.")', "1 / 0"))
    course = course_module.load(root)
    with pytest.raises(CourseError, match="ch01_first.py"):
        copies.make(course, course.chapter("ch01"))


def test_one_that_fails_ends_those_beside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Copies are made side by side, and nothing of a run that was given up is left behind."""
    from grader.errors import CourseError

    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    begun = tmp_path / "begun"
    lesson = (root / "lessons" / "ch01_first.py").read_text()
    there = 'mo.md("The demonstration ran.")'
    long = f"import os, time; os.symlink(str(os.getpid()), {str(begun)!r}); time.sleep(600)"
    wait = f"import os, time\n    while not os.path.islink({str(begun)!r}):\n        time.sleep(0.05)\n    1 / 0"
    (root / "lessons" / "ch01_first.py").write_text(lesson.replace(there, wait))
    (root / "lessons" / "ch02_second.py").write_text(lesson.replace(there, long))
    (root / "exercises" / "ch02_second").mkdir()
    (root / "exercises" / "ch02_second" / "chapter.toml").write_text('minutes = 5\nobjectives = ["wait"]\n')
    monkeypatch.setattr(copies, "cores", lambda: 2)
    with pytest.raises(CourseError, match="ch01_first.py"):
        copies.make_all(course_module.load(root))
    running = Path(f"/proc/{os.readlink(begun)}/stat")
    until(lambda: not running.exists() or running.read_text().rpartition(")")[2].split()[0] == "Z")


def test_a_copy_is_stale_when_what_it_shows_changed(tmp_path: Path) -> None:
    """The hash follows imports through files, data, statements and the lock; unrelated files do not touch it."""
    root = tmp_path / "course"
    shutil.copytree(MINICOURSE, root)
    (root / "lessons" / "models").mkdir()
    (root / "lessons" / "models" / "outer.py").write_text("from lessons.models import inner\n")
    (root / "lessons" / "models" / "inner.py").write_text("x = 1\n")
    lesson = root / "lessons" / "ch01_first.py"
    lesson.write_text(
        lesson.read_text().replace(
            "import marimo as mo\n", "import marimo as mo\n    from lessons.models import outer\n", 1
        )
    )
    course = course_module.load(root)
    chapter = course.chapter("ch01")
    before = copies.fingerprint(course, chapter)
    (root / "README.md").write_text("unrelated")
    (root / "lessons" / "models" / "unused.py").write_text("y = 1\n")
    assert copies.fingerprint(course, chapter) == before
    for name, text in {
        "lessons/models/inner.py": "x = 2\n",
        "lessons/data/rows.json": "[]",
        "exercises/ch01_first/ex01_double.py": '"""Another statement."""\n',
        "requirements.lock": "numpy==1\n",
    }.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        after = copies.fingerprint(course, chapter)
        assert after != before, name
        before = after
