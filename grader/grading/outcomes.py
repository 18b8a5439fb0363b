"""From what a check raised to a raw outcome: whose it is, and the words for it."""

from __future__ import annotations

import inspect
import re
import sys
from importlib import util
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.checks import CheckFailed
from grader.checks.vocabulary import sentence
from grader.errors import CourseError, InternalFault, LearnerFault, MilvusGone, WorkerGone
from grader.results.outcome import blank
from grader.worker.link import SubmissionError

if TYPE_CHECKING:
    import pytest

    from grader.checks.session import Session

MESSAGE_CAP = 4_000


def declared(item: pytest.Item) -> dict[str, Any]:
    """The blank outcome of a check, from its marker and docstring."""
    marker = item.get_closest_marker("check")
    options = marker.kwargs if marker else {}
    title = " ".join(inspect.cleandoc(getattr(item.obj, "__doc__", "") or "").split("\n\n")[0].split())  # type: ignore[attr-defined]  # only functions are marked
    return blank(item.name, title, options.get("points", 1), hidden=bool(options.get("hidden")))


def outcome_of(item: pytest.Item, excinfo: pytest.ExceptionInfo[BaseException] | None, session: Session) -> dict[str, Any]:
    """Judge one check by what it raised; every text in it can be written to a file."""
    outcome = _judged(item, excinfo, session)
    return {k: writable(v if k == "traceback" else text_of(v)) if isinstance(v, str) else v for k, v in outcome.items()}


def _judged(item: pytest.Item, excinfo: pytest.ExceptionInfo[BaseException] | None, session: Session) -> dict[str, Any]:
    outcome = declared(item)
    if excinfo is None:
        outcome["status"] = "passed"
        return outcome
    error = excinfo.value
    if type(error).__name__ == "Skipped":
        outcome.update(status="blocked", message=text_of(str(getattr(error, "msg", error)).removeprefix("blocked: ")))
    elif isinstance(error, CheckFailed):
        outcome.update(
            status="failed", called=error.called, returned=error.returned, expected=error.expected, why=error.why,
            misconception=error.misconception, evidence=error.evidence or None, message=text_of(str(error)),
        )  # fmt: skip
    elif isinstance(error, SubmissionError):
        outcome.update(_raised(error))
    elif isinstance(error, WorkerGone):
        outcome.update(status="failed", message=text_of(str(error)), fault=error.why if error.why in ("wall", "killed") else None)
        outcome["import_failed"] = error.expected.startswith("importing your file")
    elif isinstance(error, LearnerFault):
        outcome.update(status="failed", message=text_of(str(error)))
    elif isinstance(error, MilvusGone):
        outcome.update(status="error", message=text_of(str(error)), fault="milvus")
    elif isinstance(error, CourseError | InternalFault):
        outcome.update(status="error", message=text_of(str(error)), fault="grader")
    elif isinstance(error, AssertionError):
        outcome.update(status="failed", message=_assertion(excinfo))
    elif not session.milvus_alive():
        outcome.update(status="error", message="Milvus was gone when the grader looked", fault="milvus")
    elif _is_milvus_error(error):
        outcome.update(_looked(error))
    else:  # the check's own code stumbled: over the learner's value, or over its author's mistake
        where = f"{type(error).__name__}: {error}"
        outcome.update(status="failed", message=f"What came back cannot be used: {text_of(where)}", fault="check")
    return outcome


def _raised(error: SubmissionError) -> dict[str, Any]:
    if error.not_started:
        return {"status": "not_started", "message": text_of(error.message)}
    importing = error.what == "importing your file"
    code = f" (code {error.code})" if error.code not in (None, 0, "") else ""
    why = next((words for said, words in _SAID if said.search(error.message)), "")
    return {
        "fault": "own" if "MilvusException" in error.names and _ITSELF.search(error.message) else None,
        "status": "failed",
        "called": error.what,
        "returned": f"{error.type}{code}: {error.message}"[:MESSAGE_CAP],
        "expected": "the file to import" if importing else "no exception",
        "why": why,
        "message": text_of(f"{error.what} raised {error.type}{code}: {error.message}{'. ' * bool(why)}{why}"),
        "traceback": error.traceback,
        "import_failed": importing,
    }


def _looked(error: BaseException) -> dict[str, Any]:
    """A check asked Milvus for what the submission should have left there, and it is not there: in words, not as our exception."""
    code, said = getattr(error, "code", None), str(getattr(error, "message", "") or error)
    named = re.search(r"collection(?:=| ')([^\]'\s]+)", said)
    which = f"the collection {named[1]}" if named else "the collection"
    found, wanted = _MISSING.get(code, ("", "")) if isinstance(code, int) else ("", "")
    if not found:
        fault = "own" if _ITSELF.search(said) else None
        return {"fault": fault, "status": "failed", "message": f"What the check looked for is not in Milvus, which says: {text_of(said)}"}
    parts = {"called": "your code, then a look into Milvus", "returned": found.format(which=which), "expected": wanted.format(which=which)}
    return {"status": "failed", **parts, "message": sentence(**parts, why="")}


_SAID = (
    (
        re.compile(r"should create connection first|Cannot invoke RPC on closed channel"),
        "This client was closed before: `client.close()` ends it for every call that comes later, so leave one that you were given open",
    ),
    (
        re.compile(r"unexpected character '\{'"),
        "Milvus Lite fills in no placeholder of `filter_params`, which a server does: write the values into the filter itself",
    ),
)
"""What an exception says, and what a learner may want to know about it."""
_ITSELF = re.compile(
    r"\bfaiss\b|pyarrow|\bArrow\w*Error|segcore|\b[Aa]ssert(?:ion)? ?(?:failed|\"|'|:)|internal error|StatusCode\.INTERNAL|code = Internal|\[Errno \d+\]|I/O error|"
    r"read_vector_with|No such file"
)
"""What a Milvus says about itself and not about the call: an index file read while it is written, a library's assertion."""
_MISSING = {
    100: ("no collection of that name", "{which} to exist"),
    101: ("{which} is there and not loaded", "a loaded collection"),
    200: ("no partition of that name", "the partition to exist"),
    700: ("no index", "an index on the vectors"),
}
"""Milvus' codes for what is not there: what a look found, and what was expected."""


def _assertion(excinfo: pytest.ExceptionInfo[BaseException]) -> str:
    """pytest's own explanation of a plain ``assert``, without its path."""
    return text_of(str(excinfo.value) or "an assertion failed")


def _is_milvus_error(error: BaseException) -> bool:
    homes = {cls.__module__.split(".")[0] for cls in type(error).__mro__}
    return bool(homes & {"pymilvus", "grpc"})


def text_of(text: str) -> str:
    """Text without control characters (a colour code can hide a line), cut and said so."""
    clean = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f]", "\N{REPLACEMENT CHARACTER}", text)
    return clean if len(clean) <= MESSAGE_CAP else f"{clean[:MESSAGE_CAP]}… ({len(clean) - MESSAGE_CAP} more characters)"


def writable(text: str) -> str:
    """Text without lone surrogates, which Python holds and no file, database or socket does."""
    return text.encode(errors="replace").decode()


def load_support(path: Path) -> Any:
    """A chapter's support module, once a process."""
    name = f"_support_{path.parent.name}"
    if name not in sys.modules:
        spec = util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None or not path.is_file():
            raise CourseError(path, None, "is the chapter's support module", "no such file", "write it, or drop the fixture")
        module = util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]
