# expect: failed|partial
# because: 'A text without an offset is no moment: `ValueError`': it is taken for the time of this machine
import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def millis(when):
    utc = when.astimezone(UTC)
    return calendar.timegm(utc.timetuple()) * 1000 + utc.microsecond // 1000


def moment(text):
    when = datetime.fromisoformat(text)
    return millis(when)


def pages(client, name, condition, fields):
    cursor = client.query_iterator(name, batch_size=1000, filter=condition, output_fields=fields)
    while rows := cursor.next():
        yield from rows
    cursor.close()


def as_of(client, name, text):
    at = moment(text)
    return {row["article"]: row["title"] for row in pages(client, name, f"valid_from <= {at} and valid_to > {at}", ["article", "title"])}


def begun_on(client, name, day, zone):
    today = date.fromisoformat(day)
    begin, end = [millis(datetime.combine(d, time.min, tzinfo=ZoneInfo(zone))) for d in (today, today + timedelta(days=1))]
    articles = set()
    for row in pages(client, name, f"valid_from >= {begin} and valid_from < {end}", ["article"]):
        articles.add(row["article"])
    return sorted(articles)
