"""Other graders, each given the same five checks in its own format, in the smallest assignment that holds them.

They are optional and live in an environment of their own, named with ``--peers``; nothing of theirs is here::

    python -m venv /tmp/peers
    /tmp/peers/bin/pip install otter-grader mograder nbgrader uv pymilvus[milvus-lite] pytest
"""

from __future__ import annotations

import csv
import json
import re
import textwrap
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import classroom
from classroom import Handed
from contenders import AT_ONCE, LIMIT, Run, command

NEVER = 1800.0
ITS_TIMEOUT = 30.0
"""Of mograder, for a whole notebook."""
COMMON = """import os
import tempfile

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
from pymilvus import MilvusClient


def data(check):
    rng = np.random.default_rng(check)
    return rng.normal(size=(500, 32)).astype("float32"), rng.normal(size=32).astype("float32")


def oracle(rows, query, k):
    return [int(i) for i in np.argsort(((rows - query) ** 2).sum(axis=1))[:k]]
"""
OPEN = "client = MilvusClient(tempfile.mkdtemp() + '/m.db')\n"
COUNTED = """counted = client.query('rows_a', filter='', output_fields=['count(*)'], consistency_level='Strong')
ok = counted[0]['count(*)'] == len(rows)"""
CHECKS: tuple[tuple[str, int, str], ...] = (
    ("by_hand", 1, "rows, query = data(1)\nok = nearest(rows, query, 5) == oracle(rows, query, 5)"),
    ("k_of_one", 1, "rows, query = data(2)\nok = nearest(rows, query, 1) == oracle(rows, query, 1)"),
    ("itself", 1, "rows, query = data(3)\nok = nearest(rows, rows[7], 1) == [7]"),
    (
        "rows_arrive", 2,
        "rows, query = data(4)\nload(client, 'rows_a', rows)\n" + COUNTED,
    ),
    (
        "search", 2,
        "rows, query = data(5)\nload(client, 'rows_b', rows)\nok = search(client, 'rows_b', query, 5) == oracle(rows, query, 5)",
    ),
)  # fmt: skip
"""Name, points and body of each check; `ok` is what must be true."""


class Otter:
    """`otter run`, a process for each hand-in, as many at once as there are cores."""

    name = "otter-grader (`otter run`)"

    def __init__(self, bin: Path) -> None:
        self.bin = bin

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        archive = folder / "autograder.zip"
        with zipfile.ZipFile(archive, "w") as written:
            written.writestr("otter_config.json", json.dumps({"print_summary": False, "print_score": False}))
            written.writestr("tests/nearest.py", self._tests())
        export = classroom.write(handins, folder / "export")
        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            points = dict(
                pool.map(lambda h: (h.id, self._one(export / h.id / "ch01" / classroom.NAME, archive)), handins)
            )
        return Run(time.perf_counter() - start, points)

    def _one(self, work: Path, archive: Path) -> float | None:
        argv = [str(self.bin / "otter"), "run", "-a", str(archive), "-o", str(work.parent), "--no-logo", str(work)]
        command(argv, limit=LIMIT + 20, cwd=work.parent, env=_path(self.bin))
        result = work.parent / "results.json"
        if not result.exists():
            return None
        return float(sum(t.get("score", 0) or 0 for t in json.loads(result.read_text())["tests"]))

    def _tests(self) -> str:
        head = (
            f"from otter.test_files import test_case\n{COMMON}\nOK_FORMAT = False\nname = 'nearest'\nALL = []\n{OPEN}\n"
        )
        body = ""
        for name, points, check in CHECKS:
            inner = textwrap.indent(f"{check}\nassert ok", "    ")
            body += f"\n@test_case(name='{name}', points={points})\ndef test_{name}(nearest, load, search):\n{inner}\n"
        return head + body


