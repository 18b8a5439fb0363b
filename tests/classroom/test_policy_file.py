"""The policy's file, key by key: what it becomes, and which line and words a mistake has."""

from datetime import UTC, datetime, timedelta

import pytest

from grader.classroom import policy_file
from grader.classroom.gradebook import Override
from grader.classroom.intake.tables import FileMistake
from grader.classroom.policy import Extension, Policy

DUE = datetime(2031, 3, 1, 23, 59, tzinfo=UTC)


def read(tmp_path, text):
    (tmp_path / "p.toml").write_text(text)
    return policy_file.read(tmp_path / "p.toml")


def mistake(tmp_path, text):
    with pytest.raises(FileMistake) as caught:
        read(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path}/p.toml")


def test_an_empty_file_is_a_policy_without_rules(tmp_path):
    assert read(tmp_path, "") == Policy(path=tmp_path / "p.toml")
    assert read(tmp_path, "").due == {}


def test_everything_in_one_file(tmp_path):
    found = read(tmp_path, """\
tz = "Europe/Berlin"
grace = 10
[due]
all = 2031-03-01T23:59:00Z
ch1 = 2031-03-02T00:59:00+01:00
"ch1/2" = 2031-03-02T00:59:00
[late]
per_day = 0.25
cap = 0.75
cutoff = 7
[[extension]]
person = "ada"
days = 3
[[extension]]
person = "bob"
exercise = "ch1/2"
due = 2031-03-01T23:59:00Z
reason = "ill"
[[override]]
person = "cyn"
exercise = "ch1/1"
points = 2
reason = "agreed"
[[override]]
person = "cyn"
exercise = "ch01/ex01"
points = 0.5
reason = "r"
check = "test_a"
[[submitted]]
person = "ada"
at = 2031-03-01T23:59:00Z
[[submitted]]
person = "ada"
exercise = "ch1/2"
at = 2031-03-02T00:59:00
""")
    assert found.due == {"all": DUE, "ch01": DUE, "ch01/ex02": DUE}
    assert (found.grace, found.per_day, found.cap, found.cutoff, str(found.zone)) == (600.0, 0.25, 0.75, 7.0, "Europe/Berlin")
    assert found.extensions == (Extension("ada", "", 3.0, None, ""), Extension("bob", "ch01/ex02", 0.0, DUE, "ill"))
    assert found.overrides == (Override("cyn", "ch01/ex01", 2.0, "agreed"), Override("cyn", "ch01/ex01", 0.5, "r", "test_a"))
    assert found.stated == {("ada", ""): DUE, ("ada", "ch01/ex02"): DUE}
    assert found.lines == {("extension", 0): 11, ("extension", 1): 14, ("override", 0): 19, ("override", 1): 24, ("submitted", 0): 30, ("submitted", 1): 33}


def test_one_date_is_everybody_s(tmp_path):
    assert read(tmp_path, "due = 2031-03-01T23:59:00\n").due == {"all": DUE}
    assert read(tmp_path, 'tz = "UTC"\ndue = 2031-03-01T23:59:00\n').zone is UTC
    assert read(tmp_path, 'tz = "Europe/Berlin"\ndue = 2031-03-01T23:59:00\n').due == {"all": DUE - timedelta(hours=1)}


