"""Trouble, for real: processes killed and stopped, disks full, clocks wrong. Nothing is lost, doubled or wrongly zero.

Full disks are small file systems of their own, which only root can mount. A stall of a minute is made
with one of 20 seconds: longer than every deadline of the exercise that meets it.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from grader.classroom.store import Store
from tests.beforehand import READER
from tests.classroom.helpers import (
    SOLUTIONS,
    Run,
    a_class,
    below,
    bulk_command,
    end,
    environment,
    golden,
    gone,
    handin,
    lites,
    scores,
    signal_all,
    start_bulk,
    started,
    verdicts,
)  # fmt: skip
from tests.conftest import required
from tests.waiting import until

NAMES = [
    "all_right",
    "one_wrong",
    "blocked_by_one",
    "partly_started",
    "exits_in_a_call",
    "huge_reply",
    "other_style",
    "wrong_type",
]
EXPECTED = {
    ("00-all_right", "ex01"): ("passed", 7),
    ("01-one_wrong", "ex01"): ("partial", 5),
    ("02-blocked_by_one", "ex01"): ("partial", 4),
    ("03-partly_started", "ex01"): ("partial", 3),
    ("04-exits_in_a_call", "ex01"): ("partial", 4),
    ("05-huge_reply", "ex01"): ("partial", 4),
    ("06-other_style", "ex01"): ("passed", 7),
    ("07-wrong_type", "ex01"): ("partial", 4),
}
MEETS = """
import pathlib, time
_load = load
def load(*arguments):
    pathlib.Path({begun!r}).touch()
    end = time.monotonic() + 12
    while not pathlib.Path({killed!r}).exists() and time.monotonic() < end:
        time.sleep(0.01)
    return _load(*arguments)
