"""``python -m grader.site.reading.run LESSON TARGET``: run a lesson from top to bottom and write what it shows.

A process of its own, because a lesson imports whatever it likes and starts a Milvus. `TARGET` gets a JSON document::

    {"milvus": ["lite 3.2.2"], "styles": ["…"], "parts": ["<h2 …", "<figure …"]}

with a part for each cell that shows something. A cell that raises ends the process with its traceback.

A cell whose code is open in the live lesson shows it here too, also where it does not ask for that by ``mo.show_code``: the prose before it may
say “this function”.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LONG = 32
"""Lines of code from which on a page folds them."""


@dataclass(frozen=True)
class Shown:
    """A cell after the run: what it shows, and its code if a reader of the live lesson sees it."""

    output: Any
    code: str = ""


def outputs(lesson: Path) -> list[Shown]:
    """What the cells of a lesson show, in the order of the file."""
    import altair

    altair.renderers.enable("mimetype")  # a chart is its specification, also within a layout; not a script that draws it
    spec = importlib.util.spec_from_file_location(lesson.stem, lesson)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[lesson.stem] = module
    spec.loader.exec_module(module)
    shown = module.app.run()[0]
    cells = list(module.app._cell_manager.cell_data())  # noqa: SLF001  # marimo has no public word for which cells hide their code
    assert len(cells) == len(shown), f"{lesson}: {len(cells)} cells, {len(shown)} outputs"
    return [Shown(output, "" if cell.config.hide_code or cell.name.startswith("test_") else cell.code) for cell, output in zip(cells, shown, strict=True)]


def document(shown: list[Shown]) -> dict[str, Any]:
    """The document of a run."""
    from marimo._output.formatting import as_html  # what `mo.as_html` is, without its wrapper for plain text

    from grader import lesson
    from grader.site.reading import elements

    styles: dict[str, None] = {}
    parts = []
    for cell in shown:
        text = "" if cell.output is None else cell.output.page() if hasattr(cell.output, "page") else as_html(cell.output).text
        if cell.code and "<marimo-code-editor" not in text:
            parts.append(_code(cell.code))
        part = elements.plain(text, styles)
        if part.strip():
            parts.append(part)
    return {"milvus": lesson.identities(), "styles": list(styles), "parts": parts}


def _code(source: str) -> str:
    """A cell's code, folded where it is long."""
    from grader.site.reading import elements

    lines = source.strip().count("\n") + 1
    made = elements.code(source)
    return made if lines < LONG else f'<details class="folded"><summary>The code of this step: {lines} lines</summary>{made}</details>'


def main(lesson: str, target: str) -> None:
    """Run, convert, write."""
    made = document(outputs(Path(lesson)))
    Path(target).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
