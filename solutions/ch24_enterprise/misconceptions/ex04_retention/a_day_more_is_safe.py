# id: a-day-more-is-safe
# check: test_the_very_second
# why: Thirty days are over when a thirty-first begins. “After thirty days” is a moment, and a promise to delete is broken one second later.
# source: chapter 12, exercise 8: days counted from the wrong end
# BEGIN SOLUTION due
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        late = f"kind == {json.dumps(kind, ensure_ascii=False)} and written < {now - days * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=late, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    return sorted(set(found) - set(holds))
    # END SOLUTION