"""
"""Ends a right answer: says that a call is under way, and goes on once the test has killed what it wanted."""


@pytest.fixture
def handed(tmp_path):
    return a_class(tmp_path / "in", NAMES)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "run"


def begun(handed, out, count=2, **more):
    """A run in the background that has `count` verdicts and is in the middle of others."""
    process = start_bulk(handed, "--out", out, "--seed", 7, **more)
    try:
        until(lambda: len(verdicts(out)) >= count and len(below(process.pid)) > 2, 120, process)
    except BaseException:
        end(process)
        raise
    return process


class TestTheGraderIsKilled:
    def test_in_mid_run_and_resumed(self, handed, out):
        """SIGKILL: no process is left, what had a verdict keeps it, and the same command does the rest."""
        process = begun(handed, out)
        children = below(process.pid)
        process.kill()
        process.wait(30)
        process.stdout.close()
        gone(children)
        before = verdicts(out)
        assert 2 <= len(before) < 8
        said = bulk_command(handed, "--out", out)
        assert said.returncode == 0, said.stdout
        assert f"known before {len(before)}" in said.stdout
        assert scores(out) == EXPECTED
        after = verdicts(out)
        assert len(after) == 8
        assert {k: after[k] for k in before} == before
        with Store(out / "store.sqlite", readonly=True) as store:
            assert store.rows("attempts") == [], "a run that was killed is no try"

    @pytest.mark.soak
    def test_in_mid_run_many_times(self, handed, out):
        """Killed again and again at any moment, the runs end with every result."""
        for n in range(2):
            process = start_bulk(handed, "--out", out, "--seed", 7)
            children = []
            try:
                until(lambda n=n: len(verdicts(out)) > n, 120, process)
                children = below(process.pid)
            finally:
                process.kill()
                process.wait(30)
                process.stdout.close()
            gone(children)
        assert bulk_command(handed, "--out", out).returncode == 0
        assert scores(out) == EXPECTED

    @pytest.mark.soak
    def test_ctrl_c_once(self, handed, out):
        """What runs is finished and kept, nothing new starts, and what is left is said to be ungraded."""
        process = begun(handed, out)
        children = below(process.pid)
        os.kill(process.pid, signal.SIGINT)
        said, _ = process.communicate(timeout=60)
        assert process.returncode == 3, said
        assert "Ungraded, and nobody's zero" in said
        gone(children)
        assert 2 < len(verdicts(out)) < 8, "what ran at the time was finished"
        with Store(out / "store.sqlite", readonly=True) as store:
            assert store.rows("attempts") == []
        assert bulk_command(handed, "--out", out).returncode == 0
        assert scores(out) == EXPECTED

    def test_ctrl_c_twice(self, tmp_path, out):
        """The second ends at once, with every process, and the store is whole; nothing counts as a try."""
        handed = a_class(tmp_path / "in", ["waits_too_long", "busy_too_long", "endless_stream"])
        process = start_bulk(handed, "--out", out, "--seed", 7)
        try:
            until(lambda: len(below(process.pid)) > 3, 60, process)
            children = below(process.pid)
            os.kill(process.pid, signal.SIGINT)
            time.sleep(0.5)
            assert process.poll() is None, "the first lets what runs finish, which here takes long"
            os.kill(process.pid, signal.SIGINT)
            said, _ = process.communicate(timeout=12)  # of the 30 seconds that one of them takes
        finally:
            end(process)
        assert process.returncode == 3, said
        gone(children)
        with Store(out / "store.sqlite", readonly=True) as store:
            assert store.rows("attempts") == []
            assert store.rows("verdicts") == []
            assert len(store.entries()) == 3


class TestAProcessBelowIsKilled:
    @pytest.mark.parametrize("victim", ["worker", "trusted process", "forking parent", "milvus"])
    def test_from_outside(self, tmp_path, victim):
        """The right answer has its points, whichever process of its grading somebody SIGKILLs in the middle."""
        slow = tmp_path / "in" / "slow" / "ch01" / "ex01_nearest.py"
        slow.parent.mkdir(parents=True)
        slow.write_text((SOLUTIONS / "ex01_nearest.py").read_text() + MEETS.format(begun=str(tmp_path / "begun"), killed=str(tmp_path / "killed")))
        run = Run(tmp_path / "run", slots=1)
        planned = run.plan([handin(tmp_path / "in" / "slow")])
        killed = []

        def kill():
            until((tmp_path / "begun").exists)
            killed.append(until(lambda: _find(victim)))
            signal_all(killed, signal.SIGKILL)
            (tmp_path / "killed").touch()

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        try:
            tally = run.grade(planned)
        finally:
            killer.join(60)
        assert killed, "nothing was killed"
        assert run.results() == {("slow", "ex01"): ("passed", 7)}
        assert tally.ungraded == 0

    def test_the_worker_again_and_again_is_the_learners(self, tmp_path):
        """A submission that SIGKILLs itself does so alone too: failed, and named."""
        at = tmp_path / "in" / "suicidal" / "ch01" / "ex01_nearest.py"
        at.parent.mkdir(parents=True)
        at.write_text("import os, signal\ndef nearest(rows, query, k):\n    os.kill(os.getpid(), signal.SIGKILL)\n")
        run = Run(tmp_path / "run", slots=1)
        run.grade(run.plan([handin(tmp_path / "in" / "suicidal")]))
        (entry,) = run.store.entries()
        assert (entry.result["status"], entry.result["points"]) == ("failed", 0)
        assert "SIGKILL" in entry.result["checks"][0]["message"]
        assert "ran once more, alone" in entry.result["note"]


def _find(victim):
    """A process of a grading that is under way below this one, told by where it stands and what it holds."""
    me = os.getpid()
    everything = below(me)
    lite = lites(me)
    if not lite:
        return None
    if victim == "milvus":
        return lite[0]
    if victim == "forking parent":
        return next((p for p in everything if b"grader.worker.launch.fork" in _cmdline(p[0]) and _parent(p[0]) == me), None)
    for process in everything:
        cwd = _cwd(process[0])
        if victim == "worker" and "/gr-" in cwd and Path(cwd).name.startswith("w"):
            return process
        if victim == "trusted process" and "/gr-" in cwd and Path(cwd).name == "tests":
            return process
    return None


def _cmdline(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _parent(pid):
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])
    except OSError:
        return 0


def _cwd(pid):
    try:
        return os.readlink(f"/proc/{pid}/cwd")
    except OSError:
        return ""


class TestMilvus:
    @pytest.mark.soak
    def test_one_that_hangs(self, tmp_path):
        """Milvus Lite is stopped (SIGSTOP) in a learner's call and stays so: graded again on a fresh one, with full marks."""
        run = Run(tmp_path / "run", slots=1)
        planned = run.plan([handin(tmp_path / "in" / "a", golden("all_right"))])
        stopped, stop = [], threading.Event()

        def hang():
            while not (stopped or stop.is_set()):
                for found in lites(os.getpid()):
                    signal_all([found], signal.SIGSTOP)
                    stopped.append(found)
                    break
                time.sleep(0.01)

        watcher = threading.Thread(target=hang, daemon=True)
        watcher.start()
        try:
            tally = run.grade(planned)
        finally:
            stop.set()
            watcher.join(30)
        assert stopped
        gone(stopped)
        assert run.results() == {("a", "ex01"): ("passed", 7)}
        assert tally.ungraded == 0

    def test_out_of_memory(self, tmp_path, out):
        """A Milvus that may hold nothing fails the reference too: ungraded or unserved, and nobody has a zero for it."""
        handed = a_class(tmp_path / "in", NAMES[:2])
        chosen = ["--exercise", "ch01/ex01"]
        said = bulk_command(handed, "--out", out, "--seed", 7, *chosen, env={"GRADER_LITE_MEMORY": "1"})
        assert set(scores(out).values()) == {None}, said.stdout
        assert bulk_command(handed, "--out", out).returncode == 0
        assert scores(out) == dict(list(EXPECTED.items())[:2]), "with memory it is graded like any other"

    def test_out_of_disk(self, tmp_path, out):
        """The disk under Milvus is full: the same, and the run goes on to what needs none."""
        handed = a_class(tmp_path / "in", ["all_right", "solution:ex04_config.yaml"])
        with small_disk("96k") as small:
            wrapper = f"import tempfile; tempfile.tempdir = {str(small)!r}; from grader.cli import main; main()"
            said = _bulk_with(wrapper, handed, "--out", out, "--seed", 7, "-j", 1)
        found = scores(out)
        assert found["00-all_right", "ex01"] is None, said.stdout
        assert found["01-solution-ex04_config.yaml", "ex04"] == ("passed", 2)
        assert bulk_command(handed, "--out", out).returncode == 0
        assert scores(out)["00-all_right", "ex01"] == ("passed", 7)


