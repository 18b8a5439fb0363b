"""What a leak is: a line that says enough, a whole region, the name of a hidden check; and what is none."""

import shutil

import pytest

from grader import course as courses
from grader.authoring import leaks
from tests.conftest import MINICOURSE

LINE = 'return [int(i) for i in np.argsort(distances, kind="stable")[:k]]'
ALTERNATIVE = "cost = [(sum((float(a) - float(b)) ** 2 for a, b in zip(row, query)), i) for i, row in enumerate(rows)]"
HIDDEN = '\n\n@check(points=1, hidden=True)\ndef test_never_seen(submission):\n    """Not shown"""\n'


@pytest.fixture(scope="module")
def course():
    return courses.load(MINICOURSE)


def found(course, **texts):
    files = {name.replace("__", "/"): text if isinstance(text, bytes) else text.encode() for name, text in texts.items()}
    return [(x.file, x.line, x.source, x.text) for x in leaks.leaks(course, files, ())]


SOURCE = "solutions/ch01_mini/ex01_nearest.py"


def test_a_line_with_its_place_and_where_it_comes_from(course):
    assert found(course, site__x="# A\n\n  " + LINE + "\n") == [("site/x", 3, SOURCE, LINE.replace(" ", ""))]
    assert found(course, site__x=LINE) == [("site/x", 1, SOURCE, LINE.replace(" ", ""))]
    assert found(course, a=LINE, b="x\n" + LINE) == [("a", 1, SOURCE, LINE.replace(" ", "")), ("b", 2, SOURCE, LINE.replace(" ", ""))]


def test_an_alternative_is_a_secret_too(course):
    ((_, line, source, _),) = found(course, hint="try\n" + ALTERNATIVE)
    assert line == 2
    assert source.startswith("solutions/ch01_mini/alternatives/ex01_nearest/")


def test_what_learners_read_anyway_is_none(course):
    assert found(course, lessons__ch01=LINE, site__x=LINE) == []
    assert found(course, exercises__ch01__test=LINE, site__x=LINE) == []
    assert len(found(course, exercises__ch01__chapter=LINE, site__x="nothing")) == 0
    assert len(found(course, **{"exercises/ch01/chapter.toml": LINE})) == 1, "a hint is where solutions leak"


def test_the_grader_speaks_to_milvus_as_everybody_does(course):
    assert found(course, grader__x=LINE) == []
    region = MINICOURSE.joinpath("solutions/ch01_mini/ex01_nearest.py").read_text().split("# BEGIN SOLUTION\n")[2].split("    # END")[0]
    assert found(course, grader__x=region) == [], "two lines are an idiom"


def test_a_whole_region_of_short_lines(course, tmp_path):
    root = tmp_path / "mini"
    shutil.copytree(MINICOURSE, root)
    path = root / "solutions/ch01_mini/ex01_nearest.py"
    body = "    a = rows\n    b = query\n    return a, b\n"
    path.write_text(path.read_text() + f"\n\ndef pair(rows, query):\n    # BEGIN SOLUTION\n{body}    # END SOLUTION\n")
    own = courses.load(root)
    assert found(own, grader__x="\n" + body) == [("grader/x", 2, SOURCE, "a=rows")]
    assert found(own, site__x="a = rows\n\nb = query\nreturn a, b\n") == []
    path.write_text(path.read_text().replace(body, "    a = rows\n    return a\n"))
    assert found(courses.load(root), site__x="a = rows\nreturn a\n") == [], "two short lines are nobody's"


def test_a_region_that_the_starter_has_is_none(course, tmp_path):
    root = tmp_path / "mini"
    shutil.copytree(MINICOURSE, root)
    starter = root / "exercises/ch01_mini/ex01_nearest.py"
    starter.write_text(starter.read_text() + "\n# " + LINE + "\n")
    assert found(courses.load(root), site__x=LINE) == []


def test_the_name_of_a_hidden_check(course, tmp_path):
    root = tmp_path / "mini"
    shutil.copytree(MINICOURSE, root)
    test = root / "exercises/ch01_mini/test_ex01_nearest.py"
    test.write_text(test.read_text() + HIDDEN)
    own = courses.load(root)
    assert found(own, site__x="one\nsee test_never_seen.") == [("site/x", 2, "the hidden checks of ch01/ex01", "test_never_seen")]
    assert found(own, site__x="test_never_seen_again and atest_never_seen") == []
    assert found(course, site__x="test_never_seen") == []


def test_what_is_no_text_or_too_large_is_not_searched(course):
    assert found(course, a=LINE.encode() + b"\xff") == []
    assert found(course, a=LINE.encode() + b" " * (4 << 20)) == []
    assert len(found(course, a=LINE.encode() + b" " * ((4 << 20) - len(LINE)))) == 1


@pytest.mark.parametrize(("line", "enough"), [
    (LINE, True),
    ("alpha1 = beta2(gamma3, delta4, e)", True),
    ("aaaaa=bbbbb(cccc,ddd)", True),
    ("aaaaa=bbbb(cccc,ddd)", True),
    ("aaaaa=bbbb(cccc,dd)", False),
    ("aaaaaaaa=bbbbbbbbbbbb(cccccccccc)", False),
    ("return sorted(found)", False),
    ("if not x and y or z in w is None else lambda", True),
    ("while x and y and z or not None is True", False),
    ("import aaaaaaaa, bbbbbbbb, cccccccc, dddddddd", False),
    ("from aaaaaaaa import bbbbbbbb, cccccccc, dddddddd", False),
    ("  # aaaaaaaa bbbbbbbb cccccccc dddddddd", False),
    ('"""aaaaaaaa bbbbbbbb cccccccc dddddddd', False),
    ("// aaaaaaaa bbbbbbbb cccccccc dddddddd", False),
    ("imported(aaaaaaaa, bbbbbbbb, cccccccc, dddddddd)", True),
])  # fmt: skip
def test_a_line_that_tells(line, enough):
    assert leaks.tells(line) is enough


def test_squeezed():
    assert leaks.squeeze(" a  =\tb \n") == "a=b"


def test_every_secret_text_is_squeezed_and_says_where_it_stands(course):
    pairs = list(leaks.secret_texts(course))
    assert (SOURCE, leaks.squeeze(LINE)) in pairs
    assert {s.split("/")[0] for s, _ in pairs} == {"solutions"}
    assert not any("misconceptions" in s for s, _ in pairs)
    assert all(" " not in t for _, t in pairs)


def test_every_secret_is_looked_for_in_every_file(course):
    """One that is free, or one in the grader, ends the search for nothing else."""
    other = "client.create_collection(name, dimension=rows.shape[1], metric_type=\"L2\")"
    assert [x[0] for x in found(course, lessons__a=LINE, site__x=other + "\n" + LINE)] == ["site/x"]
    assert [x[0] for x in found(course, grader__a=LINE, site__x=LINE)] == ["site/x"]


def test_where_a_hidden_check_is_named(course, tmp_path):
    root = tmp_path / "mini"
    shutil.copytree(MINICOURSE, root)
    test = root / "exercises/ch01_mini/test_ex01_nearest.py"
    test.write_text(test.read_text() + HIDDEN)
    assert [x[1] for x in found(courses.load(root), site__x="one\nsee test_never_seen\nthree\n")] == [2]
