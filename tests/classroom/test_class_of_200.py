"""Two hundred hand-ins, the whole hostile corpus among them: every score as the generator knows it, and the same twice.

The first run is killed in the middle and goes on; the second is an ordinary user's, on forty of them. Their verdicts are
compared with what `tests/classroom/class200.py` knows and with each other.
"""

import csv
import io
import json
import os
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from defusedxml import ElementTree

from grader.classroom.store import Store
from grader.worker.sandbox import absent
from tests.classroom import class200
from tests.classroom.ordinary_user import OrdinaryUser
from tests.conftest import ROOT, required
from tests.grading.test_hostile import public_answers

SEED = 424_242
PATIENCE = 900
PART = 40


@pytest.fixture(scope="module")
def place():
    """A folder that everybody may enter: pytest's own is its user's alone."""
    missing = absent("namespaces")
    if missing is not None:
        required(f"namespaces: {missing.why}", f"`{missing.command}`")
    with tempfile.TemporaryDirectory(prefix="c200-", dir="/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def trap(place):
    """What the attacks aim at."""
    neighbour = place / "neighbour"
    neighbour.mkdir()
    (neighbour / "work.py").write_text("# mine\n")
    with socket.create_server(("127.0.0.1", 0)) as port:
        met = []

        def accept():
            while True:
                try:
                    port.accept()[0].close()
                except OSError:
                    return
                met.append(1)

        threading.Thread(target=accept, daemon=True).start()
        yield neighbour, port.getsockname()[1], met


@pytest.fixture(scope="module")
def classroom(place, trap):
    """The course, the people, the export, the roster and the policy."""
    neighbour, port, _ = trap
    root = class200.make_course(place / "course")
    aims = {
        "CANARY": neighbour / "work.py", "PORT": port, "SECRET": secrets.token_hex(8), "TREE": ROOT / "grader", "COURSE": root,
        "LOOTBOX": place / "lootbox", "PID": os.getpid(), "ABSTRACT": "nobody-listens", "PUBLIC": public_answers(),
    }  # fmt: skip
    people = class200.members(root, aims)
    assert len(people) == class200.SIZE
    return root, people, *class200.write(place / "in", root, people)


def arguments(root, written, out):
    export, roster, policy = written
    return ["bulk", export, "--course", root, "--roster", roster, "--policy", policy, "--out", out, "--seed", SEED,
            "--sandbox", "namespaces", "-j", 2, "--quiet", "--format", "canvas", "--format", "gradescope", "--format", "junit", "--format", "csv"]  # fmt: skip


def verdicts(store):
    """How many are in, also while another process writes."""
    try:
        with sqlite3.connect(f"file:{store}?mode=ro", uri=True, timeout=5) as base:
            return int(base.execute("select count(*) from verdicts").fetchone()[0])
    except sqlite3.Error:
        return 0


@pytest.fixture(scope="module")
def first(classroom, place):
    """The run that is killed in the middle and goes on."""
    out = place / "first"
    command = [sys.executable, "-c", "from grader.cli import main; main()", *map(str, arguments(classroom[0], classroom[2:], out))]
    environment = {**os.environ, "NO_COLOR": "1"}
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    end = time.monotonic() + PATIENCE
    while verdicts(out / "store.sqlite") < 60:
        assert time.monotonic() < end, "the run makes no headway"
        assert running.poll() is None, "it ended before it could be killed"
        time.sleep(0.1)
    running.send_signal(signal.SIGKILL)
    running.wait(30)
    done = verdicts(out / "store.sqlite")
    assert done < class200.SIZE
    again = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert again.returncode == 0, again.stdout[-3000:] + again.stderr[-3000:]
    return out


@pytest.fixture(scope="module")
def second(classroom, place):
    """The first forty of the same shuffled class, by somebody without any rights."""
    user = OrdinaryUser(place)
    out = user.home / "second"
    root, people = classroom[:2]
    written = class200.write(place / "part", root, people[:PART])
    done = subprocess.run(
        user.command(*arguments(root, written, out)), env=user.environment, cwd=user.home, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return out


def results(out):
    """Hand-in to its one result that is not *not started*."""
    with Store(out / "store.sqlite", readonly=True) as store:
        found = {}
        for entry in store.entries():
            assert entry.result is not None, (entry.handin, entry.exercise, entry.ungraded)
            found[entry.handin.removesuffix(".zip"), entry.exercise] = entry.result
    return found


def scores(found):
    return {key: (r["status"], r["points"], [(c["name"], c["status"]) for c in r["checks"]]) for key, r in found.items()}


@pytest.mark.soak
def test_every_score_is_as_known(classroom, first, trap):
    """Nobody too much, nobody too little, through a SIGKILL; and nothing was taken."""
    found = results(first)
    wrong = [
        (p.what, p.points, found[p.id, p.exercise]["points"], found[p.id, p.exercise]["status"], [(c["name"], c["message"][:200]) for c in found[p.id, p.exercise]["checks"] if c["status"] != "passed"])
        for p in classroom[1] if found[p.id, p.exercise]["points"] != p.points
    ]  # fmt: skip
    assert not wrong, "\n".join(map(str, wrong))
    assert {r["confinement"] for r in found.values()} == {"namespaces"}
    neighbour, _, met = trap
    assert sorted(p.name for p in neighbour.iterdir()) == ["work.py"]
    assert not met


@pytest.mark.soak
def test_an_ordinary_user_gets_the_same(first, second):
    """The same class, seed and course: the same verdict on every check."""
    one, other = scores(results(first)), scores(results(second))
    assert len({person for person, _ in other}) == PART
    assert {k: (one[k], other[k]) for k in other if one[k] != other[k]} == {}


@pytest.mark.soak
def test_a_misconception_is_named(classroom, first):
    """Each catalogued mistake carries its id in the result."""
    found = results(first)
    for person in classroom[1]:
        if person.what.startswith("misconception"):
            named = {c["misconception"] for c in found[person.id, person.exercise]["checks"]} - {None}
            assert named == {person.what.split(": ")[1].replace("_", "-")}, person.what


@pytest.mark.soak
def test_the_exports_say_the_same(classroom, first):
    """Canvas' columns, Gradescope's documents and JUnit add up to what was graded, lateness included."""
    people = {p.id: p for p in classroom[1]}
    reports = first / "reports"
    table = list(csv.reader(io.StringIO(next(reports.rglob("canvas*.csv")).read_text(encoding="utf-8-sig"))))
    head, rows = table[0], {r[table[0].index("SIS Login ID")]: r for r in table if r[table[0].index("SIS Login ID")] in people}
    assert head[:5] == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"]
    for person in people.values():
        earned = sum(float(cell) for cell in rows[person.id][5:] if cell)
        assert earned == pytest.approx(person.adjusted(), abs=0.01), person
    documents = sorted((reports / "gradescope").rglob("*.json"))
    assert len(documents) >= class200.SIZE
    assert sum(json.loads(d.read_text())["score"] for d in documents) == pytest.approx(sum(p.points for p in people.values()), abs=0.5)
    cases = [case for file in reports.rglob("*.xml") for case in ElementTree.parse(file).getroot().iter("testcase")]
    assert cases
    names = [(c.get("classname"), c.get("name")) for c in cases]
    assert len(names) == len(set(names))
