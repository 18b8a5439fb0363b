"""The vocabulary of a check: two or three lines that say what went wrong and why it matters.

A check is a pytest test with ``@check(points=…)``; its docstring is the line that the learner sees.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TypeVar

import pytest

from grader.worker.link import SubmissionError

__all__ = ["CheckFailed", "SubmissionError", "check", "close", "difference", "equal", "fail", "misconception", "quoted", "require", "same"]

Test = TypeVar("Test", bound=Callable[..., Any])

_order = itertools.count()

VALUE_CAP = 600
_SEEN = 80
"""Values of so few characters are compared at a glance."""
_FEW = 20
"""Arrays of so many numbers are shown whole."""


class CheckFailed(AssertionError):
    """A check's verdict with its four parts, and a misconception's id where the evidence shows one."""

    def __init__(
        self,
        *,
        called: str = "",
        returned: str = "",
        expected: str = "",
        why: str = "",
        misconception: str | None = None,
        evidence: str = "",
    ) -> None:
        self.called, self.returned, self.expected, self.why = called, returned, expected, why
        self.misconception, self.evidence = misconception, evidence
        super().__init__(sentence(called, returned, expected, why))


def sentence(called: str, returned: str, expected: str, why: str) -> str:
    """The four parts as prose: what was called, what came back, what was expected, why it matters."""
    text = called
    if returned:
        text += f" returned {returned}" if called else returned
    if expected:
        text += f"; expected {expected}" if text else f"expected {expected}"
    text = text.rstrip(".") + "." if text else ""
    return f"{text} {why}".strip()


def check(*, points: int = 1, after: str | tuple[str, ...] = (), hidden: bool = False) -> Callable[[Test], Test]:
    """Mark a test as a graded check.

    Args:
        points: what it earns, a positive number.
        after: checks that must have passed; otherwise this one is *blocked*, not failed.
        hidden: not shown to learners.
    """
    names = (after,) if isinstance(after, str) else tuple(after)
    return pytest.mark.check(points=points, after=names, hidden=hidden, order=next(_order))


def fail(
    *, called: str = "", returned: Any = "", expected: Any = "", why: str = ""
) -> NoReturn:
    """Fail the check; strings are shown as they are, anything else by its ``repr``, cut."""
    raise CheckFailed(called=called, returned=shown(returned), expected=shown(expected), why=why)


def misconception(
    id: str, *, evidence: str, called: str = "", returned: Any = "", expected: Any = "", why: str = ""
) -> NoReturn:
    """Fail the check and say which wrong idea the evidence shows.

    Args:
        id: as in the file name under ``misconceptions/``, with ``-`` for ``_``.
        evidence: what was measured that only this idea explains.
    """
    raise CheckFailed(
        called=called,
        returned=shown(returned),
        expected=shown(expected),
        why=why,
        misconception=id,
        evidence=evidence,
    )


def require(ok: Any, *, called: str = "", returned: Any = "", expected: Any = "", why: str = "") -> None:
    """Fail unless `ok` is True.

    A handle, an array or a learner's object is none of True and False: that is the author's mistake.
    """
    import numpy as np

    if not isinstance(ok, bool | np.bool_):
        raise TypeError(f"require() takes True or False, not {type(ok).__name__}")
    if not ok:
        fail(called=called, returned=returned, expected=expected, why=why)


def same(actual: Any, expected: Any, *, called: str, why: str = "") -> None:
    """Fail unless both are equal plain data; arrays are equal by shape and value.

    Text is shown in quotes, so that it cannot be taken for a number, a list or nothing; of long values also where they differ.
    """
    if not equal(actual, expected):
        fail(called=called, returned=quoted(actual) + where(actual, expected), expected=quoted(expected), why=why)


def close(
    actual: Any, expected: Any, *, called: str, why: str = "", rtol: float = 1e-5, atol: float = 1e-6
) -> None:
    """Fail unless both are numbers or arrays of one shape, equal within the tolerance."""
    import numpy as np

    try:
        left, right = np.asarray(actual, dtype=float), np.asarray(expected, dtype=float)
    except (TypeError, ValueError, OverflowError):  # the last one: a whole number that no float holds
        fail(called=called, returned=quoted(actual), expected=quoted(expected), why=why)
    if left.shape != right.shape:
        fail(called=called, returned=quoted(actual), expected=quoted(expected), why=why)
    wrong = ~np.isclose(left, right, rtol=rtol, atol=atol, equal_nan=True)
    if wrong.any():
        found, wanted = _largest_gap(left, right, wrong) if left.size > _FEW else (actual, expected)
        fail(called=called, returned=found, expected=wanted, why=why)


def difference(found: Sequence[Any], expected: Sequence[Any], what: str = "id") -> str:
    """What is missing among the ids found and what is too much, in a few words instead of a wall of ids."""
    missing, extra = [i for i in expected if i not in found], [i for i in found if i not in expected]
    parts = [f"{len(found)} {what}{'s' * (len(found) != 1)}"]
    if len(set(found)) < len(found):
        parts.append(f"{len(found) - len(set(found))} of them twice")
    if missing:
        parts.append(f"{len(missing)} missing")
    if extra:
        parts.append(f"{len(extra)} that do not belong there")
    return ", ".join(parts)


def _largest_gap(left: Any, right: Any, wrong: Any) -> tuple[str, str]:
    """Where two arrays differ most: by their shapes alone they would read alike."""
    import numpy as np

    gap = np.where(wrong, np.nan_to_num(np.abs(left - right), nan=np.inf, posinf=np.inf), -1.0)
    at = tuple(int(i) for i in np.unravel_index(int(gap.argmax()), gap.shape))
    place = f"[{', '.join(map(str, at))}]"
    return f"{left[at]:.6g} at {place}, and {int(wrong.sum())} of {left.size} numbers differ", f"{right[at]:.6g} at {place}"


def equal(a: Any, b: Any) -> bool:
    """Equality of data; ``1`` and ``1.0`` are equal, a list and a tuple are not."""
    import numpy as np

    if isinstance(a, np.ndarray) or isinstance(b, np.ndarray):
        if not (isinstance(a, np.ndarray) and isinstance(b, np.ndarray)) or a.shape != b.shape:
            return False
        return bool(np.array_equal(a, b, equal_nan=a.dtype.kind in "fc" and b.dtype.kind in "fc"))
    if isinstance(a, list | tuple) and isinstance(b, list | tuple):
        plain = isinstance(a, list) == isinstance(b, list)
        return plain and len(a) == len(b) and all(equal(x, y) for x, y in zip(a, b, strict=True))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(equal(a[k], b[k]) for k in a)
    result = a == b
    return result is True or (isinstance(result, np.bool_) and bool(result))


def quoted(value: Any) -> str:
    """A value as the learner reads it, text in quotes."""
    return shown(repr(value) if isinstance(value, str) else value)


def where(found: Any, expected: Any) -> str:
    """Of two long sequences or texts: where they first differ, and how long they are; empty where one sees it."""
    kinds = (list, tuple, str)
    if type(found) is not type(expected) or not isinstance(found, kinds) or max(len(repr(found)), len(repr(expected))) <= _SEEN:
        return ""
    first = next((i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if not equal(a, b)), None)
    lengths = f"{len(found)} of {len(expected)}" if len(found) != len(expected) else ""
    at = "" if first is None else f"first at [{first}]: {quoted(found[first])[:_SEEN]} for {quoted(expected[first])[:_SEEN]}"
    return f" (differs {', '.join(x for x in (at, lengths) if x)})"


def shown(value: Any) -> str:
    """A value as the learner reads it: arrays by shape and type, anything long is cut and says so."""
    import numpy as np

    if isinstance(value, str):
        text = value
    elif isinstance(value, np.ndarray):
        text = f"an array of shape {value.shape}, {value.dtype}"
        if value.size <= _FEW:
            text += f": {np.array2string(value, precision=4, separator=', ')}"
    elif isinstance(value, float):
        text = f"{value:.6g}"
    else:
        text = repr(value)
    return text if len(text) <= VALUE_CAP else f"{text[:VALUE_CAP]}… ({len(text) - VALUE_CAP} more characters)"
