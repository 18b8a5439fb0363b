"""A check may end a submission's process in the middle of a call, as a machine without power would."""

import threading
import time

import pytest

from grader.checks.submission import Submission
from grader.errors import WorkerGone
from grader.worker import launch
from grader.worker.link import Link, Output
from grader.worker.spec import WorkerSpec
from tests.waiting import until

CODE = "import time\n\ndef begin(sign):\n    open(sign, 'w').close()\n    time.sleep(300)\n    open(sign + '.end', 'w').close()\n\ndef add(a, b):\n    return a + b\n"


@pytest.mark.parametrize("name", launch.NAMES)
def test_a_call_that_waits_ends_with_its_process(name, tmp_path):
    """The waiting call learns of it, and another process of the same file is not touched."""
    work, sign = tmp_path / "work.py", tmp_path / "sign"
    work.write_text(CODE)
    launcher = launch.local(name)
    links = []

    def link():
        scratch = tmp_path / f"w{len(links)}"
        scratch.mkdir()
        made = Link(lambda: launcher.worker(WorkerSpec(str(work), str(scratch))), timeout=120, output=Output())
        links.append(made)
        return made

    raised = []

    def wait(submission):
        try:
            submission.begin(str(sign))
        except WorkerGone as gone:
            raised.append(gone)

    try:
        one = Submission(link(), link)
        other = one.spawn()
        assert one.add(1, 2) == 3
        thread = threading.Thread(target=wait, args=(one,))
        thread.start()
        until(sign.exists)
        began = time.monotonic()
        one.kill()
        thread.join(60)
        assert not thread.is_alive()
        assert time.monotonic() - began < 60
        assert [gone.why in ("killed", "exit") for gone in raised] == [True]  # who ended it is not always known
        assert other.add(3, 4) == 7
        one.kill()  # nothing is left to end
    finally:
        for each in links:
            each.end()
        launcher.close()
