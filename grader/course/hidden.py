"""Take hidden checks out of a test file, and everything that serves only them (pure).

What stays is the author's text, character by character; what goes is whole statements with their comments. Where a
statement serves both kinds, or a comment still speaks of what is hidden, nothing is guessed: the author is told to part them.
"""

from __future__ import annotations

import ast
import io
import itertools
import re
import tokenize
from collections.abc import Iterable
from pathlib import Path

from grader.course import syntax
from grader.course.toplevel import Statement, attributes_of, statements
from grader.errors import CourseError


def hidden_checks(text: str, path: Path) -> list[str]:
    """Names of the hidden checks of a test file.

    Raises:
        CourseError: the file is not Python, or says `hidden` in a way that cannot be read without running it.
    """
    return [s.node.name for s in statements(text, path) if s.hidden and isinstance(s.node, ast.FunctionDef)]


def without_hidden(text: str, path: Path) -> str:
    """A test file as learners get it; itself, where it hides nothing.

    Raises:
        CourseError: with the line, where hidden and public parts cannot be told apart.
    """
    found = statements(text, path)
    secret = {s.node.name for s in found if s.hidden and isinstance(s.node, ast.FunctionDef)}
    if not secret:
        return text
    _choose(found, path)
    out = _cut(text, found, secret)
    _nothing_left(out, secret, path)
    return out


def names_for_hidden(text: str, path: Path, module: str) -> set[str]:
    """Attributes of the fixture `module` (such as ``support``) that hidden checks use and public ones do not."""
    found = statements(text, path)
    if not any(s.hidden for s in found):
        return set()
    _choose(found, path)
    public = {n for s in found if s.kept for n in attributes_of(s.node, module)}
    return {n for s in found if not s.kept for n in attributes_of(s.node, module)} - public


def attributes(text: str, path: Path, module: str) -> set[str]:
    """Attributes of the fixture `module` that the public part of a test file uses."""
    found = statements(text, path)
    if any(s.hidden for s in found):
        _choose(found, path)
    return {n for s in found if s.kept for n in attributes_of(s.node, module)}


def without(text: str, path: Path, names: Iterable[str], used: Iterable[str]) -> str:
    """A support module without `names` and what only they use; `used` are the names that public checks need."""
    found = statements(text, path)
    gone, needed = set(names), set(used)
    secret = _reachable(found, gone)
    # A name that nobody uses at all is no secret: it stays, and so does what it uses.
    idle = {b for s in found for b in s.binds} - secret
    public = _reachable(found, needed | idle | {n for s in found if not s.binds for n in s.uses})
    if not secret - public:
        return text
    for s in found:
        s.kept = not s.binds or not s.binds <= secret - public
    _split_or_fail(found, secret - public, path)
    return _cut(text, found, set())


# -- choosing ----------------------------------------------------------------------------------------------


def _choose(parts: list[Statement], path: Path) -> None:
    """Mark what goes: the hidden checks, and what they reach and nothing public does."""
    secret_tests = {b for s in parts if s.hidden for b in s.binds}
    secret = _reachable(parts, {n for s in parts if s.hidden for n in s.uses} - secret_tests) | secret_tests
    roots = [s for s in parts if not s.hidden and (not s.binds or not s.binds <= secret or _acts_alone(s.node))]
    start = {n for s in roots for n in s.uses | (s.binds if _acts_alone(s.node) else s.binds - secret)}
    public = _reachable(parts, start - secret_tests)
    gone = secret - public
    for s in parts:
        s.kept = not s.hidden and not (s.binds and s.binds <= gone)
    _split_or_fail(parts, gone, path)


def _acts_alone(node: ast.stmt) -> bool:
    """A public check, or a fixture that every check gets."""
    always = any(
        k.arg == "autouse" for d in getattr(node, "decorator_list", []) if isinstance(d, ast.Call) for k in d.keywords
    )
    return always or (isinstance(node, ast.FunctionDef) and node.name.startswith("test_"))


def _reachable(parts: list[Statement], start: set[str]) -> set[str]:
    """Names bound in this file that `start` leads to."""
    reached: set[str] = set()
    waiting = set(start)
    while waiting:
        name = waiting.pop()
        binders = [s for s in parts if name in s.binds]
        if name in reached or not binders:
            continue
        reached.add(name)
        for s in binders:
            waiting |= s.uses if not s.hidden else set()
    return reached


