"""Hidden checks and what serves only them: what goes, what stays, and what the author is asked to part."""

import ast
from pathlib import Path

import pytest

from grader.course import hidden
from grader.errors import CourseError
from tests.conftest import ROOT

PATH = Path("test_x.py")

PUBLIC = '@check(points=1)\ndef test_a(submission):\n    """A"""\n'
SECRET = '@check(points=1, hidden=True)\ndef test_z(submission):\n    """Z"""\n'


def strip(text):
    return hidden.without_hidden(text, PATH)


def test_without_hidden_checks_the_text_is_untouched():
    """Character by character, on every test file of the course."""
    for path in sorted((ROOT / "exercises").rglob("test_*.py")):
        assert hidden.without_hidden(path.read_text(), path) == path.read_text()


@pytest.mark.parametrize(("before", "after"), [
    ("A = 1\n\n\n# why\n" + SECRET + "\n\n" + PUBLIC, "A = 1\n\n\n" + PUBLIC),
    ("LIMIT = 3  # a limit\n\n\n" + PUBLIC + "\n\n" + SECRET + "    assert LIMIT\n", PUBLIC),
    ("LIMIT = 3\n\n\n" + PUBLIC + "    assert LIMIT\n\n\n" + SECRET + "    assert LIMIT\n", "LIMIT = 3\n\n\n" + PUBLIC + "    assert LIMIT\n"),
    ("import math\nimport numpy as np\n\n\n" + PUBLIC + "    np.x\n\n\n" + SECRET + "    math.pi\n", "import numpy as np\n\n\n" + PUBLIC + "    np.x\n"),
    ("def f():\n    return g()\n\n\ndef g():\n    pass\n\n\n" + PUBLIC + "\n\n" + SECRET + "    f()\n", PUBLIC),
    ("def idle():\n    pass\n\n\n" + PUBLIC + "\n\n" + SECRET, "def idle():\n    pass\n\n\n" + PUBLIC),
    ("@pytest.fixture(autouse=True)\ndef always():\n    pass\n\n\n" + PUBLIC + "\n\n" + SECRET.replace("submission", "submission, always"),
     "@pytest.fixture(autouse=True)\ndef always():\n    pass\n\n\n" + PUBLIC),
    (PUBLIC + "\n\n" + SECRET + "\n\n@check(points=2, after=\"test_z\")\ndef test_b():\n    \"\"\"B\"\"\"\n", PUBLIC + "\n\n@check(points=2)\ndef test_b():\n    \"\"\"B\"\"\"\n"),
    ("@check(\n    points=1,\n    hidden=True,\n)\n@pytest.mark.parametrize('x', [1])\ndef test_z(x):\n    \"\"\"Z\"\"\"\n\n\n" + PUBLIC, PUBLIC),
    (PUBLIC + "\n\n" + SECRET + "    request.getfixturevalue('rare')\n\n\n@pytest.fixture\ndef rare():\n    pass\n", PUBLIC),
])  # fmt: skip
def test_what_goes_and_what_stays(before, after):
    """Whole statements with their comments go; what a public check uses too, or nobody uses, stays."""
    assert strip(before) == after
    ast.parse(strip(before))


@pytest.mark.parametrize(("text", "message"), [
    (PUBLIC + SECRET.replace("True", "SECRET"), "hidden is True or False"),
    ("class Tests:\n    " + SECRET.replace("\n", "\n    "), "a function at the top"),
    ("A, B = 1, 2\n" + PUBLIC + "    A\n" + SECRET + "    B\n", "serves hidden checks or public ones"),
    (PUBLIC.replace('"""A"""', '"""A"""\n    # as in test_z\n    pass') + SECRET, "nothing public names the hidden check test_z"),
    ("# two hidden checks below\nA = 1\n" + PUBLIC + "    A\n" + SECRET, "no public comment says that checks are hidden"),
    ('"""Checks, some of them hidden."""\n' + PUBLIC + SECRET, "no public comment says that checks are hidden"),
    ("A = 1; B = 2\n" + PUBLIC + "    A\n" + SECRET + "    B\n", "each statement has a line of its own"),
    (PUBLIC + SECRET.replace("points=1, hidden=True", "**options"), "says each option by name"),
    ("def broken(:\n", "is Python"),
])  # fmt: skip
def test_what_cannot_be_told_apart_is_an_author_s_mistake(text, message):
    """Nothing is guessed: the author parts the two."""
    with pytest.raises(CourseError, match=message):
        strip(text)


