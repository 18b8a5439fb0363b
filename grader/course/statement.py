"""What an exercise asks, as Markdown: the docstring of its file, its leading comment, or its folder's README."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from grader.course import syntax


def statement_of(path: Path) -> str:
    """The statement of a starter or of a learner's copy; empty when it has none."""
    if path.is_dir():
        readme = path / "README.md"
        return readme.read_text(encoding="utf-8") if readme.is_file() else ""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    if path.suffix == ".py":
        try:
            return _fenced(ast.get_docstring(syntax.parse(text)) or "")
        except SyntaxError:
            return ""
    lines = []
    for line in text.splitlines():
        if not line.lstrip().startswith(("#", "//", "--")):
            break
        lines.append(re.sub(r"^\s*(#|//|--) ?", "", line))
    return "\n".join(lines)


def _fenced(text: str) -> str:
    """Indented examples as fences: after a list Markdown would take ``>>>`` for three quotations."""
    out: list[str] = []
    inside = False
    for line in text.splitlines():
        if not inside and re.match(r"^ {4}(>>>|\$) ", line):
            out.append("```")
            inside = True
        if inside and not line.startswith("    "):
            out.append("```")
            inside = False
        out.append(line.removeprefix("    ") if inside else line)
    return "\n".join([*out, "```"] if inside else out)
