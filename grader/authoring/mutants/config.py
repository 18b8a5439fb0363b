"""Operators for files that are read and not run: a key left out, a neighbor's value, a wider address, a looser pin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from grader.authoring.mutants.base import Mutant, describe, lines_of
from grader.course import starter

_VALUES = (
    (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r"127\.0\.0\.1:", ""), (r"127\.0\.0\.1", "0.0.0.0"),  # noqa: S104  the mistake itself
    (r"(:v?\d+\.\d+)\.\d+\b", r"\1"), (r"(image: [^\s:]+):\S+", r"\1:latest"), (r":\?[^}]*\}", "}"), (r":ro\b", ""), (r"\$\{(\w+)[^}]*\}", r"secret"),
)  # fmt: skip
_LOOSE = (".yaml", ".yml", ".json", ".toml", ".env", ".sh", ".js", ".mjs", ".go", ".java", ".promql", ".rules")


def mutants(text: str, path: PurePath) -> list[Mutant]:
    """Every mutant of a file; none of a file that only people read."""
    if path.suffix not in _LOOSE:
        return []
    return [m for name, code in _changed(text, path) if (d := describe(text, code)) for m in [Mutant(name, *d, code)]]


def _changed(text: str, path: PurePath) -> Iterator[tuple[str, str]]:
    allowed = lines_of(text, path)
    lines = text.splitlines(keepends=True)
    for region in starter.regions(text, path):
        if region.starter is not None:
            yield "as_found", "".join([*lines[: region.first], *(x + "\n" for x in region.starter), *lines[region.last + 1 :]])
    for index, line in enumerate(lines):
        if index + 1 not in allowed or not line.strip() or line.lstrip().startswith(("#", "//")):
            continue
        indent = len(line) - len(line.lstrip())
        below = index + 1
        while below < len(lines) and (not lines[below].strip() or len(lines[below]) - len(lines[below].lstrip()) > indent):
            below += 1
        yield "key_left_out", "".join(lines[:index] + lines[below:])
        for pattern, other in _VALUES:
            if re.search(pattern, line):
                yield "other_value", "".join([*lines[:index], re.sub(pattern, other, line, count=1), *lines[index + 1 :]])
        for found in re.finditer(r"(?<![\w.])\d+(?![\w.])", line):
            for value in (int(found[0]) + 1, int(found[0]) - 1, int(found[0]) * 10):
                if value >= 0 and value != int(found[0]):
                    yield "other_number", "".join([*lines[:index], line[: found.start()] + str(value) + line[found.end() :], *lines[index + 1 :]])
