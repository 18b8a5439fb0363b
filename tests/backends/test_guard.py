"""The guard: no network, limits, doors, and the end of everything with its owner."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from grader.backends import keeper
from grader.backends.confine import why_not
from grader.backends.guard import Listen, Spec
from grader.backends.relay import relay
from tests.backends.helpers import owner, root, runs
from tests.conftest import ROOT, required
from tests.waiting import holds

ECHO = """
import socket
server = socket.create_server(("127.0.0.1", 7777))
while True:
    peer, _ = server.accept()
    while data := peer.recv(1 << 16):
        peer.sendall(data)
    peer.shutdown(socket.SHUT_WR)
    peer.close()
"""


@pytest.fixture
def guarded(tmp_path):
    """``guarded(python, **spec)``: run it under a guard; what the guard reported, and the guard."""
    started = []

    def run(code, *, confine=True, **spec):
        if confine and (reason := why_not()):
            required(f"network namespaces: {reason}", "run the tests as root, or allow user namespaces")
        folder = tmp_path / "work"
        folder.mkdir(exist_ok=True)
        given = Spec(
            [sys.executable, "-c", code],
            str(folder),
            keeper.environment(),
            str(tmp_path / "log"),
            confine=confine,
            **spec,
        )
        given.write(tmp_path / "spec.json")
        reader, writer = os.pipe()
        with open(tmp_path / "guard.log", "ab") as log:
            guard = keeper.start(
                keeper.module("grader.backends.guard", str(tmp_path / "spec.json"), str(writer)),
                cwd=tmp_path,
                output=log,
                pass_fds=[writer],
            )
        os.close(writer)
        with os.fdopen(reader) as report:
            said = json.loads(report.read() or "{}")
        started.append(guard)
        return said, guard

    yield run
    for guard in started:
        keeper.end(guard)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no subreaper; next: run it on Linux")
def test_what_the_server_leaves_behind_has_ended_before_the_folder_is_removed(guarded, tmp_path):
    """A child of the server that writes a second later would bring the folder back."""
    late = tmp_path / "work" / "back" / "late"
    child = f"import os, time\ntime.sleep(1)\nos.makedirs({str(late.parent)!r}, exist_ok=True)\nopen({str(late)!r}, 'w')"
    code = f"import subprocess, sys, time\nchild = subprocess.Popen([sys.executable, '-c', {child!r}])\nprint(child.pid, flush=True)\ntime.sleep(60)"
    _, guard = guarded(code, confine=False, remove=[str(tmp_path / "work")])
    assert holds(lambda: (tmp_path / "log").read_text().endswith("\n"))
    orphan = int((tmp_path / "log").read_text())
    guard.stdin.close()
    guard.wait(20)
    assert holds(lambda: not runs(orphan))
    assert not late.parent.parent.exists()


def talk(path, data):
    """Send all, say that it was all, and read until the end."""
    with socket.socket(socket.AF_UNIX) as sock:
        sock.settimeout(30)
        sock.connect(str(path))

        def say():
            with contextlib.suppress(OSError):
                sock.sendall(data)
                sock.shutdown(socket.SHUT_WR)

        sender = threading.Thread(target=say)
        sender.start()
        back = b""
        while chunk := sock.recv(1 << 16):
            back += chunk
        sender.join()
        return back


def connected(path):
    try:
        return talk(path, b"x") == b"x"
    except OSError:
        return False


def test_what_lies_inside_is_reached_through_its_door_alone(guarded, tmp_path):
    said, _ = guarded(ECHO, listen=[Listen(7777, path=str(tmp_path / "s")), Listen(7777, port=0)])
    assert holds(lambda: connected(tmp_path / "s"))
    assert os.readlink(f"/proc/{said['server']}/ns/net") != os.readlink("/proc/self/ns/net")
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", 7777), 2).close()
    with socket.create_connection(("127.0.0.1", said["ports"][0]), 2) as sock:
        sock.sendall(b"hello")
        assert sock.recv(100) == b"hello"


def test_the_relay_carries_much_and_keeps_ends_apart(guarded, tmp_path):
    guarded(ECHO, listen=[Listen(7777, path=str(tmp_path / "s"))])
    assert holds(lambda: connected(tmp_path / "s"))
    data = os.urandom(1 << 20) * 20
    assert talk(tmp_path / "s", data) == data


def test_what_a_client_says_first_waits_for_the_dialling(tmp_path):
    """Nothing of it is lost, however long that takes, nor its end."""

    async def scene():
        async def echo(reader, writer):
            writer.write(await reader.read())
            writer.close()

        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        sock = socket.socket(socket.AF_UNIX)
        sock.bind(f"{tmp_path}/s")
        sock.listen()
        await relay([(sock, server.sockets[0].getsockname()[1])])
        loop = asyncio.get_running_loop()
        dial = loop.create_connection

        async def slowly(*args, **kwargs):
            await said.wait()
            return await dial(*args, **kwargs)

        said = asyncio.Event()
        loop.create_connection = slowly
        reader, writer = await asyncio.open_unix_connection(f"{tmp_path}/s")
        writer.write(b"hello")
        writer.write_eof()
        await asyncio.sleep(0.1)
        said.set()
        return await asyncio.wait_for(reader.read(), 10)

    assert asyncio.run(scene()) == b"hello"


def test_a_door_to_nowhere_is_closed_at_once(guarded, tmp_path):
    guarded("import time; time.sleep(60)", listen=[Listen(7777, path=str(tmp_path / "s"))])
    assert holds((tmp_path / "s").exists)
    assert not connected(tmp_path / "s")


def test_inside_there_is_loopback_and_nothing_else(guarded, tmp_path):
    """No address outside can be reached, whatever it is."""
    code = """
