"""From a solution to its starter, and from a misconception to a whole file (pure).

A region stands between ``BEGIN SOLUTION [name]`` and ``END SOLUTION`` in a comment of the file's own kind.
In the starter it becomes ``raise NotStarted("function")``, or a comment to replace in other files, or the
text of a ``BEGIN STARTER`` … ``END STARTER`` block that follows it, without its comment leaders. A region of Python
beside the functions that are to be filled in, a solution's own helpers and constants, leaves nothing: a line that raises there
would say to those who filled in the functions that nothing was begun.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from grader.course import syntax
from grader.errors import CourseError

IMPORT = "from grader.learner import NotStarted"
TODO = "TODO: your work here"

_LEADERS = {
    ".py": "#", ".sh": "#", ".yaml": "#", ".yml": "#", ".toml": "#", ".conf": "#", ".promql": "#", ".txt": "#",
    ".env": "#", ".rb": "#", "": "#", ".js": "//", ".mjs": "//", ".ts": "//", ".go": "//", ".java": "//", ".json": "//",
    ".sql": "--", ".ini": ";",
}  # fmt: skip
_MARK = re.compile(r"^(?P<indent>\s*)(?P<leader>#|//|--|;)\s*(?P<what>BEGIN|END) (?P<kind>SOLUTION|STARTER)(?: (?P<name>[\w-]+))?\s*$")


@dataclass(frozen=True)
class Region:
    """One region: 0-based line numbers, `first` the BEGIN line, `last` the END line."""

    name: str
    indent: str
    first: int
    last: int
    body: tuple[str, ...]
    starter: tuple[str, ...] | None = None
    end: int = 0


def leader_of(path: PurePath) -> str:
    """The comment leader of a file, by its suffix."""
    return _LEADERS.get(path.suffix.lower(), "#")


def regions(text: str, path: PurePath) -> list[Region]:
    """Every region of a file.

    Raises:
        CourseError: nested, unclosed or unopened regions, with the line.
    """
    lines = text.splitlines()
    found: list[Region] = []
    opened: tuple[int, str, str, str] | None = None
    for number, line in enumerate(lines):
        mark = _MARK.match(line)
        if mark is None:
            continue
        what, kind, name = mark["what"], mark["kind"], mark["name"] or ""
        if what == "BEGIN" and opened is not None:
            raise CourseError(path, number + 1, f"a region opens inside the one of line {opened[0] + 1}", next="close it first")
        if what == "BEGIN":
            opened = (number, kind, name, mark["indent"])
            continue
        if opened is None or opened[1] != kind:
            raise CourseError(path, number + 1, f"END {kind} has its BEGIN {kind} above it", "none")
        start, _, opened_name, indent = opened
        opened = None
        body = tuple(lines[start + 1 : number])
        if kind == "SOLUTION":
            found.append(Region(opened_name, indent, start, number, body, end=number))
        elif not found or found[-1].starter is not None or "".join(lines[found[-1].last + 1 : start]).strip():
            raise CourseError(path, start + 1, "BEGIN STARTER follows its region directly")
        else:
            last = found[-1]
            found[-1] = Region(last.name, last.indent, last.first, last.last, last.body,
                               tuple(_uncommented(x, path, start + 1) for x in body), number)  # fmt: skip
    if opened is not None:
        raise CourseError(path, opened[0] + 1, f"BEGIN {opened[1]} is closed", "the file ends", f"write END {opened[1]}")
    return found


def make_starter(text: str, path: PurePath) -> str:
    """The starter of a solution's text.

    Raises:
        CourseError: as :func:`regions`, or when there is no region at all.
    """
    found = regions(text, path)
    if not found:
        raise CourseError(path, None, "has a region between BEGIN SOLUTION and END SOLUTION", "none",
                          'mark one, or set starter = "hand"')  # fmt: skip
    lines = text.splitlines()
    python = path.suffix == ".py"
    within = python and any(region.indent for region in found)
    out: list[str] = []
    at = 0
    needs_import = False
    for region in found:
        out += lines[at : region.first]
        if region.starter is not None:
            out += list(region.starter)
        elif within and not region.indent:
            while out and not out[-1]:
                out.pop()
        elif python:
            line = f'{region.indent}raise NotStarted("{_function_above(lines, region)}")'
            if out[-1:] != [line]:  # two regions with nothing between them are one gap
                out.append(line)
            needs_import = True
        else:
            out.append(f"{region.indent}{leader_of(path)} {TODO}")
        at = region.end + 1
    out += lines[at:]
    if needs_import and IMPORT not in out:
        out.insert(_import_line(out, path), IMPORT)
    return "\n".join(out).rstrip() + "\n"


def without_marks(text: str, path: PurePath) -> str:
    """A solution as a learner reads it: no region marks, no starter blocks."""
    lines = text.splitlines()
    out: list[str] = []
    at = 0
    for region in regions(text, path):
        out += lines[at : region.first] + list(region.body)
        at = region.end + 1
    return "\n".join(out + lines[at:]).rstrip() + "\n"


def splice(solution: str, overlay: str, path: PurePath) -> str:
    """A solution with the overlay's regions in place of its own, by name, else by position.

    An overlay without any region is a whole file and is returned as it is.
    """
    theirs = regions(overlay, path)
    if not theirs:
        return overlay
    mine = regions(solution, path)
    lines = solution.splitlines()
    replaced: dict[int, tuple[str, ...]] = {}
    for position, region in enumerate(theirs):
        named = [i for i, r in enumerate(mine) if region.name and r.name == region.name]
        index = named[0] if named else position
        if (region.name and not named) or index >= len(mine):
            known = ", ".join(r.name or str(i) for i, r in enumerate(mine))
            raise CourseError(path, region.first + 1, "replaces a region of the solution", f"`{region.name or position}`", f"the solution has {known}")
        replaced[index] = region.body
    out: list[str] = []
    at = 0
    for i, region in enumerate(mine):
        out += lines[at : region.first] + list(replaced.get(i, region.body))
        at = region.end + 1
    preamble = _extra_imports(overlay, theirs) if path.suffix == ".py" else []
    if preamble:
        insert = _import_line(out, path)
        out[insert:insert] = preamble
        return "\n".join(out + lines[at:]).rstrip() + "\n"
    return "\n".join(out + lines[at:]).rstrip() + "\n"


def header(text: str) -> dict[str, str]:
    """The ``# id: …`` lines at the top of a misconception; a line that goes on is joined."""
    fields: dict[str, str] = {}
    key = ""
    for line in text.splitlines():
        match = re.match(r"^\s*(?:#|//|--|;)\s?(.*)$", line)
        if match is None:
            break
        inner = match[1]
        found = re.match(r"^(\w+):\s*(.*)$", inner)
        if found:
            key = found[1]
            fields[key] = found[2].strip()
        elif key and not _MARK.match(line):
            fields[key] = f"{fields[key]} {inner.strip()}".strip()
    return fields


