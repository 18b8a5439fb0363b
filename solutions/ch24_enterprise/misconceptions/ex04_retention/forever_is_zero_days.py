# id: forever-is-zero-days
# check: test_kinds
# why: None and 0 are both false in Python, so `days or 0` reads well. One of them means forever.
# source: docs.python.org, “Truth Value Testing”
# BEGIN SOLUTION due
    found = []
    for kind, days in rules.items():
        late = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - (days or 0) * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=late, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    return sorted(set(found) - set(holds))
    # END SOLUTION
