"""A process that holds one Milvus until whoever asked for it is gone.

``marimo export`` ends its kernel with SIGKILL, and a script can die in many ways: none of them may leave
a server or a folder behind. So the Milvus belongs to this process, which lives as long as its standard
input is open. Run as ``python -m grader.lesson.holder '{"needs": […], "config": "default"}'``; it answers
with one line of JSON, and then does what its input says (``grader/backends/controls.py``).
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from grader.backends.controls import serve
from grader.errors import GraderError


def hold(needs: list[str], config: str) -> None:
    """Start the cheapest Milvus that serves, say where it is, and end it at the end of standard input."""
    from grader.backends import as_it_is, choose

    folder = Path(tempfile.mkdtemp(prefix="lesson-"))
    try:
        backend = choose(needs=frozenset(needs), config=config)
        instance = backend.start(as_it_is(backend, config), folder)
        try:
            endpoint = instance.endpoint
            _say(
                uri=endpoint.uri,
                identity=str(instance.identity),
                admin=dict(endpoint.admin),
                files=dict(endpoint.files),
                metrics=endpoint.metrics,
            )
            serve(instance, sys.stdin.buffer, lambda answer: _say(**answer))
        finally:
            instance.stop()
    except GraderError as error:
        _say(error=type(error).__name__, expected=error.expected, found=error.found, next=error.next)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say(**answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    # Ctrl-C reaches the whole terminal group; the end of standard input is what ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    hold(**json.loads(sys.argv[1]))
