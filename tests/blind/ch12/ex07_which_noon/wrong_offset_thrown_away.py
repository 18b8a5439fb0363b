# expect: failed|partial
# because: 'exactly … with an offset or `Z`': the wall clock is declared to be UTC
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo



EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def since_epoch(when):
    return (when - EPOCH) // timedelta(milliseconds=1)


def moment(text):
    """Milliseconds since 1970 of a time such as 2025-03-30T12:00:00.123+02:00."""
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        raise ValueError(f"{text} has no offset")
    return since_epoch(when.replace(tzinfo=UTC))


def as_of(client, name, text):
    """{article: title} at a moment."""
    at = moment(text)
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def begun_on(client, name, day, zone):
    """The articles that got a version on a civil day, in ascending order."""
    midnight = datetime.fromisoformat(day)
    start, end = (since_epoch(d.replace(tzinfo=ZoneInfo(zone))) for d in (midnight, midnight + timedelta(days=1)))
    rows = client.query(name, filter=f"valid_from >= {start} and valid_from < {end}", output_fields=["article"], limit=16_384)
    return sorted({row["article"] for row in rows})
