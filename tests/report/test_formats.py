"""One file a format: what a module says of itself is all that there is to say."""

import subprocess
import sys

import pytest

from grader.errors import UsageError
from grader.report import formats, render
from grader.report.class_reports import write
from tests.classroom.books import class_book
from tests.conftest import ROOT

EXAMPLE = """
FORMAT = {"name": "shout", "audience": ("learner", "class"), "writes": "shout.txt", "says": "loud"}


def render(results):
    return "!"


def files(book, options):
    return [("shout.txt", book.title.upper())]
"""


def test_every_format_describes_itself():
    for audience, function in (("learner", "render"), ("class", "files")):
        for name, format in formats.formats(audience).items():
            assert format.name == name
            assert format.writes
            assert format.says
            assert callable(format.function(function))
    assert set(formats.formats("learner")) == {"json", "junit", "github", "classroom", "gradescope"}
    assert set(formats.formats("class")) == {"csv", "json", "junit", "gradescope", "canvas", "nbgrader", "classroom50", "summary", "html"}


def test_one_more_file_is_one_more_format(tmp_path, monkeypatch):
    """No second place to edit: both commands offer it and write it."""
    import grader.report

    (tmp_path / "shout.py").write_text(EXAMPLE)
    monkeypatch.setattr(formats, "__file__", str(tmp_path / "formats.py"))
    monkeypatch.setattr(grader.report, "__path__", [*grader.report.__path__, str(tmp_path)])
    formats.formats.cache_clear()
    try:
        assert list(formats.formats("class")) == ["shout"]
        assert render("shout", []) == "!"
        (path,) = write(class_book(), tmp_path / "out", ["shout"])
        assert path.read_text().isupper()
        with pytest.raises(UsageError, match=r"A format is one of shout\. Found: csv"):
            write(class_book(), tmp_path / "out", ["csv"])
    finally:
        formats.formats.cache_clear()
        sys.modules.pop("grader.report.shout", None)


def test_a_commands_choices_import_no_format():
    code = "import sys, grader.cli.commands.check, grader.cli.commands.report; print(sorted(m for m in sys.modules if m.startswith(('grader.report.', 'jinja2', 'grader.classroom'))))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "['grader.report.formats']"