import socket
try:
    socket.create_connection(("192.0.2.1", 80), 2)
    said = "outside"
except OSError as error:
    said = str(error.errno)
open("said", "w").write(said)
"""
    guarded(code)
    assert holds((tmp_path / "work" / "said").exists)
    assert holds(lambda: (tmp_path / "work" / "said").read_text() == "101")  # ENETUNREACH


def test_more_memory_than_allowed_ends_it(guarded, tmp_path):
    _, guard = guarded("import time; held = bytearray(400 << 20); time.sleep(60)", memory=200)
    assert guard.wait(20) != 0
    assert "[guard] killed: it used" in (tmp_path / "log").read_text()


def test_more_disk_than_allowed_ends_it(guarded, tmp_path):
    _, guard = guarded("import os, time; open('f', 'wb').write(os.urandom(60 << 20)); time.sleep(60)", disk=50)
    assert guard.wait(20) != 0
    assert "[guard] killed: it stored" in (tmp_path / "log").read_text()


def test_an_end_of_its_own_is_told(guarded, tmp_path):
    _, guard = guarded("raise SystemExit(3)")
    assert guard.wait(10) == 3
    assert "ended by itself, status 3" in (tmp_path / "log").read_text()


def test_the_server_dies_with_its_guard(guarded):
    said, guard = guarded("import time; time.sleep(60)")
    os.kill(guard.pid, signal.SIGKILL)
    assert holds(lambda: not runs(said["server"]))


def test_everything_goes_when_the_owner_is_killed(tmp_path):
    """Processes and files."""
    doomed = tmp_path / "doomed"
    doomed.mkdir()
    code = f"""
import os, sys, json
from pathlib import Path
from grader.backends import keeper
from grader.backends.guard import Spec
spec = Spec([sys.executable, "-c", "import time; time.sleep(300)"], {str(tmp_path)!r}, keeper.environment(), {str(tmp_path / "log")!r},
            confine=False, remove=[{str(doomed)!r}])
spec.write(Path({str(tmp_path / "spec.json")!r}))
reader, writer = os.pipe()
guard = keeper.start(keeper.module("grader.backends.guard", {str(tmp_path / "spec.json")!r}, str(writer)), cwd="/", output=None, pass_fds=[writer])
os.close(writer)
print(json.loads(os.read(reader, 1000))["server"], guard.pid, flush=True)
"""
    process = owner(code)
    server, guard = map(int, process.stdout.readline().split())
    process.kill()
    process.wait()
    assert holds(lambda: not runs(server) and not runs(guard))
    assert holds(lambda: not doomed.exists())


def test_a_guard_that_cannot_confine_says_so_and_runs_nothing(tmp_path):
    """It never runs a server on the open network by mistake."""
    code = f"""
import json, os, sys
from pathlib import Path
from grader.backends import guard
guard.enter_network_namespace = lambda folder: "not today"
guard.Spec([sys.executable, "-c", "open('ran', 'w')"], {str(tmp_path)!r}, dict(os.environ), {str(tmp_path / "log")!r}).write(Path({str(tmp_path / "spec")!r}))
reader, writer = os.pipe()
status = guard.main([{str(tmp_path / "spec")!r}, str(writer)])
print(status, json.loads(os.read(reader, 1000)))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], env=keeper.environment(), capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.strip() == "71 {'refused': 'not today'}"
    assert not Path(tmp_path / "ran").exists()


BECOME_NOBODY = """
import ctypes, fcntl, os  # all of it before the interpreter is out of reach
from grader.backends.confine import enter_network_namespace
os.setgid(65534)
os.setuid(65534)
ctypes.CDLL(None).prctl(4, 1)  # dumpable, as a process that never was root is
print(enter_network_namespace() or "inside")
"""


def test_folders_that_milvus_shares_with_everybody_are_its_own(guarded, tmp_path):
    """Another user's /tmp/milvus would end it at start, and ours would stay behind."""
    guarded("open('/tmp/milvus/from_inside', 'w').write('x')")
    assert holds((tmp_path / "work" / ".private" / "from_inside").exists)
    assert not Path("/tmp/milvus/from_inside").exists()


def test_an_ordinary_user_may_confine_too(tmp_path):
    """User namespaces: the path of everybody but root."""
    if not root():
        required("another user to become", "run the tests as root")
    # In an interpreter of its own: a fork of a process with threads may not always enter a user namespace.
    done = subprocess.run(
        [sys.executable, "-c", BECOME_NOBODY], capture_output=True, text=True, timeout=60, check=False, cwd=ROOT
    )
    answer = done.stdout.strip() or done.stderr[-500:]
    if answer != "inside" and "Operation not permitted" in answer:
        required(f"user namespaces: {answer}", "sysctl kernel.unprivileged_userns_clone=1")
    assert answer == "inside"