# -- what stays, to the character ---------------------------------------------------------------------------

MORE = {
    "blank lines around what goes are those of the widest gap": (
        "A = 1\n\n\n\n" + SECRET + "\n" + PUBLIC + "    A\n", "A = 1\n\n\n\n" + PUBLIC + "    A\n"),
    "two that go in a row": (PUBLIC + "\n\n" + SECRET + "\n\n" + SECRET.replace("test_z", "test_y") + "\n\n" + PUBLIC.replace("test_a", "test_b"),
        PUBLIC + "\n\n" + PUBLIC.replace("test_a", "test_b")),
    "a comment at the end stays with what stays": (SECRET + "\n\n" + PUBLIC + "\n# the end\n", PUBLIC + "\n# the end\n"),
    "a comment behind a hidden check at the end goes": (PUBLIC + "\n\n" + SECRET + "\n# the end\n", PUBLIC),
    "an import of which one name goes": ("from math import pi, tau\n\n\n" + PUBLIC + "    pi\n\n\n" + SECRET + "    tau\n", "from math import pi\n\n\n" + PUBLIC + "    pi\n"),
    "an import under another name": ("import numpy as np, math as m\n\n\n" + PUBLIC + "    m\n\n\n" + SECRET + "    np\n", "import math as m\n\n\n" + PUBLIC + "    m\n"),
    "an import of a part": ("import os.path, math\n\n\n" + PUBLIC + "    os\n\n\n" + SECRET + "    math\n", "import os.path\n\n\n" + PUBLIC + "    os\n"),
    "an import of a part that goes": ("import os.path, math\n\n\n" + PUBLIC + "    math\n\n\n" + SECRET + "    os\n", "import math\n\n\n" + PUBLIC + "    math\n"),
    "one of two that it waits for": (PUBLIC + "\n\n" + SECRET + "\n\n@check(points=2, after=('test_a', 'test_z'))\ndef test_b():\n    pass\n",
        PUBLIC + "\n\n@check(points=2, after='test_a')\ndef test_b():\n    pass\n"),
    "one of three that it waits for": (PUBLIC + "\n\n" + SECRET + "\n\n@check(after=('test_a', 'test_z', 'test_c'))\ndef test_b():\n    pass\n",
        PUBLIC + "\n\n@check(after=('test_a', 'test_c'))\ndef test_b():\n    pass\n"),
    "the mark over several lines, below another": (
        SECRET + "\n\n@pytest.mark.x\n@check(\n    points=2,\n    after='test_z',\n)\n@pytest.mark.y\ndef test_b():\n    pass\n",
        "@pytest.mark.x\n@check(points=2)\n@pytest.mark.y\ndef test_b():\n    pass\n"),
    "a public wait stays as it was written": (SECRET + "\n\n@check(points = 2,after = 'test_a')\ndef test_b():\n    pass\n", "@check(points = 2,after = 'test_a')\ndef test_b():\n    pass\n"),
    "what both reach stays": ("def f():\n    return g()\n\n\ndef g():\n    pass\n\n\n" + PUBLIC + "    g()\n\n\n" + SECRET + "    f()\n",
        "def g():\n    pass\n\n\n" + PUBLIC + "    g()\n"),
    "a class and a loop": ("class C:\n    pass\n\n\nfor i in range(3):\n    print(i)\n\n\n" + PUBLIC + "\n\n" + SECRET + "    C()\n",
        "for i in range(3):\n    print(i)\n\n\n" + PUBLIC),
    "what a fixture for everything uses": ("N = 1\n\n\n@pytest.fixture(autouse=True)\ndef always():\n    N\n\n\n" + PUBLIC + "\n\n" + SECRET + "    N\n",
        "N = 1\n\n\n@pytest.fixture(autouse=True)\ndef always():\n    N\n\n\n" + PUBLIC),
    "a hidden one that says it is not": (PUBLIC + "\n\n" + SECRET + "\n\n" + SECRET.replace("test_z", "test_y").replace("True", "False"),
        PUBLIC + "\n\n" + SECRET.replace("test_z", "test_y").replace("True", "False")),
}  # fmt: skip


@pytest.mark.parametrize("case", MORE)
def test_to_the_character(case):
    before, after = MORE[case]
    assert strip(before) == after
    ast.parse(after)


