"""Checks of ch12/ex07. The moments are near the borders: of a millisecond, of a version, of a day."""

from datetime import UTC, datetime, timedelta, timezone

from grader.checks import check, misconception, require, same

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = [("2025-03-30", "Europe/Berlin", 1, 2), ("2025-10-26", "Europe/Berlin", 2, 1), ("2025-03-09", "America/New_York", -5, -4), ("2025-11-02", "America/New_York", -4, -5), ("2025-06-11", "Asia/Kolkata", 5.5, 5.5),
        ("2025-06-11", "Europe/Lisbon", 1, 1)]  # fmt: skip
"""A day, its zone, and the offsets from UTC in hours at its two midnights."""


def offset(hours):
    return timezone(timedelta(hours=hours))


def ms(when):
    return (when - EPOCH) // timedelta(milliseconds=1)


def fill(client, support, name, versions):
    """Versions as (article, title, from, to)."""
    flat = support.pool(0)
    rows = [{"id": f"v{n}", "article": a, "title": t, "vector": flat[n % len(flat)].tolist(), "valid_from": first, "valid_to": last} for n, (a, t, first, last) in enumerate(versions)]
    for start in range(0, len(rows), 1000):
        client.insert(name, rows[start : start + 1000])
    return name


@check(points=2)
def test_offsets(submission, rng):
    """The same noon is the same number in every city"""
    for _ in range(12):
        when = EPOCH + timedelta(seconds=int(rng.integers(1_600_000_000, 1_800_000_000)))
        texts = [when.astimezone(offset(hours)).isoformat() for hours in (2, -5, 5.5, 12.75)] + [when.isoformat().replace("+00:00", "Z")]
        for text in texts:
            found, expected = submission.moment(text), ms(when)
            wall = ms(datetime.fromisoformat(text).replace(tzinfo=UTC))
            if found == wall != expected:
                misconception("an-offset-is-decoration", evidence=f"{text} became the number of the same digits in UTC, off by {abs(wall - expected) // 60_000} minutes", called=f'moment("{text}")', returned=found, expected=expected, why="`+02:00` says by how much these digits differ from UTC. What does replace() do with it, and what astimezone()?")
            same(found, expected, called=f'moment("{text}")', why="One moment, one number, wherever it is written down.")


@check(points=2, after="test_offsets")
def test_milliseconds(submission, rng):
    """No millisecond is lost, and none is invented"""
    for _ in range(60):
        micros = int(rng.integers(0, 1_000_000))
        when = EPOCH + timedelta(seconds=int(rng.integers(1_600_000_000, 1_800_000_000)), microseconds=micros)
        text = when.astimezone(offset(2)).isoformat()
        found, expected = submission.moment(text), ms(when)
        if found == expected - expected % 1000 != expected:
            misconception("whole-seconds-are-enough", evidence=f"{expected % 1000} milliseconds are gone", called=f'moment("{text}")', returned=found, expected=expected, why="int() comes before the thousand. Two corrections within a second become one moment.")
        same(found, expected, called=f'moment("{text}")', why="To the millisecond, by whole numbers: what a float makes of .123 is sometimes .122.")
    for text, expected in (("2025-06-11T12:00:00.999999Z", 1749643200999), ("1969-12-31T23:59:59.999500Z", -1), ("2025-06-11T12:00:00.1+00:00", 1749643200100), ("1970-01-01T00:00:00.0005Z", 0)):
        same(submission.moment(text), expected, called=f'moment("{text}")', why="What is finer than a millisecond is dropped, down to the earlier one.")


@check(points=1)
def test_no_offset(submission):
    """A time without an offset is refused"""
    for text in ("2025-06-11T12:00:00", "2025-06-11 12:00:00.123", "2025-06-11"):
        with submission.raises("ValueError"):
            submission.moment(text)


@check(points=2, after=("test_offsets", "test_milliseconds"))
def test_at_the_border(submission, client, support, fresh, rng):
    """At the very millisecond of a correction, the new version is in the paper"""
    noon = ms(datetime(2025, 6, 11, 10, 0, tzinfo=UTC)) + int(rng.integers(1, 999))
    versions = []
    for article in range(160):
        cut = noon + [-1, 0, 1][article % 3]
        versions += [(article, f"draft {article}", noon - 10_000, cut), (article, f"corrected {article}", cut, support.FOREVER if article % 5 else noon + 2)]
    versions = [versions[int(i)] for i in rng.permutation(len(versions))]
    name = fill(client, support, support.collection(client, fresh("paper")), versions)
    for shift in (-2, -1, 0, 1, 2, 3):
        at = noon + shift
        text = (EPOCH + timedelta(milliseconds=at)).astimezone(offset(2)).isoformat(timespec="milliseconds")
        found, expected = submission.as_of(client, name, text), {a: t for a, t, first, last in versions if first <= at < last}
        require(found == expected, called=f'as_of("{text}") of 160 articles corrected within three milliseconds', returned=support.difference(found, expected) if isinstance(found, dict) else found, expected=f"{len(expected)} articles in the version of that millisecond", why="A version holds from valid_from on, and at valid_to no longer.")


@check(points=3)
def test_days(submission, client, support, fresh, rng):
    """A day lasts from midnight to midnight there, be it 23, 24 or 25 hours"""
    for day, zone, early, late in DAYS:
        midnight = datetime.fromisoformat(day)
        start, end = ms(midnight.replace(tzinfo=offset(early))), ms((midnight + timedelta(days=1)).replace(tzinfo=offset(late)))
        versions = [(n, "t", at, support.FOREVER) for n, at in enumerate([start - 3_600_000, start - 1, start, start + 1, start + 40_000_000, end - 3_600_000, end - 1, end, end + 1, end + 1_800_000, end + 3_600_000])]
        versions += [(4, "again", start + 50_000_000, support.FOREVER), (100, "far", start - 10**9, support.FOREVER)]
        name = fill(client, support, support.collection(client, fresh("paper")), [versions[int(i)] for i in rng.permutation(len(versions))])
        found, hours = submission.begun_on(client, name, day, zone), (end - start) / 3_600_000
        called = f'begun_on("{day}", "{zone}"), a day of {hours:g} hours, with versions around its two midnights'
        by_24 = sorted({a for a, _, at, _ in versions if start <= at < start + 86_400_000})
        if found == by_24 != [2, 3, 4, 5, 6]:
            misconception("a-day-has-24-hours", evidence=f"the list is that of 24 hours from midnight on, and this day has {hours:g}", called=called, returned=found, expected=[2, 3, 4, 5, 6], why="The clocks were changed that night. Which moment is the next midnight there?")
        same(found, [2, 3, 4, 5, 6], called=called, why="Midnight belongs to the day that begins, and an article is named once.")
