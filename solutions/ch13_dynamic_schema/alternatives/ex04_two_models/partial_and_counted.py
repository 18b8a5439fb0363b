"""Ids from an iterator, partial upserts, and a count instead of a look for one."""


def backfill(client, name, embed2, most):
    todo, pages = [], client.query_iterator(name, batch_size=100, filter="not filled", output_fields=["text"])
    while len(todo) < most and (page := pages.next()):
        todo += [(row["id"], row["text"]) for row in page]
    pages.close()
    todo = todo[:most]
    for start in range(0, len(todo), 50):
        ids, texts = zip(*todo[start : start + 50])
        rows = [{"id": i, "vector2": v, "filled": True} for i, v in zip(ids, embed2(list(texts)))]
        client.upsert(name, rows, partial_update=True)
    return len(todo)


def search(client, name, text, k, embed1, embed2):
    left = client.query(name, filter="filled == false", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    if left:
        vector, field = embed1([text])[0], "vector"
    else:
        vector, field = embed2([text])[0], "vector2"
    hits = client.search(name, [vector], anns_field=field, limit=k, search_params={"metric_type": "COSINE"}, consistency_level="Strong")
    return [hit.id for hit in hits[0]]
