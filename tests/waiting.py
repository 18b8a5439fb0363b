"""Waiting for what another process does: with a bound, and without a guess at how long it takes."""

import time


def until(condition, seconds=60.0, process=None, *, every=0.02):
    """Poll until `condition()` is true and return what it gives.

    Args:
        process: ends the wait with its output, should it end before.

    Raises:
        AssertionError: it never became true.
    """
    end = time.monotonic() + seconds
    while True:
        if found := condition():
            return found
        if process is not None and process.poll() is not None:
            raise AssertionError(f"it has ended: {process.stdout.read() if process.stdout else ''}")
        if time.monotonic() >= end:
            raise AssertionError(f"not within {seconds:g} s: {condition}")
        time.sleep(every)


def holds(condition, seconds=20.0):
    """Whether it became true in time."""
    try:
        return bool(until(condition, seconds))
    except AssertionError:
        return False
