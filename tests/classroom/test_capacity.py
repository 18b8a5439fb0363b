"""The page about capacity: its example runs as it stands, and its numbers are those of the last measurement."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.classroom.run_folder import HANDED_IN
from tests.conftest import MINICOURSE, ROOT

PAGE = (ROOT / "site" / "capacity.md").read_text(encoding="utf-8")
SHARDS = re.search(r"own tests:\n\n```sh\n(.*?)```", PAGE, re.DOTALL)[1]


@pytest.mark.soak
def test_the_shards_on_the_page_are_the_whole(tmp_path, monkeypatch):
    """Two shards take every hand-in once between them, and the merged run folder gives a report of all."""
    shutil.copytree(MINICOURSE, tmp_path / "course")
    names = [f"learner{n}" for n in range(6)]
    for name in names:
        target = tmp_path / "export" / name / "ch01" / "ex04_config.yaml"
        target.parent.mkdir(parents=True)
        shutil.copyfile(HANDED_IN / "yaml_bomb" / "ex04_config.yaml", target)
        target.write_text(target.read_text() + f"# {name}\n")
    monkeypatch.setenv("GRADER_COURSE", str(tmp_path / "course"))
    monkeypatch.delenv("CI", raising=False)
    command = f'"{sys.executable}" -c "from grader.cli import main; main()"'
    said = subprocess.run(
        ["sh", "-euc", SHARDS.replace("grader ", f"{command} ")], cwd=tmp_path, capture_output=True, text=True, timeout=300, check=False
    )  # fmt: skip
    assert said.returncode == 0, said.stdout + said.stderr
    counts = [int(found) for found in re.findall(r"at a time: (\d+) hand-ins", said.stdout)]
    assert sum(counts) == len(names)
    assert all(counts), "with one shard of nothing this would prove little"
    report = next((tmp_path / "grading" / "reports").rglob("*.csv")).read_text()
    assert all(name in report for name in names)


def test_what_the_page_calls_measured_is_in_the_results():
    """Each number in bold in the first table stands in `benchmarks/RESULTS.md` too."""
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    table = PAGE.split("## What one grading costs", 1)[1].split("## ", 1)[0]
    numbers = re.findall(r"\*\*(\d+)\*\* a minute", table)
    assert numbers
    assert [n for n in numbers if not re.search(rf"\b{n}\b", results)] == []
