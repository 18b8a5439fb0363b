# expect: passed
# because: "any text up to 60 bytes": every row is read and the rule is asked in Python, so no kind stands in a filter
DAY = 86_400


def all_rows(client, name):
    pages = client.query_iterator(name, batch_size=1000, output_fields=["id", "kind", "written"])
    while page := pages.next():
        yield from page
    pages.close()


def has_to_go(row, rules, now, holds):
    days = rules.get(row["kind"])
    return days is not None and row["id"] not in holds and row["written"] + days * DAY <= now


def due(client, name, rules, now, holds):
    holds = frozenset(holds)
    return sorted(row["id"] for row in all_rows(client, name) if has_to_go(row, rules, now, holds))


def expire(client, name, rules, now, holds):
    gone = due(client, name, rules, now, holds)
    for start in range(0, len(gone), 1000):
        client.delete(name, ids=gone[start : start + 1000])
    return gone
