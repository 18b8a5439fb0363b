"""The pytest plugin: fixtures and markers in, raw outcomes out.

It is loaded by the trusted runner with ``-p``, and as an ordinary entry point by ``pytest exercises/…``.
Either way the submission runs in a worker. Keep this module light: every pytest run imports it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from grader.course.kinds import RULES
from grader.grading.run import OUTCOME, RUN, Run

if TYPE_CHECKING:

    from grader.checks.broker import BrokerUnderTest
    from grader.checks.milvus import MilvusUnderTest
    from grader.checks.session import Session

def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "check(points, after, hidden): a graded check of an exercise")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Find the checks; in an ordinary pytest run, set up a run for each exercise file."""
    graded = [item for item in items if item.get_closest_marker("check")]
    if graded and RUN not in config.stash:
        from grader.grading.ordinary import attach

        attach(config, graded)


def _run_of(item: pytest.Item, *, start: bool = True) -> Run | None:
    if item.get_closest_marker("check") is None:
        return None
    if RUN in item.config.stash:
        return item.config.stash[RUN]
    from grader.grading.ordinary import run_of

    return run_of(item, start=start)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Block a check whose ground is missing: one mistake gives one red line."""
    run = _run_of(item)
    if run is not None:
        run.session.before_check()
    if run is None or "dependencies" in run.session.job.off:
        return
    marker = item.get_closest_marker("check")
    names = marker.kwargs.get("after", ()) if marker else ()
    waiting = [n for n in names if run.status.get(n) != "passed"]
    if run.session.broken_import:
        pytest.skip("blocked: the file cannot be imported")
    if run.session.milvus_ended:
        pytest.skip("blocked: Milvus ended in an earlier check")
    if waiting:
        pytest.skip(f"blocked by {waiting[0]}")
    if run.session.job.first_loss and "failed" in run.status.values():
        pytest.skip("blocked: a point is lost already")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Iterator[None]:
    report = yield
    run = _run_of(item, start=False)  # a check that was skipped for want of a Milvus has none
    if run is not None:
        from grader.grading.outcomes import outcome_of

        if call.when == "setup":
            item.stash[OUTCOME] = {"started": time.monotonic() - call.duration}
        if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
            outcome = outcome_of(item, call.excinfo, run.session)
            outcome["seconds"] = round(time.monotonic() - item.stash[OUTCOME]["started"], 4)
            run.finish(item, outcome)
    return report


# -- fixtures ---------------------------------------------------------------------------------------------


@pytest.fixture
def _session(request: pytest.FixtureRequest) -> Session:
    run = _run_of(request.node)
    if run is None:
        pytest.fail("the grader's fixtures are for checks: mark the test with @check(points=…)", pytrace=False)
    return run.session


@pytest.fixture
def milvus(_session: Session) -> MilvusUnderTest:
    """The Milvus of this exercise."""
    return _session.milvus()


@pytest.fixture
def client(milvus: MilvusUnderTest) -> Any:
    """The grader's own client; passed to the submission it says *connect here*."""
    return milvus.admin()


@pytest.fixture
def broker(_session: Session) -> BrokerUnderTest:
    """A message broker: Apache Kafka where it has been fetched, else the one inside its client library."""
    return _session.broker()


@pytest.fixture
def fresh(request: pytest.FixtureRequest) -> Callable[[str], str]:
    """Names that no other check uses: ``fresh("films")`` gives ``films_1a2b3c``."""
    import zlib

    made = 0

    def name(prefix: str = "c") -> str:
        nonlocal made
        made += 1
        return f"{prefix}_{zlib.crc32(f'{request.node.name}/{made}'.encode()):08x}"

    return name


@pytest.fixture
def seed(_session: Session) -> int:
    """The seed of this run."""
    return _session.job.seed


@pytest.fixture
def rng(request: pytest.FixtureRequest, _session: Session) -> Any:
    """A NumPy generator that depends on the run's seed and the check's name alone."""
    import numpy as np

    return np.random.default_rng(_session.rng_seed(request.node.name))


@pytest.fixture
def support(_session: Session) -> Any:
    """The chapter's ``support.py``."""
    from grader.grading.outcomes import load_support

    return load_support(_session.exercise.support_path)


def _given(fixture_name: str) -> Callable[..., Any]:
    def fixture(_session: Session, request: pytest.FixtureRequest) -> Any:
        from grader.checks.kinds import by_fixture

        return by_fixture(fixture_name).give(_session, lambda: request.getfixturevalue("tmp_path"))

    return fixture


for _rule in RULES:
    # ``submission``, ``work``, ``program``: what was handed in, as the exercise's kind gives it.
    globals()[_rule.fixture] = pytest.fixture(name=_rule.fixture)(_given(_rule.fixture))
