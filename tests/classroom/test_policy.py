"""Due dates, lateness, extensions, overrides: each rule on its boundary, each mistake with its line."""

from datetime import UTC, datetime, timedelta

import pytest

from grader import course as courses
from grader.classroom import policy_file as policies
from grader.classroom.gradebook import Override
from grader.classroom.policy import Policy, find
from grader.errors import UsageError
from tests.conftest import MINICOURSE

DUE = datetime(2031, 3, 1, 23, 59, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)
EX = "ch01/ex01"

LATE = "due = 2031-03-01T23:59:00Z\n[late]\nper_day = 0.1\ncap = 0.5\ncutoff = 7\n"


def policy(tmp_path, text):
    path = tmp_path / "class.toml"
    path.write_text(text)
    return policies.read(path)


def result(points=6.0, status="partial"):
    checks = [
        ("test_by_hand", 1, 1),
        ("test_k_of_one", 0, 1),
        ("test_self", 1, 1),
        ("test_rows_arrive", 2, 2),
        ("test_search", 2, 2),
    ]
    return {
        "status": status,
        "points": points,
        "checks": [{"name": n, "points": p, "max_points": m} for n, p, m in checks],
    }


def adjusted(policy, submitted, person="ada", given=None):
    found = policy.adjust(person, EX, submitted, given or result(), 7.0)
    assert found is not None
    return found


@pytest.mark.parametrize(("after", "points", "late"), [
    (-DAY, 6.0, 0), (timedelta(0), 6.0, 0), (SECOND, 5.4, 1), (DAY, 5.4, 86400), (DAY + SECOND, 4.8, 86401), (5 * DAY, 3.0, 5 * 86400),
    (6 * DAY, 3.0, 6 * 86400), (7 * DAY, 3.0, 7 * 86400), (7 * DAY + SECOND, 0.0, 7 * 86400 + 1),
])  # fmt: skip
def test_lateness_on_its_boundaries(tmp_path, after, points, late):
    """On the second of the due date it is in time; each day begun counts; the cap holds; after the cut-off nothing counts."""
    found = adjusted(policy(tmp_path, LATE), DUE + after)
    assert found.points == points
    assert found.late_seconds == late
    assert found.penalty == pytest.approx(6.0 - points)
    assert bool(found.note) == (late > 0)


@pytest.mark.parametrize(("after", "points"), [(600, 6.0), (601, 5.4)])
def test_grace_forgives_wholly_or_not_at_all(tmp_path, after, points):
    """Ten minutes are in time; a second more is late from the due date on."""
    found = adjusted(policy(tmp_path, "grace = 10\n" + LATE), DUE + timedelta(seconds=after))
    assert found.points == points
    assert found.late_seconds == (0 if points == 6.0 else 601)


def test_the_nearest_due_date_counts(tmp_path):
    """An exercise's before its chapter's before everybody's."""
    rules = policy(
        tmp_path, '[due]\nall = 2031-03-01T00:00:00Z\nch01 = 2031-03-02T00:00:00Z\n"ch1/2" = 2031-03-03T00:00:00Z\n'
    )
    assert [rules.due_for("x", e).day for e in ("ch02/ex01", "ch01/ex01", "ch01/ex02")] == [1, 2, 3]
    assert policy(tmp_path, "").due_for("x", EX) is None


def test_a_time_without_a_zone_is_of_the_policy_s_own(tmp_path):
    """Midnight in Berlin is another moment in winter than in summer."""
    rules = policy(tmp_path, 'tz = "Europe/Berlin"\n[due]\nch01 = 2031-01-15T00:00:00\nch02 = 2031-07-15T00:00:00\n')
    assert [rules.due_for("x", f"{c}/ex01").hour for c in ("ch01", "ch02")] == [23, 22]


@pytest.mark.parametrize(("entry", "person", "days"), [
    ('person = "ada"\ndays = 2', "ada", 2), ('person = "ada"\ndays = 2', "bob", 0), ('person = "ada"\ndue = 2031-03-04T23:59:00Z', "ada", 3),
    ('person = "ada"\nexercise = "ch01"\ndays = 2', "ada", 2), ('person = "ada"\nexercise = "ch01/ex02"\ndays = 2', "ada", 0),
    ('person = "ada"\ndays = 1\n[[extension]]\nperson = "ada"\ndays = 4', "ada", 4), ('person = "ada"\ndays = 9\n[[extension]]\nperson = "ada"\nexercise = "ch01/ex01"\ndays = 1', "ada", 1),
])  # fmt: skip
def test_an_extension_is_one_person_s_own(tmp_path, entry, person, days):
    """By days or by date, for all or for a part; the nearest counts, and of equals the latest."""
    rules = policy(tmp_path, f"{LATE}[[extension]]\n{entry}\n")
    assert rules.due_for(person, EX) == DUE + days * DAY
    assert adjusted(rules, DUE + days * DAY, person).penalty == 0
    assert adjusted(rules, DUE + days * DAY + SECOND, person).penalty > 0


