# id: numbers-appear-in-order
# check: test_late_lines
# why: A serial number grows, so everything up to the highest number that was seen is done. A number is drawn before its transaction ends.
# source: PostgreSQL 15 documentation, “Sequence Manipulation Functions”: a drawn number is never given back, so numbers of open transactions are missing for a while
# BEGIN SOLUTION relay
    count = 0
    while lines := waiting(200):
        last = {line["article"]: line["row"] for line in lines}
        put = [row for row in last.values() if row is not None]
        gone = [id for id, row in last.items() if row is None]
        if put:
            client.upsert(name, put)
        if gone:
            client.delete(name, ids=gone)
        done(list(range(1, lines[-1]["number"] + 1)))
        count += len(lines)
    return count
    # END SOLUTION
