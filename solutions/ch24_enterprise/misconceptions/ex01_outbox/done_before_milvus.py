# id: done-before-milvus
# check: test_nothing_is_lost
# why: A line that is marked cannot be brought twice, so it is marked first. What is marked and not written is lost, and nothing says so.
# source: chapter 15, exercise 3 (commit first); docs.confluent.io, delivery semantics: at most once
# BEGIN SOLUTION relay
    count = 0
    while lines := waiting(200):
        done([line["number"] for line in lines])
        last = {line["article"]: line["row"] for line in lines}
        put = [row for row in last.values() if row is not None]
        gone = [id for id, row in last.items() if row is None]
        if put:
            client.upsert(name, put)
        if gone:
            client.delete(name, ids=gone)
        count += len(lines)
    return count
    # END SOLUTION
