# id: the-reply-keeps-the-order
# check: test_read_back
# why: The ids were asked for in an order, so the rows should come in it. A query is a filter: the rows come as Milvus finds them.
# source: run in the lesson of chapter 8 (get gives rows in an order of its own)
# BEGIN SOLUTION main
    rows = {row["id"]: row for row in map(json.loads, filter(str.strip, sys.stdin))}
    write(rest, collection, list(rows.values()))
    stored = read(address, collection, list(rows))
    for id, row in zip(rows, stored.values()):
        print(json.dumps({"id": id, **row}, ensure_ascii=False))
    # END SOLUTION
