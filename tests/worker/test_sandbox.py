"""The sandboxes themselves: the probe that must find every hole, the filter's numbers, and failing closed."""

import errno
import json
import os
import re
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from grader import course as courses
from grader.errors import UsageError
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from grader.worker.sandbox import NAMES, SandboxMissing, absent, choose, seccomp
from tests.conftest import MINICOURSE, ROOT, required
from tests.grading.test_golden import CASES, assert_matches, read
from tests.waiting import until

SLOW = {"milvus_killed_by_somebody_else", "waits_too_long", "busy_too_long", "endless_stream", "program_loops", "endless_output", "takes_all_memory"}
GOLDEN = [c for c in CASES if c not in SLOW]  # those wait for deadlines; `tests/hostile` has their like
LEAKY = """
import sys
from grader.worker.sandbox import jail, probe

probe.Jail = lambda *a, **more: jail.Jail(*a, **more, off=frozenset(sys.argv[1:]))
sys.exit(probe.main())
"""
HOLES = {
    "view": "a file outside can be read", "network": "a port outside can be reached", "seccomp": "sockets of other families can be made",
    "disk": "the scratch has no end", "processes": "mount proc at",
}  # fmt: skip


def need(sandbox):
    missing = absent(sandbox)
    if missing is not None:
        required(f"{sandbox}: {missing.why}", f"`{missing.command}`")
    return sandbox


