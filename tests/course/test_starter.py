"""Starters come from solutions; mistakes in the marks are named with their line."""

import ast
from pathlib import PurePath

import pytest

from grader import course as course_module
from grader.course import starter
from grader.errors import CourseError
from tests.conftest import ROOT

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


@pytest.mark.parametrize(("name", "leader"), [
    ("a.py", "#"), ("a.sh", "#"), ("a.YAML", "#"), ("a.yml", "#"), ("a.toml", "#"), ("Dockerfile", "#"), ("a.js", "//"), ("a.ts", "//"), ("a.go", "//"), ("A.java", "//"),
    ("a.json", "//"), ("a.sql", "--"), ("a.ini", ";"), ("a.unheard", "#"),
])  # fmt: skip
def test_a_file_s_comment_leader(name, leader):
    assert starter.leader_of(PurePath(name)) == leader
    source = f"x\n  {leader} BEGIN SOLUTION\ny\n  {leader} END SOLUTION\nz\n"
    if not name.endswith(".py"):
        assert starter.make_starter(source, PurePath(name)) == f"x\n  {leader} TODO: your work here\nz\n"


def test_regions_have_their_place_their_name_and_their_body():
    first, second = starter.regions("a\n  # BEGIN SOLUTION one\n  b\n\n  # END SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n\n# BEGIN STARTER\n# c\n#  d\n\n# END STARTER\n", YAML)
    assert (first.name, first.indent, first.first, first.last, first.end, first.body, first.starter) == ("one", "  ", 1, 4, 4, ("  b", ""), None)
    assert (second.name, second.indent, second.first, second.last, second.end, second.body) == ("", "", 5, 6, 12, ())
    assert second.starter == ("c", " d", "")


def wrong(what, *args):
    with pytest.raises(CourseError) as found:
        what(*args)
    return str(found.value)


@pytest.mark.parametrize(("text", "said"), [
    ("x\n# BEGIN SOLUTION\n# BEGIN SOLUTION\n", "a.yaml:3: a region opens inside the one of line 2. Next: close it first"),
    ("# END STARTER\n", "a.yaml:1: END STARTER has its BEGIN STARTER above it. Found: none."),
    ("# BEGIN SOLUTION\n# END STARTER\n", "a.yaml:2: END STARTER has its BEGIN STARTER above it. Found: none."),
    ("x\n# BEGIN SOLUTION\n", "a.yaml:2: BEGIN SOLUTION is closed. Found: the file ends. Next: write END SOLUTION"),
    ("# BEGIN SOLUTION\n# END SOLUTION\nx\n# BEGIN STARTER\n# END STARTER\n", "a.yaml:4: BEGIN STARTER follows its region directly."),
    ("# BEGIN SOLUTION\n# END SOLUTION\n# BEGIN STARTER\n# END STARTER\n# BEGIN STARTER\n# END STARTER\n", "a.yaml:5: BEGIN STARTER follows its region directly."),
    ("# BEGIN SOLUTION\n# END SOLUTION\n# BEGIN STARTER\n  x: 1\n# END STARTER\n", "a.yaml:3: lines of a STARTER block begin with `# `. Found: x: 1."),
    ("x\n", 'a.yaml: has a region between BEGIN SOLUTION and END SOLUTION. Found: none. Next: mark one, or set starter = "hand"'),
])  # fmt: skip
def test_what_a_wrong_mark_says(text, said):
    assert wrong(starter.make_starter, text, YAML) == said


def test_a_mark_is_a_whole_line():
    for text in ("x # BEGIN SOLUTION\n", "# BEGIN SOLUTION one two\n", "# BEGIN WORK\n", "BEGIN SOLUTION\n"):
        assert starter.regions(text, YAML) == []
    assert len(starter.regions("#BEGIN SOLUTION a-b_c  \n\t# END SOLUTION\n", YAML)) == 1


def test_everything_around_a_region_stays():
    source = "a\n# BEGIN SOLUTION\nb\n# END SOLUTION\nc\n# BEGIN SOLUTION\nd\n# END SOLUTION\n# BEGIN STARTER\n# e\n# END STARTER\nf\n\n\n"
    assert starter.make_starter(source, YAML) == "a\n# TODO: your work here\nc\ne\nf\n"
    assert starter.without_marks(source, YAML) == "a\nb\nc\nd\nf\n"
    assert starter.splice(source, "# BEGIN SOLUTION\nB\n# END SOLUTION\n", YAML) == "a\nB\nc\nd\nf\n"
    assert starter.splice(source, "# BEGIN SOLUTION\nB\n# END SOLUTION\n# BEGIN SOLUTION\nD\n# END SOLUTION\n", YAML) == "a\nB\nc\nD\nf\n"


def test_two_regions_apart_are_two_gaps():
    source = "def f():\n    # BEGIN SOLUTION a\n    x = 1\n    # END SOLUTION\n    y = 2\n    # BEGIN SOLUTION b\n    return x\n    # END SOLUTION\n"
    assert starter.make_starter(source, PY).count('raise NotStarted("f")') == 2


@pytest.mark.parametrize(("before", "name"), [
    ("def f():\n", "f"), ("async def f():\n", "f"), ("def f():\n    if x:\n        pass\n", "f"), ("class A:\n    pass\n\n\ndef f():\n", "f"), ("", "this part"), ("x = 1\n", "this part"),
])  # fmt: skip
def test_which_function_is_not_started(before, name):
    indent = "    " if before.rstrip().endswith((":", "pass")) else ""
    text = starter.make_starter(f"{before}{indent}# BEGIN SOLUTION\n{indent}x = 1\n{indent}# END SOLUTION\n", PY)
    assert f'{indent}raise NotStarted("{name}")\n' in text


