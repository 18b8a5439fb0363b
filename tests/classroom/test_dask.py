"""A real local cluster of worker processes: the same results as on one machine, and a killed worker costs nobody anything."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from grader.classroom import bulk, merge
from grader.classroom.tasks import Fault
from tests.classroom.helpers import Run, below, bulk_command, document, golden, gone, handin, scores
from tests.conftest import required
from tests.waiting import until

NAMES = [
    "all_right",
    "one_wrong",
    "blocked_by_one",
    "partly_started",
    "exits_in_a_call",
    "yaml_bomb",
    "program_loops",
    "other_style",
]

try:
    import distributed
except ImportError:
    distributed = None


class Cluster:
    """A scheduler and worker processes, started as an administrator would."""

    def __init__(self, folder, workers):
        self.folder, self.processes = folder, []
        info = folder / "scheduler.json"
        self.start(
            "distributed.cli.dask_scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--scheduler-file",
            str(info),
            "--no-dashboard",
        )
        until(info.exists, 60, self.processes[0])
        self.address = document(info)["address"]
        self.workers = [self.worker(n) for n in range(workers)]

    def worker(self, n):
        return self.start(
            "distributed.cli.dask_worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1",
            "--local-directory", str(self.folder / f"w{n}"), "--name", f"w{n}", "--death-timeout", "60",
        )  # fmt: skip

    def start(self, *arguments):
        log = (self.folder / f"{len(self.processes)}.log").open("w")
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1"},
        )  # fmt: skip
        log.close()
        self.processes.append(process)
        return process

    def close(self):
        left = [p for process in self.processes for p in below(process.pid)]
        for process in self.processes:
            process.kill()
        for process in self.processes:
            process.wait(30)
        gone(left)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    if distributed is None:
        required("Dask is not installed", "pip install '.[dask]'")
    cluster = Cluster(tmp_path_factory.mktemp("cluster"), 2)
    try:
        yield cluster
    finally:
        cluster.close()


@pytest.fixture
def handins(tmp_path):
    return [handin(tmp_path / "in" / n, golden(n)) for n in NAMES]


def executor(cluster):
    from grader.classroom.executors.dask import DaskExecutor

    found = DaskExecutor(cluster.address)
    found.client.wait_for_workers(len([w for w in cluster.workers if w.poll() is None]), timeout=60)
    return found


def graded(run):
    return {(e.handin, e.exercise): merge._graded(e.result) if e.result else None for e in run.store.entries()}


@pytest.fixture
def here(handins, tmp_path):
    """The same class graded on this machine."""
    run = Run(tmp_path / "here")
    run.grade(run.plan(handins, ["ch01/ex01", "ch01/ex04", "ch01/ex05"]))
    return graded(run)


@pytest.mark.soak
def test_a_worker_killed_in_mid_task(cluster, handins, here, tmp_path):
    """One of two workers is SIGKILLed while it grades: the results are those of one machine, once each, and no orphan is left."""
    run = Run(tmp_path / "there")
    planned = run.plan(handins, ["ch01/ex01", "ch01/ex04", "ch01/ex05"])
    dask = executor(cluster)
    victim = cluster.workers[0]
    orphans = []

    def kill():
        until(lambda: len(below(victim.pid)) > 2, 60)  # the forking parent, a trusted process and a worker: in mid-task
        orphans.extend(below(victim.pid))
        victim.kill()

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    ran = []
    try:
        assert dask.slots == 2
        tally = bulk.run(
            planned.tasks, run.store, dask, lambda t, task, outcome: ran.append((task.key, outcome)) if task else None
        )
    finally:
        dask.close()
    killer.join(60)
    assert len(orphans) > 2
    gone(orphans)
    assert tally.ungraded == 0
    assert graded(run) == here
    settled = [key for key, outcome in ran if not isinstance(outcome, Fault)]
    assert sorted(settled) == sorted({t.key for t in planned.tasks}), "no verdict came twice"
    until(lambda: not _parents(cluster), 15)  # what the other worker held for this run has ended with it
    victim.wait(30)
    cluster.workers[0] = cluster.worker(9)


def _parents(cluster):
    return [p for w in cluster.workers if w.poll() is None for p in below(w.pid)]


@pytest.mark.soak
def test_a_task_that_takes_its_workers_down_is_a_fault(cluster, tmp_path):
    """Whatever kills every worker that takes it (KilledWorker) is tried within the bound and ungraded, never a learner's failure."""
    run = Run(tmp_path / "there")
    planned = run.plan([handin(tmp_path / "in" / "slow", golden("waits_too_long"))], ["ch01/ex02"])
    dask = executor(cluster)
    stop, spare = threading.Event(), iter(range(20, 40))

    def kill():
        while not stop.is_set():
            for number, worker in enumerate(cluster.workers):
                if len(below(worker.pid)) > 2:
                    worker.kill()
                    worker.wait(30)
                    cluster.workers[number] = cluster.worker(next(spare))
            time.sleep(0.05)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    try:
        tally = bulk.run(planned.tasks, run.store, dask)
    finally:
        stop.set()
        killer.join(60)
        dask.close()
    assert (tally.tried, tally.ungraded) == (bulk.TRIES, 1)
    (entry,) = run.store.entries()
    assert entry.result is None
    assert "KilledWorker" in entry.ungraded


