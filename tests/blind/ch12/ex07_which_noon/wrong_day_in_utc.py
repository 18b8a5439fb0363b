# expect: failed|partial
# because: 'A day begins at midnight there': midnight in UTC
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo



def ms(when):
    gap = when.astimezone(UTC).replace(tzinfo=None) - datetime(1970, 1, 1)
    return (gap.days * 86_400 + gap.seconds) * 1000 + gap.microseconds // 1000


def moment(text):
    when = datetime.fromisoformat(text)
    if not when.tzinfo:
        raise ValueError(text)
    return ms(when)


def as_of(client, name, text):
    at = moment(text)
    found = client.query(name, filter=f"not (valid_from > {at}) and not (valid_to <= {at})", output_fields=["article", "title"], limit=10_000)
    return dict((row["article"], row["title"]) for row in found)


def begun_on(client, name, day, zone):
    start = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC)
    stop = start + timedelta(days=1)  # wall clock
    rows = client.query(name, filter=f"{ms(start)} <= valid_from and valid_from <= {ms(stop) - 1}", output_fields=["article"], limit=16_384)
    return list(dict.fromkeys(sorted(row["article"] for row in rows)))
