"""From a right answer to its mutants: the places inside the solution's regions, the operators, an even choice."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from itertools import zip_longest
from pathlib import Path, PurePath

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider

from grader.authoring.mutants import config, general, milvus  # noqa: F401  two of them register their operators
from grader.authoring.mutants.base import OPERATORS, Change, Mutant, describe, lines_of
from grader.course import starter

MOST = 60
"""Mutants of one answer, chosen evenly over the operators."""
HOLLOW = "hollow"
"""The operator that leaves nothing of an answer; its mutants come beside the chosen ones."""
_NOTHING = ("None", "[]", "0")
_WHERE_A_PROGRAM_STARTS = "if __name__"
"""Behind this line nothing that is wrapped would be called by its name again."""
OF_ALTERNATIVE = 20
"""Mutants of an alternative at most: what the solution's structure hides, another one may show."""


def derive(files: Mapping[str, str], most: int = MOST) -> list[Mutant]:
    """The mutants of an answer, at most so many, chosen evenly over the operators and always the same.

    Args:
        files: name to text: Python, or what `config.py` knows by the name's suffix; the regions say where changes may
            stand, and where a file has none, all of it. The name is kept as a mutant's `file`.
    """
    return list(_derived(tuple(sorted(files.items())), most))


def of(answer: Path, most: int = MOST) -> list[Mutant]:
    """The mutants of an answer that is a file or a folder."""
    paths = sorted(p for p in answer.rglob("*") if p.is_file() and "__pycache__" not in p.parts) if answer.is_dir() else [answer]
    return derive({p.relative_to(answer).as_posix() if answer.is_dir() else p.name: p.read_text(encoding="utf-8") for p in paths}, most)


@functools.lru_cache(maxsize=512)  # the whole book's answers: rules ask for them, then the plan does
def _derived(files: tuple[tuple[str, str], ...], most: int) -> tuple[Mutant, ...]:
    marked = any(starter.regions(text, PurePath(name)) for name, text in files)
    found: list[Mutant] = []
    for name, text in files:
        path = PurePath(name)
        if marked and not starter.regions(text, path):
            continue  # given, not written by the learner
        made = [*_of_python(text, path), *_remembered(text, path)] if path.suffix == ".py" else config.mutants(text, path)
        found += [replace(m, file=name) for m in _each_once(text, made)]
    return (*_hollow(dict(files)), *_evenly(found, most))


def _of_python(text: str, path: PurePath) -> Iterator[Mutant]:
    wrapper = MetadataWrapper(cst.parse_module(text))
    positions, parents = wrapper.resolve(PositionProvider), wrapper.resolve(ParentNodeProvider)
    allowed = lines_of(text, path)
    written: dict[cst.CSTNode, str] = {statement: wrapper.module.code_for_node(statement) for statement in wrapper.module.body}
    for node, where in positions.items():
        if where.start.line not in allowed or _is_docstring(node, parents):
            continue
        for name, make in OPERATORS.items():
            for change in make(node, parents.get(node)):
                try:
                    mutated = _replaced(wrapper.module, parents, node, change)
                except (cst.CSTValidationError, TypeError, ValueError):
                    continue  # not every place takes every change
                code = _code(mutated, written) if isinstance(mutated, cst.Module) else ""
                if code and _compiles(code) and (described := describe(text, code)) is not None:
                    yield Mutant(name, *described, code)


def _code(module: cst.Module, written: Mapping[cst.CSTNode, str]) -> str:
    """A module's source; what stands in `written` is not written anew, and of a mutant that is all but one statement."""
    if not module.has_trailing_newline:
        return module.code
    return "".join(written.get(part) or module.code_for_node(part) for part in (*module.header, *module.body, *module.footer))


def _replaced(module: cst.Module, parents: Mapping[cst.CSTNode, cst.CSTNode], node: cst.CSTNode, change: Change) -> Change:
    """The module with one node changed. Only what lies above it is made anew: a visitor would copy the whole tree each time.

    Raises:
        ValueError: the place takes no such change.
    """
    old, new = node, change
    while old is not module:
        above = parents[old]
        for field in fields(above):
            held = getattr(above, field.name)
            if held is old:
                if isinstance(new, cst.FlattenSentinel | cst.RemovalSentinel):
                    raise ValueError("only one of several is left out or made into more")
                new = above.with_changes(**{field.name: new})
                break
            if isinstance(held, list | tuple) and any(part is old for part in held):
                instead = [] if isinstance(new, cst.RemovalSentinel) else list(new) if isinstance(new, cst.FlattenSentinel) else [new]
                parts = [one for part in held for one in (instead if part is old else [part])]
                new = above.with_changes(**{field.name: parts})
                break
        old = above
    return new


def _is_docstring(node: cst.CSTNode, parents: object) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Expr) and isinstance(node.body[0].value, cst.SimpleString)


def _hollow(files: Mapping[str, str]) -> Iterator[Mutant]:
    """Every region as whoever has hardly begun leaves it: no mistake shows, so no misconception may be named."""
    for name, text in files.items():
        path = PurePath(name)
        regions = starter.regions(text, path) if path.suffix == ".py" else []
        for value in _NOTHING if regions else ():
            lines = text.splitlines(keepends=True)
            for region in reversed(regions):
                lines[region.first + 1 : region.last] = [f"{region.indent}return {value}\n" if region.indent else "pass\n"]
            code = "".join(lines)
            if code != text and (described := describe(text, code)) is not None and _compiles(code):
                yield Mutant(HOLLOW, *described, code, name)


def _compiles(code: str) -> bool:
    try:
        compile(code, "mutant", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _remembered(text: str, path: PurePath) -> Iterator[Mutant]:
    """Every function that gives its first answer again: right once, and never looked at anew."""
    allowed = lines_of(text, path)
    wrapper = MetadataWrapper(cst.parse_module(text))
    positions = wrapper.resolve(PositionProvider)
    for node in wrapper.module.body:
        if isinstance(node, cst.FunctionDef) and any(positions[node].start.line <= n <= positions[node].end.line for n in allowed):
            name = node.name.value
            wrapped = (
                "def remembered(function, kept=[]):\n    def again(*args, **kwargs):\n        if not kept:\n"
                f"            kept.append(function(*args, **kwargs))\n        return kept[0]\n    return again\n\n\n{name} = remembered({name}, [])\n"
            )
            lines = text.rstrip().split("\n")
            start = next((n for n, line in enumerate(lines) if line.startswith(_WHERE_A_PROGRAM_STARTS)), len(lines))
            before, after = "\n".join(lines[:start]).rstrip(), "\n".join(lines[start:])
            code = f"{before}\n\n\n{wrapped}" + (f"\n\n{after}\n" if after else "")
            yield Mutant("remembered", positions[node].start.line, f"def {name}", f"{name} = remembered({name})", code)


def _each_once(text: str, found: list[Mutant]) -> list[Mutant]:
    kept: dict[str, Mutant] = {}
    for mutant in found:
        if mutant.text != text:
            kept.setdefault(mutant.text, mutant)
    return list(kept.values())


def _evenly(found: list[Mutant], most: int) -> list[Mutant]:
    """One of each operator in turn, in an order that an edit elsewhere does not change."""
    by_operator: dict[str, list[Mutant]] = {}
    for mutant in sorted(found, key=lambda m: (m.id, m.line)):
        by_operator.setdefault(mutant.operator, []).append(mutant)
    rounds = zip_longest(*(by_operator[name] for name in sorted(by_operator)))
    chosen = [m for one in rounds for m in one if m is not None][:most]
    return sorted(chosen, key=lambda m: (m.line, m.operator, m.id))
