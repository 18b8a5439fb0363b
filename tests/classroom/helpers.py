"""What the tests of class runs share: a class of hand-ins for the mini course, and the processes of a run."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from grader import course as courses
from grader.classroom import bulk, plan
from grader.classroom.executors.local import EndingSupply, LocalExecutor
from grader.classroom.gradebook import Handin
from grader.classroom.store import Store
from grader.worker import processes
from tests.beforehand import beforehand
from tests.conftest import MINICOURSE
from tests.waiting import until

SUBMISSIONS = MINICOURSE.parent / "submissions"
SOLUTIONS = MINICOURSE / "solutions" / "ch01_mini"


def golden(name):
    """The file of a golden submission."""
    return next(p for p in (SUBMISSIONS / name).iterdir() if p.name.startswith("ex0"))


def lay(folder, *files, desk=True):
    """A hand-in's folder with these files, on a desk or flat; returns it."""
    target = folder / "ch01" if desk else folder
    target.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, target / file.name)
    return folder


def handin(folder, *files, desk=True, **more):
    return Handin(folder.name, lay(folder, *files, desk=desk), **more)


def a_class(folder, names):
    """A folder of folders, one for each golden submission named, or ``solution:ex04_config.yaml``."""
    for n, name in enumerate(names):
        file = SOLUTIONS / name.split(":")[1] if name.startswith("solution:") else golden(name)
        lay(folder / f"{n:02d}-{name.replace(':', '-')}", file)
    return folder


class Run:
    """A class run in this process, on the mini course."""

    def __init__(self, folder, course=MINICOURSE, *, seed=7, slots=2):
        courses.load.cache_clear()
        self.course, self.folder, self.slots = courses.load(course), folder, slots
        self.options = plan.Options(seed, "trusted")
        self.store = Store(folder / "store.sqlite")

    def plan(self, handins, exercises=()):
        chosen = self.course.select(exercises) if exercises else plan.handed_in(handins, self.course.exercises)
        planned = plan.plan(self.course, handins, chosen, self.options)
        planned.write(self.store)
        return planned

    def grade(self, planned, progress=lambda tally, task, outcome: None, **more):
        executor = LocalExecutor(self.course, self.slots, EndingSupply())
        try:
            return bulk.run(planned.tasks, self.store, executor, progress, **more)
        finally:
            executor.close()

    def results(self):
        """(hand-in, exercise) to status and points; None where there is no verdict."""
        return {
            (e.handin, e.exercise[-4:]): (e.result["status"], e.result["points"]) if e.result else None
            for e in self.store.entries()
        }


COMMAND = [sys.executable, "-c", "from grader.cli import main; main()"]


def environment(**more):
    return {**os.environ, "NO_COLOR": "1", "COLUMNS": "200", "GRADER_COURSE": str(MINICOURSE), **more}


def bulk_command(*arguments, timeout=180, env=None, first="", **more):
    """``grader bulk`` run to its end; `first` is Python that its process runs before."""
    return subprocess.run(
        beforehand(first, *COMMAND, "bulk", "--trust", *arguments), env=environment(**(env or {})), capture_output=True, text=True,
        timeout=timeout, check=False, **more,
    )  # fmt: skip


def start_bulk(*arguments, env=None, **more):
    """``grader bulk`` in the background."""
    return subprocess.Popen(
        [*COMMAND, "bulk", "--trust", *map(str, arguments)], env=environment(**(env or {})), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, **more,
    )  # fmt: skip



def verdicts(out):
    """Key to the time it was made, as the store has them now."""
    if not (out / "store.sqlite").exists():
        return {}
    try:
        with Store(out / "store.sqlite", readonly=True) as store:
            return {row[0]: row[5] for row in store.rows("verdicts")}
    except Exception:  # it is being made
        return {}


def scores(out):
    """(hand-in, exercise) to status and points, from a run folder."""
    with Store(out / "store.sqlite", readonly=True) as store:
        return {
            (e.handin, e.exercise[-4:]): (e.result["status"], e.result["points"]) if e.result else None
            for e in store.entries()
        }


def below(pid):
    """Every process below one, by process id and start, so that a number used again is not mistaken for it."""
    return [(child, began) for child in processes.below(pid) if (began := started(child))]


def started(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[19]
    except OSError:
        return ""


def gone(processes, seconds=15):
    """Wait until none of these processes lives."""
    until(lambda: not [p for p, start in processes if started(p) == start and state(p) != "Z"], seconds)


def state(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


def signal_all(processes, number):
    for pid, start in processes:
        if started(pid) == start:
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass


def end(process):
    """End a background run, whatever state it is in."""
    children = below(process.pid)
    for pid in (process.pid, *(p for p, _ in children)):
        try:
            os.kill(pid, signal.SIGCONT)
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait(30)
    if process.stdout:
        process.stdout.close()


def descriptors(pid):
    for link in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            yield os.readlink(link)
        except OSError:
            pass


def lites(pid):
    """The Milvus Lites below a process: those that hold the lock of a data folder."""
    return [p for p in below(pid) if any("/data/" in d and "/gr-" in d for d in descriptors(p[0]))]


def document(path):
    return json.loads(path.read_text())
