"""What Python source does, without what it only says: its digest stays when words change.

A proof says which checks passed, what they paid and which mistake was named. A clearer statement, a comment, a better `why`
change nothing about that; every other letter may.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import io
import time
import tokenize
from pathlib import Path

from grader import results
from grader.course import syntax

SHOWN = frozenset({"why", "called", "returned", "evidence"})
"""Keyword arguments of the vocabulary of checks that are shown and never compared."""
_NEVER_COMPARE = frozenset({"fail", "require", "misconception"})
"""Those of the vocabulary to which what is ``expected`` is only shown."""
_SETTLED = 2.0
"""Seconds after which a file that is written to again has another time: a file system's clock is coarse."""
_INERT = (ast.Constant, ast.JoinedStr, ast.FormattedValue, ast.Name, ast.Load, ast.Attribute, ast.BinOp, ast.Add, ast.IfExp)
"""What such an argument may be made of to be left out: nothing that could call, or draw from a generator."""


def digest(path: Path, *, checks: bool = False) -> str:
    """sha256 over what a file or folder does; of what is not Python, or does not parse, over its bytes.

    Args:
        checks: whether it is a file of checks, whose `SHOWN` arguments are words.
    """
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    total = hashlib.sha256()
    for file in files:
        name = file.name if path.is_file() else file.relative_to(path).as_posix()
        seen = file.stat()
        settled = time.time() - seen.st_ctime > _SETTLED
        told = _remembered(file, checks, (seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)) if settled else _told(file, checks)
        total.update(f"{name}:{told}\n".encode())
    return total.hexdigest() if files else ""


@functools.lru_cache(maxsize=1024)  # the same checks, solution and data stand beside each of a hundred mutants
def _remembered(file: Path, checks: bool, state: tuple[int, ...]) -> str:
    """`_told`, again only once the file's `state` is another one."""
    return _told(file, checks)


def _told(file: Path, checks: bool) -> str:
    """What one file does, or a digest of its bytes."""
    if file.suffix == ".py":
        try:
            return "\n".join(without_words(file.read_text(encoding="utf-8"), checks=checks)) or results.work_digest(file)
        except (SyntaxError, ValueError, tokenize.TokenError):
            pass
    return results.work_digest(file)


def without_words(source: str, *, checks: bool = False) -> tuple[str, ...]:
    """The lines of a source that are not empty once docstrings, comments and, of checks, `SHOWN` arguments are cut out.

    Raises:
        SyntaxError, ValueError: it is no Python.
    """
    lines = [line.encode() for line in source.split("\n")]  # as a tree counts: nothing else ends a line, and its offsets are bytes
    tree = syntax.parse(source)
    in_string = _ends_in_a_string(tree)
    parts = [(line, number in in_string) for number, line in enumerate(lines)]
    for first, start, last, end in sorted({*_comments(source, lines), *_docstrings_and_shown(tree, checks)}, reverse=True):
        parts[first : last + 1] = [(parts[first][0][:start] + parts[last][0][end:], parts[last][1])]
    told = ((line.decode(), data) for line, data in parts)
    return tuple(text if data else text.rstrip() for text, data in told if data or text.strip())


def _ends_in_a_string(tree: ast.Module) -> set[int]:
    """The lines, from 0, whose end lies within a string: blanks there are data."""
    long = [n for n in ast.walk(tree) if isinstance(n, ast.Constant | ast.JoinedStr) and n.end_lineno]
    return {number for node in long for number in range(node.lineno - 1, (node.end_lineno or 1) - 1)}


def _comments(source: str, lines: list[bytes]) -> set[tuple[int, int, int, int]]:
    found = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            number = token.start[0] - 1
            before, text = len(lines[number].decode()[: token.start[1]].encode()), len(token.string.encode())
            found.add((number, before, number, before + text))
    return found


def _docstrings_and_shown(tree: ast.Module, checks: bool) -> set[tuple[int, int, int, int]]:
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
                found.append(first.value)
        elif checks and isinstance(node, ast.Call):
            shown = SHOWN | ({"expected"} if isinstance(node.func, ast.Name) and node.func.id in _NEVER_COMPARE else set())
            found += [k.value for k in node.keywords if k.arg in shown and all(isinstance(n, _INERT) for n in ast.walk(k.value))]
    return {(n.lineno - 1, n.col_offset, (n.end_lineno or n.lineno) - 1, n.end_col_offset or 0) for n in found}
