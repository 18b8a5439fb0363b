# id: first-all-then-some
# check: test_endless
# why: list(rows) and then slices of it is the usual way to make batches, and what the list holds goes unnoticed until a source is larger than memory, or never ends.
# source: docs.python.org, itertools, batched() (one batch at a time, as against a list that is cut)
# BEGIN SOLUTION
    lines = list(iter(source, None))
    batch, size, stored = [], 0, 0
    for line in lines:
        needed = 4 * len(line["vector"]) + len(line["text"].encode()) + 20
        if batch and size + needed > most - 2000:
            client.insert(name, batch)
            stored += len(batch)
            batch, size = [], 0
            yield stored
        batch.append(line)
        size += needed
    if batch:
        client.insert(name, batch)
        yield stored + len(batch)
# END SOLUTION
