"""What every test of the grader shares."""

import os
from collections import Counter
from pathlib import Path

import pytest

from tests import tiers, times

ROOT = Path(__file__).resolve().parents[1]
MINICOURSE = ROOT / "tests" / "minicourse"

# Our own CI sets CI=true; `grader check` would then refuse to run what these tests have written themselves.
os.environ.pop("CI", None)


def required(missing: str, command: str) -> None:
    """Skip with the reason and the command that mends it; where everything is required, fail instead."""
    message = f"{missing}. Next: {command}"
    if os.environ.get("GRADER_REQUIRE_ALL") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


# -- tiers ------------------------------------------------------------------------------------------------


def pytest_addoption(parser):
    tiers.options(parser)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    tiers.sort_out(config, items)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    with tiers.turn(item):
        return (yield)


def pytest_sessionfinish(session):
    """A worker of xdist hands over what it left out; the controller removes the locks."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left"] = dict(session.config.stash.get(tiers.LEFT, {}))
    else:
        tiers.forget_locks()


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node, error):
    node.config.stash[tiers.LEFT] = Counter(getattr(node, "workeroutput", {}).get("left", {}))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return tiers.scheduler(config, log)


def pytest_terminal_summary(terminalreporter, config):
    if left := config.stash.get(tiers.LEFT, None):
        terminalreporter.write_line(tiers.told(left))
    if config.getoption("durations") is not None:
        terminalreporter.write_sep("=", "seconds by file and by worker")
        for line in times.told(r for kept in terminalreporter.stats.values() for r in kept if hasattr(r, "when") and hasattr(r, "duration")):
            terminalreporter.write_line(line)
