"""Submissions that attack: not one gains a point, takes anything, or leaves anything, in every sandbox that is here.

Each file of `tests/hostile` says in its header what it attempts, which layer stops it and what the result must say. With
that layer switched off the same file comes out otherwise; where the layer is the trust line itself, plain pytest,
which has none, is fooled.
"""

import hashlib
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
from pathlib import Path

import numpy as np
import pytest

from grader import course as courses
from grader import results
from grader.checks.session import LAYERS_OFF
from grader.grading.grade import PUBLIC_SEED, Grader, Request
from grader.grading.supply import Supply
from grader.report import render
from grader.worker.processes import children
from grader.worker.sandbox import absent, cgroups
from tests.conftest import ROOT, required
from tests.waiting import holds, until

HERE = Path(__file__).resolve().parents[1]
HOSTILE = HERE / "hostile"
FILES = sorted(p for p in HOSTILE.iterdir() if p.suffix in (".py", ".yaml"))
SANDBOX = ("view", "network", "processes", "capabilities", "seccomp", "limit", "disk", "environment", "memory", "group", "regular files")
"""Words of layers that each sandbox has to give by itself; wire, trust line and experiment are the same code in both."""


def header(path):
    lines = [line.removeprefix("#: ") for line in path.read_text().splitlines() if line.startswith("#: ")]
    return tomllib.loads("\n".join(lines))


HEADERS = {p.stem: header(p) for p in FILES}
OF_THE_SANDBOX = [name for name, head in HEADERS.items() if any(word in head["layer"] for word in SANDBOX)]
ATTACKS = [
    *(pytest.param("namespaces", n, id=f"namespaces-{n}", marks=[pytest.mark.soak] if h.get("slow") else []) for n, h in HEADERS.items()),
    *(pytest.param("docker", name, id=f"docker-{name}", marks=pytest.mark.docker) for name in OF_THE_SANDBOX),
]


class World:
    """What an attack may try to reach, each with a wire that shows when it did."""

    def __init__(self, folder, sandbox):
        self.sandbox, self.folder = sandbox, folder
        self.neighbour = folder / "neighbour"
        self.neighbour.mkdir(parents=True)
        self.canary = self.neighbour / "work.py"
        self.canary.write_text(f"# {secrets.token_hex(8)}\n")
        self.lootbox = folder / "lootbox"
        self.secret = secrets.token_hex(16)
        self.abstract = f"hostile-{secrets.token_hex(6)}"
        self.connections = 0
        self.port = socket.create_server(("127.0.0.1", 0))
        self.door = socket.socket(socket.AF_UNIX)
        self.door.bind("\0" + self.abstract)
        self.door.listen(8)
        threading.Thread(target=self._accept, daemon=True).start()
        self.root = folder / "course"
        shutil.copytree(HOSTILE / "course", self.root)
        self.course = courses.load(self.root)
        os.environ["GRADER_HOSTILE_SECRET"] = self.secret  # as if it had slipped past the first filter
        self.supply = Supply(launcher="fork")
        self.supply.launcher()
        del os.environ["GRADER_HOSTILE_SECRET"]
        self.grader = Grader(self.course, self.supply)

    def _accept(self):
        while True:
            try:
                self.port.accept()[0].close()
            except OSError:
                return
            self.connections += 1

    def work(self, name):
        """The submission, aimed at this world."""
        exercise = self.course.exercise(HEADERS[name]["exercise"])
        text = next(p for p in FILES if p.stem == name).read_text()
        aims = {
            "CANARY": self.canary, "PORT": self.port.getsockname()[1], "SECRET": self.secret, "TREE": ROOT / "grader",
            "COURSE": self.root, "LOOTBOX": self.lootbox, "PID": os.getpid(), "ABSTRACT": self.abstract, "PUBLIC": public_answers(),
        }  # fmt: skip
        for aim, value in aims.items():
            text = text.replace(f"@{aim}@", str(value))
        folder = self.folder / "work" / secrets.token_hex(4)
        folder.mkdir(parents=True)
        path = folder / exercise.entry
        path.write_text(text)
        return exercise, path

    def grade(self, name, off=frozenset(), confinement=None, seed=271_828):
        exercise, work = self.work(name)
        request = Request(
            exercise, work, seed=seed, confinement=confinement or self.sandbox, off=frozenset(off), patience=HEADERS[name].get("patience", 1.0)
        )  # fmt: skip
        return self.grader.check(request)

    def tripped(self, before):
        """Which wires were touched since `before`."""
        now = self.state()
        return {wire for wire, value in now.items() if value != before[wire]}

    def state(self):
        return {
            "port": self.connections, "lootbox": self.lootbox.exists(), "course": tree(self.root), "tree": tree(ROOT / "grader"),
            "neighbour": tree(self.neighbour), "rewritten": (self.neighbour / "rewritten").exists(),
            "planted": sorted(str(p) for place in (ROOT / "grader", *map(Path, sys.path)) if place.is_dir() for p in place.glob("*hostile_*")),
        }  # fmt: skip

    def mend(self):
        """Undo what an attack without its layer has done."""
        self.lootbox.unlink(missing_ok=True)
        for name in ("rewritten", "result.json"):
            (self.neighbour / name).unlink(missing_ok=True)
        for place in (ROOT / "grader", *map(Path, sys.path)):
            if place.is_dir():
                for path in place.glob("*hostile_*"):
                    if path.suffix in (".py", ".pth") and path.name.startswith(("hostile_json", "hostile_pymilvus", "hostile_site", "hostile_evil")):
                        path.unlink()
        shutil.rmtree(self.root)
        shutil.copytree(HOSTILE / "course", self.root)

    def children(self):
        """Processes below the forking parent: workers, Milvuses, runners, and whatever they left."""
        return children(self.supply.launcher().parent.pid)

    def close(self):
        self.supply.close()
        self.port.close()
        self.door.close()


