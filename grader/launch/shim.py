"""Set limits, then become another program. Stand-alone: it runs with ``-I -S`` and imports nothing of ours.

``shim.py CPU_SECONDS MEMORY_MIB -- ARGV…``
"""

import os
import signal
import sys


def main() -> None:
    """Limit CPU time, memory (MiB of address space, where the program can live with it), files and core dumps."""
    import resource

    cpu, memory = int(sys.argv[1]), int(sys.argv[2]) << 20
    argv = sys.argv[sys.argv.index("--") + 1 :]
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
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # die with the grader
    try:
        os.execvp(argv[0], argv)  # noqa: S606  the manifest's own argument vector, and no shell
    except OSError as error:
        sys.stderr.write(f"{argv[0]} cannot be started: {error.strerror}\n")
        sys.exit(127)


if __name__ == "__main__":
    main()
