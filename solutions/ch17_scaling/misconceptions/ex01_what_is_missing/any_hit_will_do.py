# id: any-hit-will-do
# check: test_rows_come_back
# why: An empty result is how a missing row looks in a query, so one checks for emptiness. A vector search always has hits.
# source: the difference between query and search that chapter 1 begins with; a search returns the nearest rows, however far they are
# BEGIN SOLUTION
    if not vectors:
        return []
    end = time.monotonic() + patience
    ids = list(canaries)
    together = [*vectors, *(canaries[id] for id in ids)]
    while True:
        try:
            hits = client.search(name, data=together, limit=limit)
        except Exception:
            if time.monotonic() > end:
                raise
        else:
            found = [[hit["id"] for hit in row] for row in hits]
            missing = [id for id, row in zip(ids, found[len(vectors) :], strict=True) if not row]
            if not missing:
                return found[: len(vectors)]
            if time.monotonic() > end:
                raise LookupError(f"{len(missing)} of {len(ids)} canaries are missing: {missing}")
        time.sleep(0.2)
# END SOLUTION