def test_a_region_is_named_by_its_class_and_else_by_its_mark():
    nested = "class A:\n    class B:\n        def f(self):\n            def inner():\n                pass\n            # BEGIN SOLUTION\n            return 1\n            # END SOLUTION\n"
    assert 'raise NotStarted("A.B.f")' in starter.make_starter(nested, PY)
    assert 'raise NotStarted("part")' in starter.make_starter("# BEGIN SOLUTION part\nx = 1\n# END SOLUTION\n", PY)


@pytest.mark.parametrize(("head", "after"), [
    ('"""Doc."""\n', '"""Doc."""\n\nfrom grader.learner import NotStarted\n'),
    ('"""Doc.\n\nMore."""\n\nimport a\n', 'import a\nfrom grader.learner import NotStarted\n'),
    ("import a\nfrom b import (\n    c,\n)\n", ")\nfrom grader.learner import NotStarted\n"),
    ("", "from grader.learner import NotStarted\n"),
])  # fmt: skip
def test_where_the_import_goes(head, after):
    text = starter.make_starter(head + "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\n", PY)
    assert after in text
    assert text.count("import NotStarted") == 1
    compile(text, "x", "exec")


def test_an_import_that_is_there_is_not_made_again_and_one_that_nothing_needs_is_not_made():
    gap = "def f():\n    # BEGIN SOLUTION\n    return 1\n    # END SOLUTION\n"
    assert starter.make_starter(starter.IMPORT + "\n" + gap, PY).count(starter.IMPORT) == 1
    assert starter.IMPORT not in starter.make_starter(gap + "    # BEGIN STARTER\n    # return 0\n    # END STARTER\n", PY)


def test_what_is_no_python_without_its_regions_is_named_with_its_line():
    assert wrong(starter.make_starter, "x = 1\ndef f(:\n    # BEGIN SOLUTION\n    # END SOLUTION\n", PY).startswith("ex01.py:2: is Python once its regions are replaced. Found: ")


def test_an_overlay_by_position_beyond_the_last_region():
    said = wrong(starter.splice, SOLUTION, "# BEGIN SOLUTION add\n# END SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION\n", PY)
    assert said == "ex01.py:5: replaces a region of the solution. Found: `2`. Next: the solution has add, 1"
    assert "Found: `nowhere`" in wrong(starter.splice, SOLUTION, "# BEGIN SOLUTION nowhere\n# END SOLUTION\n", PY)


def test_an_overlay_s_own_imports_come_along_and_nothing_else_of_its_head():
    overlay = '"""Head."""\nimport a\nx = 1\nfrom b import c\n  import d\nimportant = 1\n# BEGIN SOLUTION add\n        import e\n# END SOLUTION\n'
    text = starter.splice(SOLUTION, overlay, PY)
    assert "import numpy as np\nimport a\nfrom b import c\n" in text
    assert "Head" not in text
    assert "x = 1" not in text
    assert "important" not in text
    assert "import d" not in text
    yaml = starter.splice("a\n# BEGIN SOLUTION\nb\n# END SOLUTION\n", "import x\n# BEGIN SOLUTION\nc\n# END SOLUTION\n", YAML)
    assert yaml == "a\nc\n"


def test_a_header_ends_with_its_comments():
    text = "// id:  a-b \n//why: one\n//   two\n\n// check: later\n"
    assert starter.header(text) == {"id": "a-b", "why": "one two"}
    assert starter.header("# just words\n# id: x\n# and: more: of it\nid: y\n") == {"id": "x", "and": "more: of it"}
    assert starter.header("x\n# id: a\n") == {}
    assert starter.header("# why:\n# because\n") == {"why": "because"}


def test_a_region_that_is_never_closed_is_named_wherever_it_opens():
    assert wrong(starter.regions, "a\nb\nc\n# BEGIN SOLUTION\n", YAML).startswith("a.yaml:4: BEGIN SOLUTION is closed")


def test_helpers_of_a_solution_leave_nothing_in_the_starter():
    """Beside a function that is to be filled in, a region at the left edge is the solution's own; alone, it is the task."""
    helpers = "import re\n\n# BEGIN SOLUTION\nTABLE = 1\n# END SOLUTION\n\n\ndef f():\n    # BEGIN SOLUTION\n    return g()\n    # END SOLUTION\n\n\n# BEGIN SOLUTION\ndef g():\n    return 1\n# END SOLUTION\n"
    assert starter.make_starter(helpers, PurePath("x.py")) == 'import re\nfrom grader.learner import NotStarted\n\n\ndef f():\n    raise NotStarted("f")\n'
    alone = "import re\n\n# BEGIN SOLUTION\nTABLE = 1\n# END SOLUTION\n"
    assert "raise NotStarted" in starter.make_starter(alone, PurePath("x.py"))


def test_no_starter_of_functions_raises_beside_them():
    """A function is to be filled in; whoever does that and leaves a line that raises elsewhere is told that nothing was begun."""
    left = []
    for exercise in course_module.load(ROOT).exercises:
        if exercise.starter_path.suffix == ".py":
            last = ast.parse(exercise.starter_path.read_text()).body
            functions = any(isinstance(n, ast.FunctionDef | ast.ClassDef) and "NotStarted" in ast.unparse(n) for n in last)
            if functions and any(isinstance(node, ast.Raise) for node in last):
                left.append(exercise.id)
    assert left == []