def said(what, *args):
    with pytest.raises(CourseError) as found:
        what(*args)
    return str(found.value)


@pytest.mark.parametrize(("text", "line"), [
    ("A = 1; B = 2\n" + PUBLIC + "    A\n" + SECRET + "    B\n", ":1:"),
    ("\nA, B = 1, 2\n" + PUBLIC + "    A\n" + SECRET + "    B\n", ":2:"),
    (PUBLIC + "def broken(:\n", ":4:"),
    (PUBLIC + SECRET.replace("True", "SECRET"), ":4:"),
    (PUBLIC + SECRET.replace("points=1, hidden=True", "**options"), ":4:"),
    (PUBLIC + "class Tests:\n    " + SECRET.replace("\n", "\n    "), ":5:"),
])  # fmt: skip
def test_a_mistake_has_its_line(text, line):
    assert line in said(strip, text)


@pytest.mark.parametrize(("word", "refused"), [("hidden", True), ("Hidden", True), ("a secret check", True), ("secret", False), ("hiddenly", False), ("unhidden", False)])
def test_words_of_comments(word, refused):
    text = "# " + word + "\nA = 1\n" + PUBLIC + "    A\n" + SECRET
    assert (not refused and word in strip(text)) or (refused and word in said(strip, text))
    doc = '"""Of ' + word + '."""\n' + PUBLIC + SECRET
    assert (not refused and word in strip(doc)) or (refused and word in said(strip, doc))


def test_the_line_that_names_it_is_quoted():
    assert "x = 'as in test_z, so'" in said(strip, PUBLIC + "    x = 'as in test_z, so'\n" + SECRET)
    assert strip(PUBLIC + "    x = 'atest_z test_zz'\n" + SECRET) == PUBLIC + "    x = 'atest_z test_zz'\n"


def test_names_of_hidden_checks_in_order():
    assert hidden.hidden_checks(PUBLIC + SECRET + SECRET.replace("test_z", "test_b"), PATH) == ["test_z", "test_b"]
    assert hidden.hidden_checks(PUBLIC, PATH) == []
    assert hidden.hidden_checks("@mark\ndef test_q(): pass\n", PATH) == []


USES = PUBLIC + "    support.both(support.shown)\n    other.thing\n" + SECRET + "    support.both(support.secret)\n    helper()\n\ndef helper():\n    support.deep\n"


def test_what_only_hidden_checks_ask_of_the_support():
    assert hidden.names_for_hidden(USES, PATH, "support") == {"secret", "deep"}
    assert hidden.names_for_hidden(USES, PATH, "other") == set()
    assert hidden.names_for_hidden(PUBLIC + "    support.shown\n", PATH, "support") == set()


def test_what_public_checks_ask_of_the_support():
    assert hidden.attributes(USES, PATH, "support") == {"both", "shown"}
    assert hidden.attributes(PUBLIC + "    support.shown\n", PATH, "support") == {"shown"}
    assert hidden.attributes(USES, PATH, "nothing") == set()


SUPPORT = "N = 1\nM = 2\n\n\ndef secret():\n    return deep() + N\n\n\ndef deep():\n    return M\n\n\ndef shown():\n    return N\n\n\ndef idle():\n    return 0\n"


def test_a_support_module_loses_what_only_hidden_checks_need():
    left = "N = 1\n\n\ndef shown():\n    return N\n\n\ndef idle():\n    return 0\n"
    assert hidden.without(SUPPORT, PATH, ["secret"], ["shown"]) == left
    assert hidden.without(SUPPORT, PATH, [], ["shown"]) == SUPPORT
    assert hidden.without(SUPPORT, PATH, ["secret"], ["shown", "secret"]) == SUPPORT
    assert "def deep" in hidden.without(SUPPORT, PATH, ["secret"], ["deep"])
    assert "def secret" not in hidden.without(SUPPORT, PATH, ["secret"], ["deep"])
    assert hidden.without(SUPPORT, PATH, ["idle"], []) == SUPPORT.rpartition("\n\n\n")[0] + "\n"


def test_a_support_module_keeps_what_acts_by_itself():
    acts = "def secret():\n    return 1\n\n\nprint(secret())\n"
    assert hidden.without(acts, PATH, ["secret"], []) == acts
    assert "two in one" in said(hidden.without, "A = 1; B = 2\n", PATH, ["A"], ["B"])