class Mograder:
    """`mograder autograde`, its own jobs, as many as there are cores."""

    name = "mograder (`autograde`)"
    header = (
        '# /// script\n# requires-python = ">=3.11"\n'
        '# dependencies = ["marimo", "mograder", "numpy", "pymilvus[milvus-lite]"]\n# ///\n'
    )

    def __init__(self, bin: Path) -> None:
        self.bin = bin

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        (folder / "mograder.toml").write_text("[rlimits]\nas = 8589934592\n")  # Milvus does not start within its 1 GiB
        source = folder / "source" / "hw" / "hw.py"
        source.parent.mkdir(parents=True)
        source.write_text(self._notebook(classroom.solution(), solution=True))
        submitted = folder / "submitted" / "hw"
        submitted.mkdir(parents=True)
        for one in handins:
            (submitted / f"{one.id}.py").write_text(self._notebook(one.text))
        env = _path(self.bin)
        # Its environment is made once for an assignment, and is not part of what is measured.
        requirements = command(
            ["uv", "export", "--script", str(source), "--no-hashes"], limit=120, cwd=folder, env=env
        )[1]
        (folder / "requirements.txt").write_text(
            "\n".join(line for line in requirements.splitlines() if "==" in line and not line.startswith(" "))
        )
        python = source.parent / ".venv" / "bin" / "python"
        command(["uv", "venv", "--seed", str(source.parent / ".venv")], limit=120, cwd=folder, env=env)
        status, said = command(
            ["uv", "pip", "install", "--compile-bytecode", "--python", str(python), "-r", "requirements.txt"],
            limit=600,
            cwd=folder,
            env=env,
        )
        if status != 0:
            raise RuntimeError(f"its environment could not be made: {said[-400:]}")
        argv = [str(self.bin / "mograder"), "autograde", "hw", "--progress", "--force", "-j", str(AT_ONCE)]
        start = time.perf_counter()
        status, said = command([*argv, "--timeout", f"{ITS_TIMEOUT:.0f}"], limit=NEVER, cwd=folder, env=env)
        seconds = time.perf_counter() - start
        if status != 0:
            raise RuntimeError(said[-400:])
        if "export timed out for hw.py" in said:
            seconds -= ITS_TIMEOUT  # the solution of the assignment runs once, under 1 GiB whatever is set, and hangs
        return Run(seconds, self._points(said, [h.id for h in handins]))

    def _points(self, said: str, ids: list[str]) -> dict[str, float | None]:
        lines = [line for line in said.splitlines() if line.startswith('{"event": "results"')]
        rows = json.loads(lines[-1])["rows"] if lines else []
        weights = {name: points for name, points, _ in CHECKS}
        found: dict[str, float | None] = dict.fromkeys(ids)
        for row in rows:
            checks = row.get("checks", {})
            found[Path(str(row.get("name", row.get("notebook", "")))).stem] = float(
                sum(w for n, w in weights.items() if checks.get(n) in ("PASS", "success"))
            )
        return found

    def _notebook(self, text: str, *, solution: bool = False) -> str:
        marks = {name: points for name, points, _ in CHECKS}
        names = "nearest, load, search"
        work = f"### BEGIN SOLUTION\n{text}\n### END SOLUTION" if solution else text
        cells = [
            _cell("", f"from mograder.runtime import Grader\n_marks = {marks!r}\ngrader = Grader(_marks)\ncheck = grader.check\nreturn (check,)"),
            _cell("", f"{_unseen(COMMON + OPEN)}return client, data, oracle"),
            _cell("", f"{work}\nreturn {names}"),
        ]  # fmt: skip
        for name, _, body in CHECKS:
            inner = f"{_private(body)}\ncheck('{name}', [(_ok, 'wrong')])\nreturn"
            cells.append(_cell(f"check, client, data, oracle, {names}", inner))
        end = '\nif __name__ == "__main__":\n    app.run()\n'
        return f"{self.header}\nimport marimo\n\napp = marimo.App()\n\n" + "\n".join(cells) + end


