"""Starters come from solutions; mistakes in the marks are named with their line."""

from pathlib import PurePath

import pytest

from grader.course import starter
from grader.errors import CourseError

PY, YAML = PurePath("ex01.py"), PurePath("a.yaml")

SOLUTION = '''"""Statement."""

import numpy as np


class Index:
    def add(self, x):
        # BEGIN SOLUTION add
        self.x = x
        # END SOLUTION


def f(x):
    """Double."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''


def test_a_region_becomes_not_started():
    text = starter.make_starter(SOLUTION, PY)
    assert '        raise NotStarted("Index.add")\n' in text
    assert '    raise NotStarted("f")\n' in text
    assert "SOLUTION" not in text
    assert "2 * x" not in text
    assert "import numpy as np\nfrom grader.learner import NotStarted\n" in text
    compile(text, "x", "exec")


def test_the_import_comes_after_the_docstring_when_there_is_no_other():
    text = starter.make_starter('"""Doc."""\n\n\ndef f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\n', PY)
    assert text.startswith('"""Doc."""\n\nfrom grader.learner import NotStarted\n')
    compile(text, "x", "exec")


def test_regions_that_touch_are_one_gap():
    """They are apart so that a misconception may replace one of them; who begins sees one gap."""
    source = "def f():\n    # BEGIN SOLUTION a\n    x = 1\n    # END SOLUTION\n    # BEGIN SOLUTION b\n    return x\n    # END SOLUTION\n"
    assert starter.make_starter(source, PY).count("raise NotStarted") == 1


def test_other_files_get_a_comment():
    text = starter.make_starter("a: 1\n# BEGIN SOLUTION\nb: 2\n# END SOLUTION\n", YAML)
    assert text == "a: 1\n# TODO: your work here\n"


def test_a_starter_block_replaces_the_region():
    source = "    # BEGIN SOLUTION\n    b: 2\n    # END SOLUTION\n    # BEGIN STARTER\n    # b: 9\n    #   c: 1\n    # END STARTER\n"
    assert starter.make_starter(source, YAML) == "    b: 9\n      c: 1\n"


def test_without_marks():
    assert "SOLUTION" not in starter.without_marks(SOLUTION, PY)
    assert "return 2 * x" in starter.without_marks(SOLUTION, PY)


def test_splice_by_name_and_by_position():
    by_name = starter.splice(SOLUTION, "# BEGIN SOLUTION add\n        pass\n# END SOLUTION\n", PY)
    assert "        pass\n" in by_name
    assert "return 2 * x" in by_name
    by_position = starter.splice(SOLUTION, "# BEGIN SOLUTION\n        self.y = x\n# END SOLUTION\n", PY)
    assert "self.y = x" in by_position


def test_splice_brings_imports():
    text = starter.splice(SOLUTION, "import ssl\n# BEGIN SOLUTION\n        self.x = ssl\n# END SOLUTION\n", PY)
    assert "import numpy as np\nimport ssl\n" in text


def test_a_whole_file_is_no_overlay():
    assert starter.splice(SOLUTION, "x = 1\n", PY) == "x = 1\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n# BEGIN SOLUTION\nb\n", 2),
        ("# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n", 2),
        ("a\n\n# END SOLUTION\n", 3),
        ("# BEGIN STARTER\n# x\n# END STARTER\n", 1),
        ("# BEGIN SOLUTION\n# END SOLUTION\n# BEGIN STARTER\nx\n# END STARTER\n", 3),
    ],
)
def test_wrong_marks_are_named_with_their_line(text, line):
    with pytest.raises(CourseError, match=f"a.yaml:{line}"):
        starter.make_starter(text, YAML)


def test_a_solution_without_a_region_is_an_error():
    with pytest.raises(CourseError, match="has a region"):
        starter.make_starter("x = 1\n", PY)


def test_an_overlay_that_replaces_nothing_is_an_error():
    with pytest.raises(CourseError, match="nowhere"):
        starter.splice(SOLUTION, "# BEGIN SOLUTION nowhere\nx\n# END SOLUTION\n", PY)


def test_header():
    text = "# id: a-b\n# check: test_x\n# why: because\n#   it goes on\n# BEGIN SOLUTION\nx\n# END SOLUTION\n"
    assert starter.header(text) == {"id": "a-b", "check": "test_x", "why": "because it goes on"}