@contextlib.contextmanager
def small_disk(size):
    """A file system of its own, with a path short enough for sockets."""
    folder = Path(tempfile.mkdtemp(prefix="small-", dir="/tmp"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        folder.rmdir()
        required("No file system can be mounted here", "run this test as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
        folder.rmdir()


def _bulk_with(code, *arguments):
    return subprocess.run(
        [sys.executable, "-c", code, "bulk", "--trust", *map(str, arguments)], env=environment(), capture_output=True, text=True,
        timeout=180, check=False,
    )  # fmt: skip


class TestTheStore:
    @pytest.mark.soak
    def test_on_a_full_disk(self, handed):
        """The run ends with one line and no process; what was in the store stays, and the run goes on once there is room."""
        with small_disk("8m") as small:
            out = small / "run"
            process = begun(handed, out)
            end(process)
            before = verdicts(out)
            with (small / "filler").open("wb") as filler:
                filler.truncate(0)
                free = shutil.disk_usage(small).free
                filler.write(b"x" * (free - 64_000))
            said = bulk_command(handed, "--out", out)
            assert said.returncode == 2, said.stdout + said.stderr
            assert "free some space" in said.stderr
            assert len(said.stderr.strip().splitlines()) == 1, said.stderr
            assert {k: v for k, v in verdicts(out).items() if k in before} == before
            (small / "filler").unlink()
            said = bulk_command(handed, "--out", out)
            assert said.returncode == 0, said.stdout + said.stderr
            assert scores(out) == EXPECTED

    def test_read_only(self, handed, out):
        """A run that cannot write says so before it grades; a report of it can still be read."""
        process = begun(handed, out)
        end(process)
        before = scores(out)

        (out / "store.sqlite").chmod(0o444)
        out.chmod(0o555)
        try:
            said = bulk_command(handed, "--out", out, first=READER)
            assert said.returncode in (2, 3), said.stdout
            assert "Traceback" not in said.stderr
            assert len(said.stderr.strip().splitlines()) == 1, said.stderr
        finally:
            out.chmod(0o755)
            (out / "store.sqlite").chmod(0o644)
        assert scores(out) == before

    @pytest.mark.soak
    def test_two_runs_at_once(self, handed, out):
        """Two commands on one run folder: both end well, every result is there, no key has two verdicts."""
        one = start_bulk(handed, "--out", out, "--seed", 7)
        two = start_bulk(handed, "--out", out, "--seed", 7)
        try:
            said = [p.communicate(timeout=150)[0] for p in (one, two)]
        finally:
            end(one)
            end(two)
        assert (one.returncode, two.returncode) == (0, 0), said
        assert scores(out) == EXPECTED
        assert len(verdicts(out)) == 8


def test_a_clock_that_steps_back(tmp_path, monkeypatch):
    """The store's and the system's clock go back by a year between two runs: no result moves, none is graded twice.

    The clock of the machine is left alone; the modules' own view of it is replaced.
    """
    import grader.classroom.store as store_module

    handins = [handin(tmp_path / "in" / n, golden(n)) for n in ("yaml_bomb", "program_loops")]
    run = Run(tmp_path / "run")
    run.grade(run.plan(handins[:1], ["ch01/ex04"]))
    first = run.store.entries()
    seen = run.store.rows("entries")

    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() - 365 * 86400)
    monkeypatch.setattr(store_module, "_now", lambda: "2001-01-01T00:00:00+00:00")
    tally = run.grade(run.plan(handins, ["ch01/ex04", "ch01/ex05"]))
    assert (tally.known, tally.ungraded) == (1, 0)
    assert tally.left is None or tally.left >= 0
    assert [e for e in run.store.entries() if e.exercise == "ch01/ex04" and e.handin == "yaml_bomb"] == first
    assert [r for r in run.store.rows("entries") if r[:2] == seen[0][:2]] == seen
    assert run.results()["program_loops", "ex05"] == ("failed", 0)


def test_a_core_taken_for_its_whole_deadline(tmp_path):
    """Submissions that burn a core until their deadline fail; the right ones beside them keep their points."""
    names = ["busy_too_long", "all_right", "endless_stream", "other_style", "program_loops", "all_right"]
    at = a_class(tmp_path / "in", names)
    run = Run(tmp_path / "run", slots=3)
    run.grade(run.plan([handin(p) for p in sorted(at.iterdir())]))
    found = {k: v for k, v in run.results().items() if v != ("not_started", 0)}
    assert found == {
        ("00-busy_too_long", "ex02"): ("partial", 5),
        ("01-all_right", "ex01"): ("passed", 7),
        ("02-endless_stream", "ex02"): ("partial", 5),
        ("03-other_style", "ex01"): ("passed", 7),
        ("04-program_loops", "ex05"): ("failed", 0),
        ("05-all_right", "ex01"): ("passed", 7),
    }


@pytest.mark.soak
def test_a_stall_of_everything(handed, out):
    """All processes of a run are stopped for 20 s, beyond every deadline of a call, and continued: nobody pays for it."""
    process = begun(handed, out, count=1)
    try:
        everything = [(process.pid, started(process.pid)), *below(process.pid)]
        signal_all(everything, signal.SIGSTOP)
        everything += [p for p in below(process.pid) if p not in everything]  # forked just before
        signal_all(everything, signal.SIGSTOP)
        time.sleep(20)
        signal_all(everything, signal.SIGCONT)
        said, _ = process.communicate(timeout=150)
    finally:
        end(process)
    assert process.returncode == 0, said
    assert scores(out) == EXPECTED