class Nbgrader:
    """`nbgrader autograde`, which grades one after the other: a course and a process for each core."""

    name = "nbgrader (`autograde`)"

    def __init__(self, bin: Path) -> None:
        self.bin = bin

    def grade(self, handins: list[Handed], folder: Path) -> Run:
        env = _path(self.bin)
        parts = [(folder / f"course{n}", handins[n::AT_ONCE]) for n in range(AT_ONCE)]
        for course, some in parts:
            _notebook_file(course / "source" / "hw" / "hw.ipynb", classroom.solution())
            for one in some:
                _notebook_file(course / "submitted" / one.id / "hw" / "hw.ipynb", one.text)
            (course / "nbgrader_config.py").write_text(
                f"c = get_config()\nc.CourseDirectory.course_id = 'race'\nc.ExecutePreprocessor.timeout = {LIMIT:.0f}\n"
                "c.ExecutePreprocessor.interrupt_on_timeout = True\n"
            )
            status, said = command(self._argv("generate_assignment", "hw"), limit=NEVER, cwd=course, env=env)
            if status != 0:
                raise RuntimeError(said[-400:])
        start = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(lambda p: command(self._argv("autograde", "hw"), limit=NEVER, cwd=p[0], env=env), parts))
        seconds = time.perf_counter() - start
        points: dict[str, float | None] = {}
        for course, some in parts:
            command(self._argv("export", "--to", "grades.csv"), limit=NEVER, cwd=course, env=env)
            with (course / "grades.csv").open() as file:
                given = {row["student_id"]: row["raw_score"] for row in csv.DictReader(file)}
            for one in some:
                graded = (course / "autograded" / one.id).exists()
                points[one.id] = float(given[one.id] or 0) if graded and one.id in given else None
        return Run(seconds, points)

    def _argv(self, *more: str) -> list[str]:
        return [str(self.bin / "nbgrader"), *more]


def _path(bin: Path) -> dict[str, str]:
    return {"PATH": f"{bin}:/usr/local/bin:/usr/bin:/bin"}


def _cell(takes: str, body: str) -> str:
    return f"@app.cell\ndef _({takes}):\n" + textwrap.indent(body, "    ") + "\n"


def _private(body: str) -> str:
    """The same with names that stay in their cell, as marimo wants them."""
    return re.sub(r"(?<!\.)\b(rows|query|counted|ok)\b", r"_\1", body)


def _unseen(common: str) -> str:
    """The same with imports that stay in their cell: a name belongs to one cell of marimo, and a hand-in imports too."""
    common = common.replace("import os\nimport tempfile\n", "import os as _os\nimport tempfile as _tempfile\n")
    common = common.replace("import MilvusClient", "import MilvusClient as _Client").replace(
        "= MilvusClient(", "= _Client("
    )
    common = common.replace("import numpy as np", "import numpy as _np").replace("np.random", "_np.random")
    return (
        common.replace("np.argsort", "_np.argsort")
        .replace("os.environ", "_os.environ")
        .replace("tempfile.mk", "_tempfile.mk")
    )


def _notebook_file(path: Path, text: str) -> None:
    """A notebook of one solution cell and five graded ones."""
    cells: list[dict[str, Any]] = [_code("common", f"{COMMON}\n{OPEN}", grade=False, locked=True)]
    cells.append(_code("work", f"### BEGIN SOLUTION\n{text}\n### END SOLUTION", grade=False, solution=True))
    cells += [
        _code(name, f"{body}\nassert ok", grade=True, locked=True, points=points) for name, points, body in CHECKS
    ]
    path.parent.mkdir(parents=True)
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.write_text(
        json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
    )


def _code(
    name: str, source: str, *, grade: bool, solution: bool = False, locked: bool = False, points: int = 0
) -> dict[str, Any]:
    about: dict[str, Any] = {"grade_id": name, "grade": grade, "solution": solution, "locked": locked, "task": False}
    about |= {"schema_version": 3, "cell_type": "code"} | ({"points": points} if grade else {})
    return {
        "cell_type": "code", "id": name.replace("_", "-"), "metadata": {"nbgrader": about}, "source": source,
        "outputs": [], "execution_count": None,
    }  # fmt: skip