def tree(folder):
    total = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        total.update(f"{path}{path.stat().st_size}{path.stat().st_mtime_ns}".encode())
    return total.hexdigest()


def public_answers():
    """What a submission could have copied from the public seed's data."""
    import zlib

    found = []
    for check, rounds, size in (("test_total", 3, 5), ("test_again", 1, 4)):
        rng = np.random.default_rng([PUBLIC_SEED, zlib.crc32(check.encode())])
        for _ in range(rounds):
            numbers = tuple(int(n) for n in rng.integers(1, 10**6, size=size))
            found.append(f"{numbers}: {sum(numbers)}")
    return ", ".join(found)



def need(sandbox):
    missing = absent(sandbox)
    if missing is not None:
        required(f"{sandbox}: {missing.why}", f"`{missing.command}`")


@pytest.fixture(scope="module", autouse=True)
def _layers_may_be_switched_off():
    """For this module alone, and before anything is started that inherits it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LAYERS_OFF, "1")
        yield


@pytest.fixture(scope="module")
def world(request, tmp_path_factory):
    need(request.param)
    made = World(tmp_path_factory.mktemp("hostile"), request.param)
    yield made
    made.close()


@pytest.fixture(scope="module")
def jailed(tmp_path_factory):
    need("namespaces")
    made = World(tmp_path_factory.mktemp("hostile"), "namespaces")
    yield made
    made.close()


def told(result):
    return {k: v for k, v in result.items() if k != "checks"}, [(c["name"], c["status"], c["message"][:300]) for c in result["checks"]]


@pytest.mark.parametrize(("world", "name"), ATTACKS, indirect=["world"])
def test_an_attack_gains_nothing(world, name):
    """No point, no loot, no trace; and the result says what happened."""
    head = HEADERS[name]
    before = world.state()
    result = world.grade(name)
    assert world.tripped(before) == set(), told(result)
    checks = {c["name"]: c for c in result["checks"]}
    assert result["status"] in ("failed", "not_started"), told(result)
    assert result["points"] == 0, told(result)
    assert len(results.dumps(result).encode()) < 1 << 20, "a result that cannot be kept"
    assert not [c["output"] for c in result["checks"] if "grader/worker" in c["output"]], "our own lines, shown as if the submission had printed them"
    expected = {"test_loot": "passed"} if "test_loot" in checks and checks["test_loot"]["status"] != "blocked" and survives(head) else {}
    for check, status in {**expected, **head.get("checks", {})}.items():
        assert checks[check]["status"] == status, told(result)
    for check, pattern in head.get("says", {}).items():
        assert re.search(pattern, checks[check]["message"]), (check, checks[check]["message"])
    if "quiet" in head:
        os.environ.pop("GITHUB_STEP_SUMMARY", None)
        assert not re.search(rf"^(?!::error title=ch01)\s*{head['quiet']}", render("github", [result]), re.MULTILINE)
    if "cut" in head:
        assert len(checks[head["cut"]]["output"]) <= 16 << 10
        assert checks[head["cut"]]["output_cut"] > 1 << 20
    assert holds(lambda: not world.children(), 15), "processes were left behind"
    assert result["confinement"] == world.sandbox


def survives(head):
    """Whether the file gets as far as being asked for its loot."""
    return not re.search("import|SyntaxError|ended itself", str(head.get("says", ""))) and head["exercise"] != "ch01/ex03"


@pytest.mark.soak
@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.alone) if h.get("tripwire") == "planted" else n for n, h in HEADERS.items() if "off" in h]
)
def test_its_layer_is_needed(jailed, name):
    """With that layer switched off, the attack succeeds, or its result is another one."""
    head = HEADERS[name]
    if head.get("root_only") and os.geteuid() != 0:
        pytest.skip("an ordinary user has nothing to become root with; this layer shows as root only")
    off = set(head["off"])
    off |= {"capabilities"} if "view" in off else set()  # so that what is in sight may also be opened
    before = jailed.state()
    try:
        result = jailed.grade(name, off)
        if head.get("tripwire") == "rewritten":
            holds(lambda: "rewritten" in jailed.tripped(before))
        tripped = jailed.tripped(before)
        checks = {c["name"]: c for c in result["checks"]}
        without = head["without"]
        if not without:
            assert head["tripwire"] in tripped, told(result)
        for check, status in without.items():
            if check in checks:
                assert checks[check]["status"] == status, told(result)
        if "status" in without:
            assert result["status"] == without["status"], told(result)
        for check, pattern in without.get("says", {}).items():
            assert re.search(pattern, checks[check]["message"]), told(result)
            assert not re.search(head["says"][check], checks[check]["message"]), told(result)
        if "uncut" in without:
            assert checks[without["uncut"]]["output_cut"] == 0
    finally:
        jailed.mend()
        holds(lambda: not jailed.children(), 15)


@pytest.mark.parametrize("name", [n for n, h in HEADERS.items() if h.get("plain")])
def test_plain_pytest_is_fooled(jailed, name, tmp_path):
    """Why the tests have a process of their own: a run that shares one with the submission ends in success."""
    exercise, work = jailed.work(name)
    inner = tmp_path / "inner"  # an attack may write around it, and nobody else's files are there
    inner.mkdir()
    for source in (HERE / "plain" / "conftest.py", exercise.test_path):
        (tmp_path / source.name).write_text(source.read_text())
    wanted = HEADERS[name]["plain"]
    chosen = ["-k", wanted] if wanted.startswith("test_") else ["-k", "test_total"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *chosen, str(tmp_path)],
        env={**os.environ, "SUBMISSION": str(work), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "HOME": str(tmp_path)}, cwd=inner,
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-2000:]


def test_a_copied_answer_passes_only_where_it_was_copied(jailed):
    """A table of the public seed's answers is right there, and worthless on a seed that nobody has seen."""
    assert jailed.grade("hard_coded", seed=PUBLIC_SEED)["points"] == 6
    assert jailed.grade("hard_coded")["points"] == 0


