# id: rows-are-alike
# check: test_long_and_short
# why: "Insert in batches of 1,000" is what tutorials say, and it works until the rows are longer. The limit is one of bytes, not of rows.
# source: https://github.com/milvus-io/milvus/issues/21823 and https://github.com/milvus-io/milvus/issues/25149 (batches of a fixed number of rows: received message larger than max)
# BEGIN SOLUTION
    batch, stored, rows = [], 0, None
    for line in iter(source, None):
        if rows is None:
            rows = max(1, (most - 2000) // (4 * len(line["vector"]) + len(line["text"].encode()) + 20))
        batch.append(line)
        if len(batch) == rows:
            client.insert(name, batch)
            stored += len(batch)
            batch = []
            yield stored
    if batch:
        client.insert(name, batch)
        yield stored + len(batch)
# END SOLUTION