@pytest.mark.parametrize(("text", "said"), [
    ('tz = "Mars/Base"\n', ":1: tz is a zone such as Europe/Berlin. Found: Mars/Base."),
    ("x = 1\n", ":1: a policy takes due, extension, grace, late, override, submitted, tz. Found: `x`."),
    ("grace = -1\n", ":1: a policy: `grace` is a number from 0 to 1000000. Found: -1."),
    ("grace = 1000001\n", ":1: a policy: `grace` is a number from 0 to 1000000. Found: 1000001."),
    ("[late]\nper_day = 1.5\n", ":2: [late]: `per_day` is a number from 0 to 1. Found: 1.5."),
    ("[late]\ncap = -0.1\n", ":2: [late]: `cap` is a number from 0 to 1. Found: -0.1."),
    ("[late]\ncap = true\n", ":2: [late]: `cap` is a number from 0 to 1. Found: true."),
    ("[late]\ncutoff = 100000.5\n", ":2: [late]: `cutoff` is a number from 0 to 100000. Found: 100000.5."),
    ("[late]\ncutof = 1\n", ":2: [late] takes cap, cutoff, per_day. Found: `cutof`."),
    ("late = 1\n", ":1: a policy: `late` is a table. Found: 1."),
    ("[extension]\nperson = 'ada'\n", ":1: a policy: `extension` is written in double brackets. Found: "),
    ("[[extension]]\ndays = 1\n", ":1: [[extension]] needs `person`, the id of a person, as text. Found: none."),
    ("[[extension]]\nperson = ''\ndays = 1\n", ":2: [[extension]]: `person` is the id of a person, as text. Found: \"\"."),
    ("\n[[extension]]\nperson = 'ada'\n", ":2: [[extension]] has either days or due. Found: neither."),
    ("[[extension]]\nperson = 'ada'\ndays = 1\ndue = 2031-03-01T23:59:00\n", ":1: [[extension]] has either days or due. Found: both."),
    ("[[extension]]\nperson = 'ada'\nday = 1\n", ":3: [[extension]] takes days, due, exercise, person, reason. Found: `day`."),
    ("[[extension]]\nperson = 'ada'\ndue = 2031-03-01\n", ":3: due is a date with a time, such as 2031-03-01T23:59:00. Found: 2031-03-01."),
    ("[[extension]]\nperson = 'ada'\ndue = '2031-03-01T23:59:00'\n", ":3: due is a time without quotes, such as 2031-03-01T23:59:00. Found: '2031-03-01T23:59:00'."),
    ("[[override]]\nperson = 'a'\nexercise = 'ch01/ex01'\npoints = 1\nreason = ''\n", ":5: [[override]]: `reason` is text. Found: \"\"."),
    ("[[override]]\nperson = 'a'\nexercise = ''\npoints = 1\nreason = 'r'\n", ":3: [[override]]: `exercise` is the id of an exercise. Found: \"\"."),
    ("[[override]]\nperson = 'a'\nexercise = 'ch01/ex01'\npoints = -1\nreason = 'r'\n", ":4: [[override]]: `points` is a number from 0 to 1000000. Found: -1."),
    ("[[override]]\nperson = 'a'\nexercise = 'ch01/ex01'\npoints = 1\nreason = 'r'\nwhy = 'r'\n", ":6: [[override]] takes check, exercise, person, points, reason. Found: `why`."),
    ("[[submitted]]\nperson = 'a'\nat = 2031-03-01T23:59:00\n[[submitted]]\nperson = 'a'\nat = 2031-03-01T23:59:00\n", ":4: one [[submitted]] for a person and an exercise. Found: a second one."),
    ("[[submitted]]\nperson = 'a'\nwhen = 1\n", ":3: [[submitted]] takes at, exercise, person. Found: `when`."),
    ("[[submitted]]\nperson = 'a'\n", ":1: at is a time without quotes, such as 2031-03-01T23:59:00. Found: None."),
    ("[due]\nall = 2031-03-01T23:59:00\nch1 = 3\n", ": due of ch1 is a time without quotes, such as 2031-03-01T23:59:00. Found: 3."),
])  # fmt: skip
def test_a_mistake(tmp_path, text, said):
    found = mistake(tmp_path, text)
    assert found.startswith(said) or (said.startswith(": due") and said.removeprefix(":") in found), found


def test_both_ends_of_every_number_are_in_it(tmp_path):
    found = read(tmp_path, "grace = 1000000\n[late]\nper_day = 1\ncap = 0\ncutoff = 100000\n")
    assert (found.grace, found.per_day, found.cap, found.cutoff) == (6e7, 1.0, 0.0, 1e5)
    assert read(tmp_path, "[late]\ncutoff = 0\n").cutoff == 0.0
    assert read(tmp_path, "[[extension]]\nperson = 'a'\ndays = 0\n").extensions == (Extension("a", "", 0.0, None, ""),)