def test_every_number_of_the_list_is_attacked():
    """The thirty kinds of attack that graders have met, archives apart, which are unpacked before anything runs."""
    assert {h["number"] for h in HEADERS.values()} == set(range(1, 31))
    assert len(HEADERS) >= 60
    assert len([h for h in HEADERS.values() if h["exercise"] == "ch01/ex02" and "Milvus" in h["attempts"]]) >= 5


@pytest.mark.alone
def test_a_neighbour_is_not_slowed(jailed):
    """Beside submissions that burn both cores for their whole time, an honest one still gets full marks."""
    burning = [threading.Thread(target=jailed.grade, args=(name,)) for name in ("burns_in_a_child", "loops_for_ever")]
    for thread in burning:
        thread.start()
    exercise = jailed.course.exercise("ch01/ex01")
    honest = jailed.grader.check(Request(exercise, exercise.solution_path, confinement="namespaces", compare_starter=False))
    for thread in burning:
        thread.join(120)
    assert honest["points"] == honest["max_points"], told(honest)


def test_no_group_is_left(tmp_path):
    """Control groups go with their process, and not only at the next start."""
    need("namespaces")
    if not cgroups.available():
        pytest.skip("no control groups can be made by this user; run the tests as root to see them")

    def groups():
        return {g.name for place, _ in cgroups._places() for g in place.glob(f"{cgroups.PREFIX}*")}

    before = groups()
    made = World(tmp_path / "world", "namespaces")
    try:
        made.grade("loops_for_ever")
        until(lambda: not {g for g in groups() - before if not Path(f"/proc/{g.removeprefix(cgroups.PREFIX)}").exists()})
    finally:
        made.close()


def test_the_page_lists_them_all():
    """`site/attacks.md` is made from the headers; `python -m tests.hostile_page` makes it anew."""
    from tests import hostile_page

    assert hostile_page.PAGE.read_text(encoding="utf-8") == hostile_page.render(), "python -m tests.hostile_page"
