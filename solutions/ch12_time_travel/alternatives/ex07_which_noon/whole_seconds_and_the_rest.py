"""Whole seconds and the rest are kept apart, so that no float ever meets a millisecond; the ends of a day are asked of the calendar."""

import calendar
import datetime
import zoneinfo


def moment(text):
    parsed = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    if parsed.utcoffset() is None:
        raise ValueError("a time without an offset may be anywhere")
    utc = parsed.astimezone(datetime.timezone.utc)
    return calendar.timegm(utc.timetuple()) * 1000 + utc.microsecond // 1000


def as_of(client, name, text):
    at, found = moment(text), {}
    pages = client.query_iterator(name, batch_size=500, filter=f"valid_from < {at + 1} and valid_to > {at}", output_fields=["article", "title"])
    while page := pages.next():
        for row in page:
            found[row["article"]] = row["title"]
    pages.close()
    return found


def midnight(year, month, day, zone):
    return moment(datetime.datetime(year, month, day, tzinfo=zoneinfo.ZoneInfo(zone)).isoformat())


def begun_on(client, name, day, zone):
    first = datetime.date.fromisoformat(day)
    second = datetime.date.fromordinal(first.toordinal() + 1)
    start, end = (midnight(d.year, d.month, d.day, zone) for d in (first, second))
    found, pages = set(), client.query_iterator(name, batch_size=500, filter=f"{start} <= valid_from and valid_from <= {end - 1}", output_fields=["article"])
    while page := pages.next():
        found |= {row["article"] for row in page}
    pages.close()
    return sorted(found)
