# id: no-rule-means-the-shortest
# check: test_kinds
# why: What no rule names may not be kept, so it gets the shortest time. A kind that someone misspelled is then deleted with the logs.
# source: common default of retention labels; the statement keeps what no rule names
# BEGIN SOLUTION due
    finite = [days for days in rules.values() if days is not None]
    found = []
    pages = client.query_iterator(name, batch_size=1000, output_fields=["id", "kind", "written"])
    while page := pages.next():
        for row in page:
            days = rules.get(row["kind"], min(finite, default=None))
            if days is not None and row["written"] <= now - days * DAY:
                found.append(row["id"])
    pages.close()
    return sorted(set(found) - set(holds))
    # END SOLUTION