def test_partners_are_late_each_by_their_own_date(tmp_path):
    """One hand-in, one time; the one with the extension is in time."""
    rules = policy(tmp_path, f'{LATE}[[extension]]\nperson = "ada"\ndays = 1\n')
    assert [adjusted(rules, DUE + DAY, who).points for who in ("ada", "bob")] == [6.0, 5.4]


OVERRIDES = (
    LATE
    + """
[[override]]
person = "ada"
exercise = "ch1/ex1"
check = "test_k_of_one"
points = 1
reason = "read as 0-based"
"""
)


def test_an_override_of_a_check_replaces_its_points_before_lateness(tmp_path):
    """The raw score stays as it is, the check's points are others, and then a day is taken off."""
    rules = policy(tmp_path, OVERRIDES)
    assert adjusted(rules, DUE).points == 7.0
    found = adjusted(rules, DUE + SECOND)
    assert found.points == 6.3
    assert [o.reason for o in found.overrides] == ["read as 0-based"]
    assert "read as 0-based" in found.note
    assert "1 day late: −10%" in found.note
    assert adjusted(rules, DUE, "bob").points == 6.0


def test_an_override_survives_a_regrade(tmp_path):
    """It is applied to whatever the new result is, also when the check passes now or is gone."""
    rules = policy(tmp_path, OVERRIDES)
    passed = result(7.0, "passed")
    passed["checks"][1]["points"] = 1
    assert adjusted(rules, DUE, given=passed).points == 7.0
    gone = {**result(), "checks": result()["checks"][2:]}
    assert adjusted(rules, DUE, given=gone).points == 6.0
    assert adjusted(rules, DUE, given=gone).overrides == ()


def test_an_override_of_the_exercise_is_what_counts(tmp_path):
    """Late or not, graded or not."""
    rules = policy(
        tmp_path, LATE + '[[override]]\nperson = "ada"\nexercise = "ch01/ex01"\npoints = 5\nreason = "oral"\n'
    )
    assert adjusted(rules, DUE + 20 * DAY).points == 5.0
    assert rules.adjust("ada", EX, None, None, 7.0).points == 5.0
    assert rules.adjust("bob", EX, None, None, 7.0) is None


@pytest.mark.parametrize("status", ["error", "unavailable"])
def test_no_verdict_is_no_zero(tmp_path, status):
    """What could not be graded has no adjusted score, however late."""
    assert policy(tmp_path, LATE).adjust("ada", EX, DUE + 20 * DAY, result(0.0, status), 7.0) is None


def test_a_stated_time_fills_a_gap_and_moves_nothing(tmp_path):
    """Where the export has no time the policy may state one; a known one stays."""
    rules = policy(tmp_path, LATE + '[[submitted]]\nperson = "ada"\nat = 2031-03-03T00:00:00Z\n')
    assert adjusted(rules, None).points == 4.8
    assert adjusted(rules, DUE).points == 6.0
    assert adjusted(rules, None, "bob").points == 6.0
    assert "no time of submission" in adjusted(rules, None, "bob").note


