"""An appendix is a chapter with a letter: wherever a chapter is named, it is called an appendix."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from click.testing import CliRunner
from rich.console import Console

from grader import course as courses
from grader.cli.command import cli
from grader.cli.green import show
from grader.course.after import After
from tests.conftest import ROOT

COURSE = courses.load(ROOT)
READY = next(c for c in COURSE.appendices if c.ready)


def test_a_finished_appendix_is_no_chapter():
    """In a lesson and in the terminal it has its letter, a chapter its number."""
    assert READY.spoken == f"Appendix {READY.number}"
    assert COURSE.chapter("ch05").spoken == "Chapter 5"
    said = StringIO()
    show(After(shown="", answers=(), chapter=READY, next=None, following=COURSE.chapter("ch05")), READY.exercises[-1], Console(file=said, width=120))
    assert f"Appendix {READY.number} is done" in said.getvalue()
    assert "Then chapter 5" in said.getvalue()


def test_the_status_counts_appendices(tmp_path: Path):
    """Their exercises stand in a line of their own, below the parts."""
    told = CliRunner().invoke(cli, ["status", "--course", str(ROOT), "--work", str(tmp_path)])
    count = sum(len(c.exercises) for c in COURSE.appendices)
    assert "Appendices" in told.output, told.output
    assert f"0/{count} exercises" in told.output
