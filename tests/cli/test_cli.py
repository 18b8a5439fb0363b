"""The command as its users meet it: the learner's day, and bad input, each with a clear error and nothing lost."""

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.beforehand import FULL_DISK, INTERRUPTIBLE, READER, beforehand
from tests.conftest import MINICOURSE, ROOT
from tests.waiting import until

COMMAND = [sys.executable, "-c", "from grader.cli import main; main()"]

REMEMBER = """
import sys
from pathlib import Path
from grader.course import progress
try:
    progress.remember(Path(sys.argv[1]), "results", "x", "y" * 500)
except Exception as e:
    print(type(e).__name__, e)
"""


@pytest.fixture
def course(tmp_path):
    """A course and a desk of one's own, in a path with a space and other letters."""
    target = tmp_path / "mein Kürs"
    shutil.copytree(MINICOURSE, target)
    return target


def run(course, *arguments, env=None, timeout=120, first=""):
    return subprocess.run(
        beforehand(first, *COMMAND, *arguments),
        cwd=course, env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "160", **(env or {})},
        capture_output=True, text=True, timeout=timeout, check=False,
    )  # fmt: skip


def work(course, name, text):
    path = course / "my" / "ch01" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def solution(course, name):
    return (course / "solutions" / "ch01_mini" / name).read_text()


class TestTheLearnersDay:
    def test_next_check_pass_status(self, course):
        first = run(course, "next")
        assert first.returncode == 0, first.stderr
        assert "ch01/ex01" in first.stdout
        assert (course / "my" / "ch01" / "ex01_nearest.py").exists()
        assert (course / "my" / "AGENTS.md").exists()
        assert "not started" in run(course, "check").stdout
        work(course, "ex01_nearest.py", solution(course, "ex01_nearest.py"))
        passed = run(course, "check", "ch01/ex01")
        assert "7/7 points" in passed.stdout, passed.stdout + passed.stderr
        assert "Milvus" in passed.stdout
        assert "1/6 exercises" in run(course, "status").stdout
        assert "ch01/ex02" in run(course, "next").stdout

    def test_hints_come_one_step_at_a_time(self, course):
        assert "hint 1 of 3" in run(course, "hint", "ch01/ex01").stdout
        assert "hint 2 of 3" in run(course, "hint", "ch01/ex01").stdout
        assert "hint 3 of 3" in run(course, "hint", "ch01/ex01").stdout
        assert "hint 3 of 3" in run(course, "hint", "ch01/ex01").stdout

    def test_the_solution_waits_for_a_pass(self, course):
        refused = run(course, "solution", "ch01/ex04")
        assert refused.returncode == 2
        assert "not passed yet" in refused.stderr
        assert "authorizationEnabled: true" in run(course, "solution", "ch01/ex04", "--spoil").stdout
        work(course, "ex04_config.yaml", solution(course, "ex04_config.yaml"))
        run(course, "check", "ch01/ex04")
        shown = run(course, "solution", "ch01/ex04").stdout
        assert "authorizationEnabled: true" in shown
        assert "SOLUTION" not in shown

    def test_reset_keeps_the_work(self, course):
        path = work(course, "ex01_nearest.py", "my own work\n")
        said = run(course, "reset", "ch01/ex01")
        assert said.returncode == 0
        assert "raise NotStarted" in path.read_text()
        kept = [p for p in path.parent.iterdir() if p.suffix == ".bak"]
        assert [p.read_text() for p in kept] == ["my own work\n"]

    def test_progress_moves_to_another_desk(self, course, tmp_path):
        work(course, "ex04_config.yaml", solution(course, "ex04_config.yaml"))
        run(course, "check", "ch01/ex04")
        run(course, "progress", "export", str(tmp_path / "p.json"))
        there = run(course, "progress", "import", str(tmp_path / "p.json"), "--work", str(tmp_path / "other"))
        assert "1 entries" in there.stdout
        rows = json.loads(run(course, "status", "--json", "--work", str(tmp_path / "other")).stdout)
        assert [r["exercise"] for r in rows if r["passed"]] == ["ch01/ex04"]

    def test_json_is_the_result_document(self, course):
        work(course, "ex04_config.yaml", "common: {}\n")
        document = json.loads(run(course, "check", "ch01/ex04", "--json").stdout)
        assert document["version"] == 1
        assert document["status"] == "failed"

    def test_strict_tells_by_its_exit_status(self, course):
        work(course, "ex04_config.yaml", "common: {}\n")
        assert run(course, "check", "ch01/ex04").returncode == 0
        assert run(course, "check", "ch01/ex04", "--strict").returncode == 1

    def test_another_seed_is_another_data_set_and_is_not_recorded(self, course):
        work(course, "ex05_count.py", solution(course, "ex05_count.py"))
        assert "2/2 points" in run(course, "check", "ch01/ex05", "--seed", "99").stdout
        assert not any(r["passed"] for r in json.loads(run(course, "status", "--json").stdout))


