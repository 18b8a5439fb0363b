"""Commands that change something about themselves before they begin.

Not with `preexec_fn`: that forks the test's own process, and a fork of one that holds gRPC's threads now and then aborts in
gRPC's poller before the command has begun (twice in thirty).
"""

import sys

FULL_DISK = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
"""
READER = """
import ctypes
for capability in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root obeys permissions from now on
    ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP; refused to others, who need it not
"""
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a CI in the background ignores it, and what it starts would, too
"""
ON_ONE_CORE = """
import os
os.sched_setaffinity(0, {{{core}}})
"""


def beforehand(code, *command, **values):
    """The argument vector of a process that runs `code` and then becomes `command`."""
    text = f"{code.format(**values) if values else code}\nimport os, sys\nos.execv(sys.argv[1], sys.argv[1:])"
    return [sys.executable, "-I", "-S", "-c", text, *map(str, command)]