def _split_or_fail(parts: list[Statement], gone: set[str], path: Path) -> None:
    for before, after in itertools.pairwise(parts):
        if before.last == after.first and before.kept != after.kept:
            raise CourseError(
                path,
                after.first,
                "each statement has a line of its own",
                "two in one, one of them for hidden checks",
                "write two lines",
            )
    for s in parts:
        both = s.binds & gone
        if s.kept and both and not isinstance(s.node, ast.Import | ast.ImportFrom):
            raise CourseError(
                path,
                s.first,
                "a statement serves hidden checks or public ones, not both",
                f"one that binds {', '.join(sorted(s.binds))}",
                "write two",
            )
        if s.kept and both:
            names = [a for a in s.node.names if (a.asname or a.name).split(".")[0] not in gone]  # type: ignore[attr-defined]  # an import
            s.node.names = names  # type: ignore[attr-defined]


# -- cutting -----------------------------------------------------------------------------------------------


def _cut(text: str, parts: list[Statement], secret: set[str]) -> str:
    lines = text.splitlines(keepends=True)
    out: list[str] = []
    at = blank = 0  # lines before `at` are written or gone; `blank` lines stood around what is gone
    for s in parts:
        between = lines[at : s.first - 1]
        if s.kept:
            missing = blank - _leading_blank(between)
            out += ["\n"] * missing + between
            out += _kept(s, lines, secret)
            blank = 0
        else:  # with the comments above it, which speak of it
            blank = max(blank, _leading_blank(between))
        at = s.last
    out += lines[at:] if not parts or parts[-1].kept else []
    return "".join(out).strip("\n") + "\n"


def _leading_blank(lines: list[str]) -> int:
    return next((n for n, line in enumerate(lines) if line.strip()), len(lines))


def _kept(statement: Statement, lines: list[str], secret: set[str]) -> list[str]:
    own = lines[statement.first - 1 : statement.last]
    node = statement.node
    if isinstance(node, ast.Import | ast.ImportFrom) and {
        (a.asname or a.name).split(".")[0] for a in node.names
    } != set(statement.binds):
        return [ast.unparse(node) + "\n"]
    for decorator in getattr(node, "decorator_list", []):
        if isinstance(decorator, ast.Call) and _waits_for(decorator, secret):
            first, last = (
                decorator.lineno - statement.first,
                (decorator.end_lineno or decorator.lineno) - statement.first,
            )
            _drop_after(decorator, secret)
            own = [*own[:first], f"@{ast.unparse(decorator)}\n", *own[last + 1 :]]
            break
    return own


def _waits_for(call: ast.Call, secret: set[str]) -> bool:
    return any(
        k.arg == "after" and any(isinstance(n, ast.Constant) and n.value in secret for n in ast.walk(k.value))
        for k in call.keywords
    )


def _drop_after(call: ast.Call, secret: set[str]) -> None:
    for keyword in list(call.keywords):
        if keyword.arg != "after":
            continue
        names = [
            n.value
            for n in ast.walk(keyword.value)
            if isinstance(n, ast.Constant) and isinstance(n.value, str) and n.value not in secret
        ]
        if not names:
            call.keywords.remove(keyword)
        elif len(names) == 1:
            keyword.value = ast.Constant(names[0])
        else:
            keyword.value = ast.Tuple([ast.Constant(n) for n in names], ast.Load())


def _nothing_left(text: str, secret: set[str], path: Path) -> None:
    """Fail closed: no word of a hidden check, and no comment or head of the file that says there is one."""
    for name in secret:
        match = re.search(rf"\b{re.escape(name)}\b", text)
        if match:
            where = text[: match.start()].count("\n")
            raise CourseError(
                path,
                None,
                f"nothing public names the hidden check {name}",
                text.splitlines()[where].strip(),
                "reword that line",
            )
    spoken = [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type == tokenize.COMMENT]
    spoken.append(ast.get_docstring(syntax.parse(text)) or "")
    for words in spoken:
        if re.search(r"\bhidden\b|\bsecret check", words, flags=re.IGNORECASE):
            raise CourseError(
                path,
                None,
                "no public comment says that checks are hidden",
                words.strip(),
                "reword it, or put it inside the hidden check",
            )
