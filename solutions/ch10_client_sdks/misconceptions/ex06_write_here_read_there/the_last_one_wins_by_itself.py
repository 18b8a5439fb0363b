# id: the-last-one-wins-by-itself
# check: test_last_line
# why: An upsert replaces, so of two rows with one id the later should stay. Within one request that is not said: 2.3.5 keeps the first, or none.
# source: run on 2.3.5 over REST v1
# BEGIN SOLUTION main
    lines = [json.loads(line) for line in sys.stdin if line.strip()]
    rows = dict.fromkeys(row["id"] for row in lines)
    write(rest, collection, lines)
    stored = read(address, collection, list(rows))
    for id in rows:
        print(json.dumps({"id": id, **stored[id]}, ensure_ascii=False))
    # END SOLUTION
