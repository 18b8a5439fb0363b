# id: everything-anew
# check: test_the_backfill
# why: A back-fill is a loop over all rows; that some of them are done already costs only time, one thinks. It costs a call of the model each.
# source: docs v3.0.x embeddings.md (a call of an embedding service per text)
# BEGIN SOLUTION backfill
    rows = client.query(name, filter="", output_fields=["*"], limit=16_000, consistency_level="Strong")
    count = 0
    for start in range(0, len(rows), 64):
        part = rows[start : start + 64]
        vectors = embed2([row["text"] for row in part])
        done = [{**row, "vector2": list(v), "filled": True} for row, v in zip(part, vectors, strict=True) if not row["filled"]]
        done = done[: most - count]
        count += len(done)
        if done:
            client.upsert(name, done)
        if count == most:
            break
    return count
# END SOLUTION