def python(code, *arguments, before=(), env=None, cwd=ROOT):
    return subprocess.run(
        [*before, sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=120, check=False, cwd=cwd, env={**os.environ, **(env or {})}
    )


@pytest.mark.parametrize("layer", HOLES)
def test_the_probe_finds_a_hole(layer, tmp_path):
    """With one layer gone, the probe says which way is open, or what cannot be built without it; the sandbox is not used."""
    need("namespaces")
    off = [layer, "capabilities"] if layer == "view" and os.geteuid() == 0 else [layer]
    done = python(LEAKY, *off, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert done.returncode != 0
    assert HOLES[layer] in done.stdout + done.stderr


def test_the_probe_finds_nothing_open():
    need("namespaces")
    assert python("import sys; from grader.worker.sandbox import probe; sys.exit(probe.main())").returncode == 0


def test_no_sandbox_no_grading(tmp_path):
    """Where no namespace can be made and no engine answers, other people's code does not run; --trust runs it and says so."""
    need("namespaces")
    shut = ["unshare", "--user", "--map-root-user", "sh", "-c", 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$@"', "sh"]
    nowhere = {"DOCKER_HOST": f"unix://{tmp_path}/nothing"}
    desk = tmp_path / "my" / "ch01"
    desk.mkdir(parents=True)
    (desk / "ex04_config.yaml").write_text("a: 1\n")
    command = "from grader.cli import main; main()"
    asked = ["check", "ch01/ex04", "--course", str(MINICOURSE), "--work", str(desk.parent), "--json"]
    for refused in (
        python(command, *asked, "--sandbox", before=shut, env=nowhere),
        python(command, *asked, before=shut, env={**nowhere, "CI": "true"}),
        python(command, "bulk", str(tmp_path), "--course", str(MINICOURSE), "--out", str(tmp_path / "run"), before=shut, env=nowhere),
    ):
        assert refused.returncode == 2, refused.stdout + refused.stderr
        assert "Other people's code runs in a sandbox. Found: namespaces: " in refused.stderr
        assert re.search(r"Next: `.+`, or --trust", refused.stderr)
        assert "Traceback" not in refused.stderr
    trusted = python(command, *asked, "--trust", before=shut, env={**nowhere, "CI": "true"})
    assert json.loads(trusted.stdout)["confinement"] == "trusted"


@pytest.mark.parametrize("sandbox", [pytest.param(n, marks=pytest.mark.docker) if n == "docker" else n for n in NAMES])
def test_check_says_how_it_was_confined(tmp_path, sandbox):
    """Under CI=true or with --sandbox, the result names the sandbox; an id may follow the option."""
    need(sandbox)
    desk = tmp_path / "my" / "ch01"
    desk.mkdir(parents=True)
    (desk / "ex05_count.py").write_text((MINICOURSE / "solutions/ch01_mini/ex05_count.py").read_text() + "\n# mine\n")
    asked = ["check", "--course", str(MINICOURSE), "--work", str(desk.parent), "--json", "--sandbox", sandbox, "ch01/ex05"]
    result = json.loads(python("from grader.cli import main; main()", *asked).stdout)
    assert (result["status"], result["confinement"]) == ("passed", sandbox)
    if sandbox == "namespaces":
        again = python("from grader.cli import main; main()", *asked[:6], "--sandbox", "ch01/ex05", env={"CI": "true"})
        assert json.loads(again.stdout)["confinement"] == "namespaces"


POOLS = """
import concurrent.futures, multiprocessing, multiprocessing.pool, queue, threading


def square(x):
    return x * x


def put(channel):
    channel.put(7)


def echo(value):
    with multiprocessing.pool.ThreadPool(2) as pool:
        assert pool.map(square, [1, 2, 3]) == [1, 4, 9]
    with concurrent.futures.ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("fork")) as pool:
        assert list(pool.map(square, [1, 2, 3])) == [1, 4, 9]
    with multiprocessing.get_context("fork").Lock():
        channel = multiprocessing.get_context("fork").Queue()
    child = multiprocessing.get_context("fork").Process(target=put, args=(channel,))
    child.start()
    assert channel.get(timeout=10) == 7
    child.join()
    return value
"""


@pytest.mark.parametrize("sandbox", ["none", *(pytest.param(n, marks=pytest.mark.docker) if n == "docker" else n for n in NAMES)])
def test_pools_locks_and_queues_work_everywhere(tmp_path, sandbox):
    """What passes on one's own machine passes in class: they live in /dev/shm."""
    if sandbox != "none":
        need(sandbox)
    desk = tmp_path / "my" / "ch01"
    desk.mkdir(parents=True)
    solution = (MINICOURSE / "solutions/ch01_mini/ex02_types.py").read_text()
    (desk / "ex02_types.py").write_text(solution.replace("def echo(", "def _echo(") + POOLS)
    asked = ["check", "ch01/ex02", "--course", str(MINICOURSE), "--work", str(desk.parent), "--json", *(["--sandbox", sandbox] if sandbox != "none" else [])]
    result = json.loads(python("from grader.cli import main; main()", *asked).stdout)
    assert (result["status"], result["confinement"]) == ("passed", sandbox), result["checks"][0]


@pytest.mark.parametrize("mask", [0o077, 0o027])
def test_an_umask_changes_nothing(tmp_path, mask):
    """Modes are set, not inherited: the confined user is another one than whoever started the command."""
    need("namespaces")
    desk = tmp_path / "my" / "ch01"
    desk.mkdir(parents=True)
    (desk / "ex02_types.py").write_text((MINICOURSE / "solutions/ch01_mini/ex02_types.py").read_text() + "\n# mine\n")
    asked = ["check", "ch01/ex02", "--course", str(MINICOURSE), "--work", str(desk.parent), "--json", "--sandbox", "namespaces"]
    told = python(f"import os; os.umask({mask}); from grader.cli import main; main()", *asked)
    assert json.loads(told.stdout)["status"] == "passed", told.stderr


@pytest.mark.parametrize(("launcher", "case"), [*(pytest.param("fork", case, marks=pytest.mark.soak) for case in GOLDEN), ("spawn", "all_right"), ("spawn", "callback_raises")])
def test_a_golden_submission_comes_out_the_same(golden_grader, launcher, case):
    """The sandbox changes nothing about what a submission earns, nor about the words."""
    need("namespaces")
    expected, work = read(case)
    grader = golden_grader(launcher)
    patience = expected.get("patience", 1.0)
    assert_matches(grader.check(Request(grader.course.exercise(expected["exercise"]), work, confinement="namespaces", patience=patience)), expected)


@pytest.fixture(scope="module")
def golden_grader():
    held = {}

    def get(launcher):
        if launcher not in held:
            held[launcher] = Supply(launcher=launcher)
        return Grader(courses.load(MINICOURSE), held[launcher])

    yield get
    for supply in held.values():
        supply.close()


@pytest.mark.docker
def test_a_container_ends_with_the_grader(tmp_path):
    """SIGKILL the grader while a container of its works: the work ends at once, the rest is removed at the next start."""
    need("docker")
    from grader.backends import engine
    from grader.backends.orphans import LABEL, reap

    work = tmp_path / "ex02_types.py"
    work.write_text("import time\n\n\ndef echo(value):\n    time.sleep(60)\n")
    code = f"""
from pathlib import Path
from grader import course
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
found = course.load(Path({str(MINICOURSE)!r}))
with Supply(launcher="fork", milvus=False) as supply:
    Grader(found, supply).check(Request(found.exercise("ch01/ex02"), Path({str(work)!r}), confinement="docker"))
"""
    client = engine.client()
    mine = lambda: [c for c in client.containers.list(all=True, filters={"label": LABEL}, ignore_removed=True) if "sandbox" in str(c.attrs["Config"]["Image"])]  # noqa: E731
    before = {c.id for c in mine()}
    running = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, start_new_session=True)
    try:
        until(lambda: any(c.status == "running" for c in mine() if c.id not in before), 60)
        container = next(c for c in mine() if c.id not in before)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait(10)
        until(lambda: container.reload() or container.status != "running", 30)
        reap(client)
        assert container.id not in {c.id for c in mine()}
    finally:
        running.kill()
        for left in mine():
            if left.id not in before:
                left.remove(force=True)
        client.close()



def test_the_numbers_are_the_kernels():
    """Every refused call has the number that the kernel's own header gives it."""
    headers = {0: Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"), 1: Path("/usr/include/asm-generic/unistd.h")}
    for column, header in headers.items():
        if not header.exists():
            required(f"the kernel's header {header}", "sudo apt-get install linux-libc-dev")
        told = {m[1]: int(m[2]) for m in re.finditer(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text())}
        for name, numbers in {**seccomp.DENIED, **seccomp._SPECIAL}.items():
            assert numbers[column] == told.get(name), name


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_no_jump_leaves_the_filter(machine):
    """Each jump of the program lands inside it, and each way ends in a verdict."""
    code = list(struct.iter_unpack("HBBI", seccomp.program(machine)))
    for place, (operation, yes, no, _) in enumerate(code):
        if operation & 7 == 5:
            assert place + 1 + max(yes, no) < len(code)
    assert code[-1][0] == 6


def verdict(code, machine, number, first=0, second=0):
    """What the kernel would say to a call: the filter's own instructions, run here."""
    memory = {0: number, 4: {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}[machine], 16: first, 24: second}
    place, loaded = 0, 0
    while True:
        operation, yes, no, value = code[place]
        place += 1
        match operation:
            case 0x20:
                loaded = memory[value]
            case 0x06:
                return value
            case _:
                place += yes if {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[operation] else no


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_a_call_that_nobody_has_judged_is_not_there(machine):
    """Newer numbers, those of x32 and any other get ENOSYS; known ones pass or get EPERM as before."""
    code = list(struct.iter_unpack("HBBI", seccomp.program(machine)))
    allow, perm, none = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x00050000 | errno.ENOSYS
    last = seccomp.LAST_KNOWN
    assert [verdict(code, machine, n) for n in (last + 1, 462, 999, 0x40000000, 0xFFFFFFFF)] == [none] * 5
    assert [verdict(code, machine, n) for n in (0, 5, 449, last)] == [allow] * 4
    assert [verdict(code, machine, n) for n in (425, 442, 447)] == [perm] * 3


def test_a_newer_call_is_refused_by_the_kernel():
    """In a process of its own, under the filter: mseal with a wrong address is EINVAL where it is known, and ENOSYS here."""
    calls = "import ctypes; libc = ctypes.CDLL(None, use_errno=True); said = lambda: (libc.syscall(462, 1, 0, 0), ctypes.get_errno())[1]; "
    filtered = "from grader.worker.sandbox import seccomp; print(said()); libc.prctl(38, 1, 0, 0, 0); seccomp.install(); print(said())"
    done = python(calls + filtered)
    assert done.returncode == 0, done.stderr
    before, after = map(int, done.stdout.split())
    assert after == errno.ENOSYS
    assert before in (errno.EINVAL, errno.ENOSYS)


def test_a_sandbox_that_is_none():
    with pytest.raises(UsageError, match="A sandbox is one of namespaces, docker"):
        choose("bubblewrap")
    assert issubclass(SandboxMissing, UsageError)
