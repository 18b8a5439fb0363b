"""``hash()`` in a submission: of a text it is another number in each process, although these are forked."""

import pytest

from grader.checks.submission import Submission
from grader.worker import launch
from grader.worker.hashing import builtins_of_its_own
from grader.worker.link import Link, Output
from grader.worker.spec import WorkerSpec

CODE = "def h(value):\n    return hash(value)\n\ndef pair(a, b):\n    return hash((a, b))\n"


@pytest.mark.parametrize("name", launch.NAMES)
def test_two_processes_do_not_agree_on_a_text(name, tmp_path):
    work = tmp_path / "work.py"
    work.write_text(CODE)
    launcher, links = launch.local(name), []

    def link():
        scratch = tmp_path / f"w{len(links)}"
        scratch.mkdir()
        links.append(Link(lambda: launcher.worker(WorkerSpec(str(work), str(scratch))), timeout=120, output=Output()))
        return links[-1]

    try:
        one = Submission(link(), link)
        other = one.spawn()
        for given in ("offer 7", b"offer 7"):
            assert one.h(given) == one.h(given)
            assert one.h(given) != other.h(given)
        assert one.pair("a", 1) != other.pair("a", 1)
        for given in (7, -1, 2.5, True):
            assert one.h(given) == other.h(given)
        assert one.pair(3, 4) == other.pair(3, 4) == hash((3, 4))
    finally:
        for each in links:
            each.end()
        launcher.close()


def test_what_is_equal_stays_equal():
    own = builtins_of_its_own()["hash"]
    assert own(1) == own(1.0) == own(True)
    assert own("ab") == own("a" + "b") == own(type("Text", (str,), {})("ab"))
    assert own(frozenset({"a", "b"})) == own(frozenset({"b", "a"}))
    with pytest.raises(TypeError, match="unhashable"):
        own([])