class TestBadInput:
    def test_an_unknown_exercise(self, course):
        said = run(course, "check", "ch01/ex42")
        assert said.returncode == 2
        assert "did you mean" in said.stderr
        assert "Traceback" not in said.stderr

    def test_an_unknown_command(self, course):
        assert "Did you mean check" in run(course, "chekc").stderr

    def test_outside_a_course(self, tmp_path):
        said = run(tmp_path, "check")
        assert said.returncode == 2
        assert "cd into the course" in said.stderr

    def test_a_file_that_cannot_be_read(self, course):
        path = work(course, "ex01_nearest.py", "x = 1\n")
        path.chmod(0)
        said = run(course, "check", "ch01/ex01", first=READER)
        assert said.returncode in (2, 3)
        assert "Traceback" not in said.stderr
        assert len(said.stderr.strip().splitlines()) == 1

    def test_a_manifest_with_a_mistake(self, course):
        manifest = course / "exercises" / "ch01_mini" / "chapter.toml"
        manifest.write_text(manifest.read_text().replace("minutes = 5", "minutes = ", 1))
        said = run(course, "check", "ch01/ex01")
        assert said.returncode == 2
        assert "chapter.toml:1:" in said.stderr

    def test_a_test_file_with_a_mistake(self, course):
        test = course / "exercises" / "ch01_mini" / "test_ex04_config.py"
        test.write_text(test.read_text() + "\ndef (:\n")
        work(course, "ex04_config.yaml", "a: 1\n")
        said = run(course, "check", "ch01/ex04")
        assert said.returncode == 2
        assert "test_ex04_config.py:" in said.stderr

    def test_nothing_serves(self, course):
        work(course, "ex01_nearest.py", solution(course, "ex01_nearest.py"))
        manifest = course / "exercises" / "ch01_mini" / "chapter.toml"
        manifest.write_text(manifest.read_text().replace('needs = ["search", "fresh_reads"]', 'needs = ["search", "snapshots"]', 1))
        said = run(course, "check", "ch01/ex01")
        assert said.returncode == 0
        assert "unavailable" in said.stdout
        assert run(course, "check", "ch01/ex01", "--require-backends").returncode == 3

    def test_a_read_only_checkout(self, course, tmp_path):
        """The course is never written to: the desk may be anywhere."""
        desk = tmp_path / "desk"
        before = {p: p.stat().st_mtime_ns for p in course.rglob("*") if p.is_file()}
        assert run(course, "next", "ch01/ex04", "--work", str(desk)).returncode == 0
        (desk / "ch01" / "ex04_config.yaml").write_text(solution(course, "ex04_config.yaml"))
        assert "2/2 points" in run(course, "check", "ch01/ex04", "--work", str(desk)).stdout
        assert {p: p.stat().st_mtime_ns for p in course.rglob("*") if p.is_file()} == before

    def test_a_full_disk(self, course):
        """Progress cannot be written (a limit on file size stands for the full disk): one line, and the old file is whole."""
        work(course, "ex04_config.yaml", solution(course, "ex04_config.yaml"))
        run(course, "check", "ch01/ex04")
        before = (course / "my" / ".progress" / "results.json").read_text()

        full = FULL_DISK.format(bytes=8)
        said = run(course, "hint", "ch01/ex04", first=full)
        assert said.returncode == 2, said
        assert said.stderr.startswith("Progress is kept in"), said
        assert len(said.stderr.strip().splitlines()) == 1
        command = beforehand(full, sys.executable, "-c", REMEMBER, course / "my")
        said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert "UsageError Progress is kept in" in said.stdout, said
        assert (course / "my" / ".progress" / "results.json").read_text() == before


class TestOtherPeoplesDesk:
    """Under CI the desk is a stranger's: a pull request wrote it, links, progress and all."""

    def test_a_link_to_the_solution_earns_nothing(self, course):
        target = work(course, "ex05_count.py", "")
        target.unlink()
        target.symlink_to(course / "solutions/ch01_mini/ex05_count.py")
        done = run(course, "check", "ch01/ex05", "--trust", "--json", env={"CI": "true"})
        result = json.loads(done.stdout)
        assert (result["status"], result["points"]) == ("failed", 0)
        assert "is a link" in result["note"]
        mine = json.loads(run(course, "check", "ch01/ex05", "--json").stdout)
        assert "leads out of the workspace" in mine["note"]

    def test_their_progress_is_neither_read_nor_written(self, course):
        work(course, "ex05_count.py", solution(course, "ex05_count.py"))
        kept = course / "my" / ".progress"
        kept.mkdir(exist_ok=True)
        os.mkfifo(kept / "results.json")  # whoever reads it waits for ever
        (kept / "hints.json").symlink_to("/dev/zero")
        done = run(course, "check", "--all", "--trust", "--json", env={"CI": "true"}, timeout=60)
        assert done.returncode == 0
        assert json.loads(done.stdout)["status"] == "passed"
        assert sorted(p.name for p in kept.iterdir()) == ["hints.json", "results.json"]

    def test_without_a_name_nothing_is_guessed_from_it(self, course):
        work(course, "ex05_count.py", solution(course, "ex05_count.py"))
        done = run(course, "check", "--trust", env={"CI": "true"})
        assert done.returncode == 2
        assert "--all" in done.stderr


