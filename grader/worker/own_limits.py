"""What a trusted process may use itself: memory, and CPU time between two questions to a submission.

It reads what a submission wrote, and a value of a permitted size can still be dear to look at: integers that collide in a
set, a range of ports written out, a table that refers to itself. Whoever dies of it dies alone: the grading is tried once
more, the reference solution is asked, and then the submission that fed it has failed.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import time
from pathlib import Path

MEMORY = 1_536 << 20
"""Bytes of data beyond what the process has when it starts."""
BETWEEN = 30.0
"""Seconds of CPU time for what a check does between two questions; the dearest honest one takes two."""
_FIRST_TO_GO = "600"
"""Of Linux's choice when memory runs out: before the command that started it, after the submission's own process."""



class _Own:
    """What holds in this process."""

    cpu = False


def begin(*, cpu: bool) -> None:
    """Bound this process. Linux only; elsewhere it does nothing.

    Args:
        cpu: bound CPU time too, which the processes that it starts would inherit.
    """
    if sys.platform != "linux":
        return
    import resource

    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_DATA, pages * os.sysconf("SC_PAGE_SIZE") + MEMORY)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")
    _Own.cpu = cpu
    may_use(BETWEEN)


def may_use(seconds: float) -> None:
    """From now on so much CPU time, in whole seconds; then the kernel ends the process, whatever it is doing."""
    if _Own.cpu:
        import resource

        _lower(resource.RLIMIT_CPU, math.ceil(time.process_time() + seconds))


def _lower(what: int, wanted: int) -> None:
    """The soft limit alone, so that it can be raised again, here and in what is started."""
    import resource

    hard = resource.getrlimit(what)[1]
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (wanted if hard < 0 else min(wanted, hard), hard))