@pytest.mark.soak
def test_ending_at_once_ends_what_runs_on_the_workers(cluster, tmp_path):
    """The second Ctrl-C: a cancelled future alone would let the worker go on for half a minute; here its processes end."""
    run = Run(tmp_path / "there")
    planned = run.plan([handin(tmp_path / "in" / "slow", golden("waits_too_long"))], ["ch01/ex02"])
    dask = executor(cluster)
    stop, seen = bulk.Stop(), []

    def watch(tally, task, outcome):
        if not stop.level and any(len(below(w.pid)) > 2 for w in cluster.workers):
            seen.extend(p for w in cluster.workers for p in below(w.pid))
            stop.level = 2

    try:
        tally = bulk.run(planned.tasks, run.store, dask, watch, stop=stop)
        assert seen
        gone(seen, 12)
    finally:
        dask.close()
    assert (tally.ungraded, run.store.tries(planned.tasks[0].key)) == (1, 0)
    assert run.results() == {("slow", "ex02"): None}


def test_a_worker_with_another_course_refuses(cluster, tmp_path):
    """A verdict from another grader or course would be kept under a wrong key: the worker says what differs, and grades nothing."""
    run = Run(tmp_path / "there")
    planned = run.plan([handin(tmp_path / "in" / "bomb", golden("yaml_bomb"))], ["ch01/ex04"])
    (task,) = planned.tasks
    other = type(task)(**{**task.as_data(), "parts": {**task.parts, "test": "another", "grader": "another"}})
    dask = executor(cluster)
    try:
        dask.submit(other)
        _, outcome = until(lambda: dask.next(1), 60)
    finally:
        dask.close()
    assert isinstance(outcome, Fault)
    assert "grader and test differ" in outcome.message


@pytest.mark.soak
def test_the_command_on_a_cluster(cluster, handins, here, tmp_path):
    """`--scheduler` gives what one machine gives."""
    out = tmp_path / "run"
    said = bulk_command(
        tmp_path / "in",
        "--out",
        out,
        "--scheduler",
        cluster.address,
        "--seed",
        7,
        "--exercise",
        "ch01/ex04",
        "--exercise",
        "ch01/ex05",
    )
    assert said.returncode == 0, said.stdout + said.stderr
    expected = {(h, e[-4:]): (v[1], v[2]) for (h, e), v in here.items() if not e.endswith("ex01")}
    assert scores(out) == expected


def test_a_run_that_sends_nothing_more_is_ended_on_its_worker(monkeypatch):
    """Nobody tells a worker that its client was killed: after a while without tasks it ends what it held (a shorter while here)."""
    from grader.classroom.executors import dask as module

    ended = []
    held = type(
        "Held",
        (),
        {"busy": 1, "timer": None, "supply": type("Supply", (), {"end": staticmethod(lambda: ended.append(1))})},
    )()
    monkeypatch.setattr(module, "IDLE_SECONDS", 0.05)
    monkeypatch.setitem(module._held, "run", held)
    module._give_back("run", held)
    until(lambda: ended, 20)
    assert "run" not in module._held


def test_without_dask_it_is_said(monkeypatch):
    """Where the package is missing, the message names the command that brings it."""
    from grader.classroom.executors.dask import DaskExecutor
    from grader.errors import UsageError

    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"pip install '\.\[dask\]'"):
        DaskExecutor("tcp://127.0.0.1:1")
