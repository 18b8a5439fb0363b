"""``python -m grader.site.reading.run LESSON TARGET``: run a lesson from top to bottom and write what it shows.

A process of its own, because a lesson imports whatever it likes and starts a Milvus. `TARGET` gets a JSON document::

    {"milvus": ["lite 3.2.2"], "styles": ["…"], "parts": ["<h2 …", "<figure …"]}

with a part for each cell that shows something. A cell that raises ends the process with its traceback.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from typing import Any


def outputs(lesson: Path) -> list[Any]:
    """What the cells of a lesson show, in the order of the file."""
    import altair

    altair.renderers.enable("mimetype")  # a chart is its specification, also within a layout; not a script that draws it
    spec = importlib.util.spec_from_file_location(lesson.stem, lesson)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[lesson.stem] = module
    spec.loader.exec_module(module)
    return list(module.app.run()[0])


def document(shown: list[Any]) -> dict[str, Any]:
    """The document of a run."""
    from marimo._output.formatting import as_html  # what `mo.as_html` is, without its wrapper for plain text

    from grader import lesson
    from grader.site.reading import elements

    styles: dict[str, None] = {}
    parts = []
    for output in shown:
        if output is None:
            continue
        text = output.page() if hasattr(output, "page") else as_html(output).text
        part = elements.plain(text, styles)
        if part.strip():
            parts.append(part)
    return {"milvus": lesson.identities(), "styles": list(styles), "parts": parts}


def main(lesson: str, target: str) -> None:
    """Run, convert, write."""
    made = document(outputs(Path(lesson)))
    Path(target).write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
