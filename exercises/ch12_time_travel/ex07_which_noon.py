"""Bug hunt: which noon?

A newspaper keeps all versions of its articles: `article` (INT64), `title` (VARCHAR), `valid_from` and `valid_to` (INT64, milliseconds since 1970 in UTC; a version holds from `valid_from` on, and at `valid_to` no longer).
Editors in Lisbon, Berlin and New York ask for the paper of a moment. They complain: an article that was corrected at noon is still shown at noon, the same noon shows two papers in two cities, two corrections within a second cannot be told apart, and on one Sunday in spring and one in autumn the list of
the day is wrong by an hour.

Find the mistakes. Afterwards:

- `moment(text)` is the time in milliseconds since 1970, exactly. A text is in the format of ISO 8601 with an offset or `Z`, and has up to six digits of a second; what is finer than a millisecond is dropped, down to the earlier one. A text without an offset is no moment: `ValueError`.
- `as_of(client, name, text)` returns `{article: title}` at that moment, up to 10,000 articles.
- `begun_on(client, name, day, zone)` returns the ids of all articles that got a version on that civil day, `"2025-03-30"`, in a time zone, `"Europe/Berlin"`, in ascending order, each once. A day begins at midnight there and ends at the next midnight there.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


def moment(text):
    """Milliseconds since 1970 of a time such as 2025-03-30T12:00:00.123+02:00."""
    when = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return int(when.timestamp()) * 1000


def as_of(client, name, text):
    """{article: title} at a moment."""
    at = moment(text)
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to >= {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def begun_on(client, name, day, zone):
    """The articles that got a version on a civil day, in ascending order."""
    start = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo(zone))
    end = start.timestamp() + timedelta(days=1).total_seconds()
    rows = client.query(name, filter=f"valid_from >= {int(start.timestamp()) * 1000} and valid_from <= {int(end) * 1000}", output_fields=["article"], limit=10_000)
    return sorted(row["article"] for row in rows)
