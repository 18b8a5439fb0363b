"""Set limits, then become another program. It runs with ``-I -S``; in a sandbox it enters that first.

``shim.py CPU_SECONDS MEMORY_MIB [--jail JSON TELL] -- ARGV…``; TELL is a descriptor that hears why there is no sandbox.
"""

import os
import signal
import sys


def main() -> None:
    """Limit CPU time, memory (MiB of address space, where the program can live with it), files and core dumps."""
    import resource

    cpu, memory = int(sys.argv[1]), int(sys.argv[2]) << 20
    argv = sys.argv[sys.argv.index("--") + 1 :]
    die_with_parent()
    if "--jail" in sys.argv[: sys.argv.index("--")]:
        at = sys.argv.index("--jail")
        enter(sys.argv[at + 1], int(sys.argv[at + 2]))
    wanted = {
        resource.RLIMIT_CPU: cpu,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 256 << 20,
        resource.RLIMIT_NOFILE: 512,
        resource.RLIMIT_DATA: memory,
    }
    for what, limit in wanted.items():
        try:
            hard = limit + 1 if what == resource.RLIMIT_CPU else limit
            resource.setrlimit(what, (limit, hard))
        except (ValueError, OSError):
            pass
    die_with_parent()
    try:
        os.execvp(argv[0], argv)  # noqa: S606  the manifest's own argument vector, and no shell
    except OSError as error:
        sys.stderr.write(f"{argv[0]} cannot be started: {error.strerror}\n")
        sys.exit(127)


def die_with_parent() -> None:
    """Ask the kernel to end this process when the grader ends."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def enter(jail: str, tell: int) -> None:
    """Go into the sandbox that a JSON text describes; only this package's own folder is needed for that."""
    import json
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from grader.worker.sandbox.enter import enter as go
    from grader.worker.sandbox.jail import Jail

    os.set_inheritable(tell, False)  # the program must not have it
    go(Jail.from_data(json.loads(jail)), tell=tell)


if __name__ == "__main__":
    main()