def _extra_imports(overlay: str, theirs: list[Region]) -> list[str]:
    top = overlay.splitlines()[: theirs[0].first]
    return [line for line in top if re.match(r"^(import|from)\s", line)]


def _uncommented(line: str, path: PurePath, number: int) -> str:
    leader = leader_of(path)
    stripped = line.lstrip()
    if not stripped:
        return ""
    if not stripped.startswith(leader):
        raise CourseError(path, number, f"lines of a STARTER block begin with `{leader} `", stripped)
    indent = line[: len(line) - len(stripped)]
    return indent + stripped[len(leader) :].removeprefix(" ")


def _function_above(lines: list[str], region: Region) -> str:
    """The name of the function (with its class) that a region belongs to."""
    indent = len(region.indent)
    name = ""
    for line in reversed(lines[: region.first]):
        match = re.match(r"^(\s*)(?:async\s+)?(def|class)\s+(\w+)", line)
        if match and len(match[1]) < max(indent, 1):
            name = f"{match[3]}.{name}" if name else match[3]
            indent = len(match[1])
            if not indent:
                break
    return name or region.name or "this part"


def _import_line(lines: list[str], path: PurePath) -> int:
    """The line before which one more import stands well: after the last top-level import, else after the docstring."""
    import ast

    try:
        tree = syntax.parse("\n".join(lines))
    except SyntaxError as error:
        raise CourseError(path, error.lineno, "is Python once its regions are replaced", str(error.msg)) from None
    place = 0
    for node in tree.body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and place == 0
        if docstring or isinstance(node, ast.Import | ast.ImportFrom):
            place = node.end_lineno or place
    if place and not any(isinstance(n, ast.Import | ast.ImportFrom) for n in tree.body):
        lines.insert(place, "")
        place += 1
    return place
