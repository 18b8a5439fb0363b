"""Several questions asked at once, each until its first yes."""

import time

from models.moments import moments


def test_each_question_has_its_own_moment():
    begin = time.perf_counter()
    since = lambda seconds: lambda: time.perf_counter() - begin > seconds  # noqa: E731  three of one kind
    found = moments({"late": since(0.3), "soon": since(0.0), "never": since(60)}, lambda: None, limit=0.8)
    assert found["soon"] < 0.2 < found["late"] < 0.7
    assert found["never"] is None


def test_a_question_that_raises_or_hangs_does_not_hold_the_others_up():
    begin = time.perf_counter()

    def hangs():
        time.sleep(5)
        return True

    found = moments({"raises": lambda: 1 / 0, "hangs": hangs, "answers": lambda: True}, lambda: time.sleep(0.1), limit=0.6)
    assert found["answers"] is not None
    assert (found["raises"], found["hangs"]) == (None, None)
    assert time.perf_counter() - begin < 3


def test_the_clock_starts_with_the_act():
    started = []
    found = moments({"running": lambda: bool(started)}, lambda: (time.sleep(0.2), started.append(True)), limit=2)
    assert found["running"] >= 0.2


def test_a_refusal_is_followed_by_the_next_asking():
    asked = []

    def refuses_twice():
        asked.append(1)
        if len(asked) < 3:
            raise ConnectionError("not yet")
        return True

    found = moments({"answers": refuses_twice}, lambda: None, limit=2)
    assert found["answers"] is not None
    assert len(asked) == 3
