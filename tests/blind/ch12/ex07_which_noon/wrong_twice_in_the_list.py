# expect: partial|failed
# because: an article is named once for each version
"""Bug hunt: which noon?

Five mistakes: an offset thrown away, milliseconds cut off, a text without an offset believed, both ends of an interval included, and a day of 24 hours.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def moment(text):
    """Milliseconds since 1970 of a time such as 2025-03-30T12:00:00.123+02:00."""
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"{text}: no offset")
    return (when - EPOCH) // MILLISECOND


def as_of(client, name, text):
    """{article: title} at a moment."""
    at = moment(text)
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def begun_on(client, name, day, zone):
    """The articles that got a version on a civil day, in ascending order."""
    here, first = ZoneInfo(zone), date.fromisoformat(day)
    start, end = (moment(datetime.combine(d, time(), here).isoformat()) for d in (first, first + timedelta(days=1)))
    rows = client.query(name, filter=f"valid_from >= {start} and valid_from < {end}", output_fields=["article"], limit=10_000)
    return sorted(row["article"] for row in rows)
