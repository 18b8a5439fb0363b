"""Two models, one answer.

A help desk finds old tickets by their meaning, and a better embedding model is there. What the two models say has nothing to do with each other: a
vector of one is meaningless among vectors of the other. The collection has room for both: `id` (INT64, the key), `text` (VARCHAR), `vector` (32
floats, COSINE: the old model), `vector2` (32 floats, COSINE: the new one) and `filled` (BOOL). Where `filled` is False, `vector2` holds a
placeholder. Programs that know nothing of the new model add tickets at any time, with `filled` False.

Write two functions. `embed1` and `embed2` get a list of texts and return a list of vectors.

- `backfill(client, name, embed2, most)` gives up to `most` of the tickets that are not filled their `vector2` and `filled` True, leaves all their other
  fields as they are, and returns how many it filled. It is called again and again, until it returns 0. The model is expensive: `embed2` gets the text
  of a filled ticket never again, and no more than 64 texts in one call.
- `search(client, name, text, k, embed1, embed2)` returns the ids of the k tickets nearest to the text, best first. If every ticket is filled, the new model
  decides; until then, the old one does. Either way **all tickets** take part. Only the model that decides is asked.

Every call sees what was stored before it, also by other processes. The collection's own consistency level is Strong.
"""


def backfill(client, name, embed2, most):
    """Fill up to `most` tickets; returns how many were filled."""
    # BEGIN SOLUTION backfill
    rows = client.query(name, filter="filled == false", output_fields=["*"], limit=most, consistency_level="Strong")
    for start in range(0, len(rows), 64):
        part = rows[start : start + 64]
        vectors = embed2([row["text"] for row in part])
        client.upsert(name, [{**row, "vector2": list(v), "filled": True} for row, v in zip(part, vectors, strict=True)])
    return len(rows)
    # END SOLUTION


def search(client, name, text, k, embed1, embed2):
    """The ids of the k tickets nearest to the text, best first, at any moment of the move."""
    # BEGIN SOLUTION search
    waiting = client.query(name, filter="filled == false", output_fields=["id"], limit=1, consistency_level="Strong")
    field, embed = ("vector", embed1) if waiting else ("vector2", embed2)
    (hits,) = client.search(name, data=[list(embed([text])[0])], anns_field=field, limit=k, consistency_level="Strong")
    return [hit["id"] for hit in hits]
    # END SOLUTION