class Watching:
    """`grader watch` on a pseudo-terminal."""

    def __init__(self, course, *arguments):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            beforehand(INTERRUPTIBLE, *COMMAND, "watch", *arguments),
            cwd=course, stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "COLUMNS": "120"}, start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.text = ""

    def until(self, wanted, seconds=60):
        end = time.monotonic() + seconds
        while wanted not in self.text and time.monotonic() < end:
            if select.select([self.master], [], [], 0.1)[0]:
                try:
                    self.text += os.read(self.master, 65536).decode(errors="replace")
                except OSError:
                    break
        assert wanted in self.text, self.text[-3000:]
        seen, self.text = self.text.split(wanted, 1)
        return seen

    def end(self):
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(30)
        os.close(self.master)


def test_watch_sees_saves_recovers_from_a_syntax_error_and_ends_clean(course):
    path = work(course, "ex01_nearest.py", "def nearest(rows, query, k):\n    return (\n")
    watching = Watching(course, "ch01/ex01")
    try:
        watching.until("SyntaxError")
        watching.until("Watching")
        right = solution(course, "ex01_nearest.py")
        for n in range(5):  # a burst of saves, as editors make them: one run
            path.write_text(f"{right}# {n}\n")
        watching.until("7/7 points")
        watching.until("ex02_types.py too")  # goes on to the next one, and still hears of this one
        time.sleep(1.5)  # time in which a second run of the burst would show itself
        path.write_text(right.replace("[:k]]", "[:k]][::-1]"))
        between = watching.until("5/7 points")
        assert between.count("7/7 points") == 0, "a burst of saves gave more than one run"
    finally:
        children = _below(watching.process.pid)
        watching.end()
    assert watching.process.returncode in (0, 130, 1)
    until(lambda: not [p for p in children if Path(f"/proc/{p}").exists()], 10)


def test_watch_sees_a_save_made_while_the_first_grading_runs(course, tmp_path):
    begun = tmp_path / "begun"
    slow = f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(1)\n"
    path = work(course, "ex01_nearest.py", slow + "def nearest(rows, query, k):\n    return []\n")
    watching = Watching(course, "ch01/ex01")
    try:
        until(begun.exists)
        path.write_text(solution(course, "ex01_nearest.py"))
        watching.until("Watching")
        watching.until("7/7 points")
    finally:
        watching.end()


def _below(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found += [child, *_below(child)]
    return found


def test_debug_gives_the_submission_the_terminal(course):
    work(course, "ex02_types.py", solution(course, "ex02_types.py").replace("    return value", "    breakpoint()\n    return value", 1))
    master, slave = pty.openpty()
    process = subprocess.Popen(
        ["setsid", "--ctty", sys.executable, "-c", "from grader.cli import main; main()", "check", "ch01/ex02", "--debug"],
        cwd=course, stdin=slave, stdout=slave, stderr=slave, env={**os.environ, "COLUMNS": "120"},
    )  # fmt: skip
    os.close(slave)
    text, sent, end = "", 0, time.monotonic() + 90
    while process.poll() is None and time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            try:
                text += os.read(master, 65536).decode(errors="replace")
            except OSError:
                break
        if text.count("(Pdb)") > sent:
            sent = text.count("(Pdb)")
            os.write(master, b"p 'value is', value\n" if sent == 1 else b"c\n")
    process.wait(30)
    os.close(master)
    assert "'value is'" in text, text[-2000:]
    assert "6/6 points" in text, text[-2000:]
    assert "not recorded" in text
    assert not (course / "my" / ".progress" / "results.json").exists()


HEAVY = {"grpc", "pymilvus", "milvus_lite", "numpy", "pandas", "pytest", "marimo", "docker", "msgpack"}


@pytest.mark.parametrize(
    "arguments", [["hint", "ch01/ex01"], ["status"], ["next"], ["doctor"], ["progress", "export", "p.json"], ["progress", "import", "p.json"]], ids=" ".join
)
def test_what_talks_to_no_milvus_imports_none(course, arguments):
    """No gRPC, no NumPy: they cost a third of a second and bring threads that a command for one line has no use for."""
    (course / "p.json").write_text("{}")
    said = subprocess.run(
        [sys.executable, "-X", "importtime", *COMMAND[1:], *arguments], cwd=course, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    imported = {line.rsplit("|", 1)[-1].strip() for line in said.stderr.splitlines() if "|" in line}
    assert "grader.cli.command" in imported
    assert not imported & HEAVY


def test_help_imports_nothing_heavy():
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "from grader.cli import main; main(['--help'])"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    imported = {line.rsplit("|", 1)[-1].strip() for line in said.stderr.splitlines() if "|" in line}
    assert said.stdout.startswith("Usage:")
    assert not imported & {"numpy", "pymilvus", "pytest", "rich", "marimo", "grader.course", "grader.grading.supply"}