@pytest.mark.parametrize(("text", "message"), [
    ("grace = -1\n", r"class.toml:1: a policy: `grace` is a number from 0"), ("due = 2031-03-01\n", r"due of all is a date with a time"),
    ('x = 1\n', r"class.toml:1: a policy takes"), ('tz = "Mars/North"\n', r"class.toml:1: tz is a zone"), ("due = '2031-03-01T00:00:00'\n", r"without quotes"),
    ("[late]\nper_day = 10\n", r"class.toml:2: \[late\]: `per_day` is a number from 0 to 1\. Found: 10"), ("[late]\nperday = 1\n", r"class.toml:2: \[late\] takes"),
    ('\n[[extension]]\nperson = "a"\n', r"class.toml:2: \[\[extension\]\] has either days or due"),
    ('[[extension]]\nperson = "a"\ndays = 1\n[[extension]]\ndays = 1\n', r"class.toml:4: \[\[extension\]\] needs `person`, the id of a person"),
    ('[[override]]\nperson = "a"\nexercise = "ch01/ex01"\npoints = 1\n', r"class.toml:1: \[\[override\]\] needs `reason`"),
    ('[[override]]\nperson = "a"\npoints = 1\nreason = "x"\n', r"class.toml:1: \[\[override\]\] needs `exercise`"),
    ('[extension]\nperson = "a"\n', r"class.toml:1: a policy: `extension` is written in double brackets"),
    ('[[submitted]]\nperson = "a"\nat = 2031-03-01T00:00:00Z\n[[submitted]]\nperson = "a"\nat = 2031-03-02T00:00:00Z\n', r"class.toml:4: one \[\[submitted\]\]"),
    ("grace = true\n", r"`grace` is a number from 0 to 1000000\. Found: true"), ("[late]\ncutoff = true\n", r"class.toml:2: \[late\]: `cutoff`"),
    ('extension = [\n  {person = "ada", days = "2"},\n]\n', r"class.toml:1: \[\[extension\]\]: `days` is a number"),
    ('[[extension]]\nperson = "a"\ndays = 1\n[[extension]]\nperson = "b"\ndays = true\n', r"class.toml:6: \[\[extension\]\]: `days`"),
    ('[[override]]\nperson = ""\nexercise = "ch01"\npoints = 1\nreason = "x"\n', r"class.toml:2: \[\[override\]\]: `person` is the id"),
    ("\ngrace = = 1\n", r"class.toml:2: is TOML"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, text, message):
    """Each is one line that says where."""
    with pytest.raises(UsageError, match=message):
        policy(tmp_path, text)


@pytest.mark.parametrize(("text", "message"), [
    ('[[extension]]\nperson = "eve"\ndays = 1\n', r"class.toml:1: .*person of the roster by id. Found: eve"),
    ('[due]\nch09 = 2031-03-01T00:00:00Z\n', r"class.toml:2: \[due\] takes all, chapters and exercises. Found: ch09"),
    ('\n\n[[extension]]\nperson = "ada"\nexercise = "ch01/ex99"\ndays = 1\n', r"class.toml:3: .*Found: ch01/ex99"),
    ('[[override]]\nperson = "ada"\nexercise = "ch01"\npoints = 1\nreason = "x"\n', r"class.toml:1: \[\[override\]\] names one exercise"),
    ('[[override]]\nperson = "ada"\nexercise = "ch01/ex01"\ncheck = "test_x"\npoints = 1\nreason = "x"\n', r"class.toml:1: ch01/ex01 has the checks test_by_hand.*Found: test_x"),
    ('[[override]]\nperson = "ada"\nexercise = "ch01/ex01"\ncheck = "test_self"\npoints = 1.5\nreason = "x"\n', r"points from 0 to 1. Found: 1.5"),
    ('[[override]]\nperson = "ada"\nexercise = "ch01/ex01"\npoints = 8\nreason = "x"\n', r"points from 0 to 7. Found: 8"),
    ('[[submitted]]\nperson = "eve"\nat = 2031-03-01T00:00:00Z\n', r"Found: eve"),
])  # fmt: skip
def test_a_name_that_does_not_exist_is_named_with_its_line(tmp_path, text, message):
    """Persons by the roster, the rest by the course."""
    course = courses.load(MINICOURSE)
    with pytest.raises(UsageError, match=message):
        policy(tmp_path, text).verify(course, {"ada"})


def test_names_that_exist_pass(tmp_path):
    """And without a roster nobody's name is judged."""
    course = courses.load(MINICOURSE)
    policy(tmp_path, OVERRIDES + '[[extension]]\nperson = "ada"\nexercise = "ch1"\ndays = 1\n').verify(course, {"ada"})
    policy(tmp_path, OVERRIDES).verify(course)


DST = 'tz = "Europe/Berlin"\n[due]\nall = {due}\n[late]\nper_day = 0.1\ncutoff = {cutoff}\n[[extension]]\nperson = "ada"\ndays = {days}\n'


@pytest.mark.parametrize(("due", "days", "there"), [
    ("2026-10-24T20:00:00", 1, "2026-10-25T19:00:00"), ("2026-10-24T20:00:00", 2, "2026-10-26T19:00:00"),
    ("2026-03-28T20:00:00", 1, "2026-03-29T18:00:00"), ("2026-10-24T20:00:00", 0.5, "2026-10-25T06:00:00"),
    ("2026-07-01T20:00:00", 3, "2026-07-04T18:00:00"),
])  # fmt: skip
def test_a_day_is_a_day_on_the_policy_s_clock(tmp_path, due, days, there):
    """Over the end of summer time it has 25 hours, over its beginning 23; part of a day is hours."""
    rules = policy(tmp_path, DST.format(due=due, days=days, cutoff=7))
    assert rules.due_for("ada", EX) == datetime.fromisoformat(there).replace(tzinfo=UTC)


@pytest.mark.parametrize(("after", "words"), [
    (timedelta(hours=24, minutes=59), "1 day late"), (timedelta(hours=25), "1 day late"), (timedelta(hours=25, seconds=1), "2 days late"),
    (timedelta(hours=49), "2 days late"), (timedelta(hours=49, seconds=1), "3 days late: after the last date"),
])  # fmt: skip
def test_days_late_and_the_last_date_are_counted_on_it_too(tmp_path, after, words):
    """The night of the change belongs to the first day."""
    rules = policy(tmp_path, DST.format(due="2026-10-24T20:00:00", days=1, cutoff=2))
    due = datetime(2026, 10, 24, 18, tzinfo=UTC)
    assert adjusted(rules, due + after, "bob").note.startswith(words)


def test_late_without_a_time_is_late(tmp_path):
    """An export that says LATE and not when: at least a day; an extension or a stated time decides before it."""
    rules = policy(tmp_path, LATE + '[[extension]]\nperson = "eve"\ndays = 2\n[[submitted]]\nperson = "bob"\nat = 2031-03-01T20:00:00Z\n')

    def of(person, **more):
        return rules.adjust(person, EX, None, result(), 7.0, **more)

    assert of("ada", marked_late=True).points == 5.4
    assert "[[submitted]]" in of("ada", marked_late=True).note
    assert of("eve", marked_late=True).points == 6.0
    assert "extension" in of("eve", marked_late=True).note
    assert of("bob", marked_late=True).points == 6.0
    assert of("ada").points == 6.0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_policy_in_another_encoding_is_read(tmp_path, encoding):
    """As Windows' editors save it."""
    path = tmp_path / "class.toml"
    path.write_bytes(LATE.replace("\n", "\r\n").encode(encoding))
    assert policies.read(path).due_for("ada", EX) == DUE


@pytest.mark.parametrize(("data", "found"), [
    ("a = \"ü\"".encode("cp1252"), r"class.toml:1: is UTF-8.*0xfc"), (b"a = " + b"[" * 100_000, "class.toml.*deeper"),
    (b"\0\0\0", "bytes of zero"),
])  # fmt: skip
def test_a_policy_that_cannot_be_read_is_one_line(tmp_path, data, found):
    """With its line where there is one."""
    path = tmp_path / "class.toml"
    path.write_bytes(data)
    with pytest.raises(UsageError, match=found):
        policies.read(path)


def test_without_a_cap_everything_earned_can_go_and_nothing_more(tmp_path):
    found = adjusted(policy(tmp_path, "due = 2031-03-01T23:59:00Z\n[late]\nper_day = 0.4\n"), DUE + 5 * DAY)
    assert (found.points, found.penalty) == (0.0, 6.0)


def test_a_share_that_does_not_come_out_even_is_kept_to_the_millionth(tmp_path):
    found = adjusted(policy(tmp_path, "due = 2031-03-01T23:59:00Z\n[late]\nper_day = 0.123456\n"), DUE + DAY, given=result(1.0))
    assert (found.penalty, found.points) == (0.123456, 0.876544)


def test_without_a_time_nobody_is_late(tmp_path):
    found = adjusted(policy(tmp_path, LATE), None)
    assert (found.late_seconds, found.penalty, found.points) == (0.0, 0.0, 6.0)
    assert found.note == "no time of submission is known"


def test_a_line_is_looked_for_outside_comments_and_in_what_can_be_read(tmp_path):
    path = tmp_path / "class.toml"
    path.write_text("# ada\nx = 1\nada = 2 # bob\nada = 3\n")
    assert find(path, "ada") == 3
    assert find(path, "ada", 3) == 3
    assert find(path, "ada", 4) == 4
    assert find(path, "bob") is None
    assert find(path, "") is None
    assert find(tmp_path / "none.toml", "ada") is None


def test_a_policy_that_says_nothing_of_a_cap_has_none():
    found = Policy(due={"all": DUE}, per_day=0.6).adjust("ada", EX, DUE + 2 * DAY, result(), 7.0)
    assert (found.points, found.penalty) == (0.0, 6.0)


def test_of_two_overrides_of_an_exercise_the_last_counts():
    first, last = (Override("ada", EX, points, reason) for points, reason in ((1.0, "first"), (2.0, "then")))
    found = Policy(overrides=(first, last)).adjust("ada", EX, None, result(), 7.0)
    assert (found.points, found.overrides) == (2.0, (last,))
    assert found.note == "set to 2 of 7 by your instructor: then"
