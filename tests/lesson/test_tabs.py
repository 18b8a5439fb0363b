"""Readers' tabs do not wait for each other."""

import sys
import threading

import pytest

from grader.lesson import LessonMilvus

lessons = sys.modules[LessonMilvus.__module__]  # `grader.lesson.milvus` is the function of that name


def test_a_server_that_is_starting_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """While one reader's Milvus starts, another's is asked for, started and used."""
    go_on, started = threading.Event(), threading.Event()

    def own(needs: frozenset[str], config: str) -> LessonMilvus:
        if "segments" in needs:
            started.set()
            assert go_on.wait(60)
        return LessonMilvus(config, "a Milvus")

    monkeypatch.setattr(lessons, "_own", own)
    found: list[str] = []
    slow = threading.Thread(target=lambda: found.append(lessons.milvus(["segments"], "slow").uri))
    quick = threading.Thread(target=lambda: found.append(lessons.milvus(["search"], "quick").uri), daemon=True)
    slow.start()
    try:
        assert started.wait(60)
        quick.start()
        quick.join(30)
        assert found == ["quick"]
    finally:
        go_on.set()
        slow.join(60)
    assert found == ["quick", "slow"]
