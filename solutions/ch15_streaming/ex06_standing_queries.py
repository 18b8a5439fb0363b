"""Standing queries.

Buyers of a marketplace describe what they wait for, and want to hear of it the moment it is offered. Their descriptions are the rows of a collection, and each new offer is a query.

The collection `name` has `id` (INT64, primary key), `kind` (VARCHAR), `least` (DOUBLE), `open` (BOOL) and `vector` (32 numbers, COSINE), and up to 4,000 rows. Write `fire(client, name, offers)`. An offer is

    {"id": 91, "kind": "children's books", "vector": [0.1, …]}

A row **fires** for an offer if it is `open`, if its `kind` is that of the offer or `"any"`, and if the cosine of the two vectors is **its own** `least` or more. Return all that fires as tuples `(offer id, row id)`: in the order
of the offers, and for each offer the row with the largest cosine first.

- All rows may fire for one offer. Everyone who waits is told.
- Up to 60 offers come in one call, of different kinds.
- The rows stay in Milvus. You search there, and do not read the whole collection (no query, no iterator), nor anyone's vector.
- The collection reads at the level Strong. A kind may contain any character, quotation marks too.

(No cosine lies within a thousandth of a `least`, so rounding does not matter.)
"""


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    # BEGIN SOLUTION
    import json

    by_kind = {}
    for place, offer in enumerate(offers):
        by_kind.setdefault(offer["kind"], []).append(place)
    found = {}
    for kind, places in by_kind.items():
        hits = client.search(
            name,
            data=[offers[place]["vector"] for place in places],
            limit=4000,
            filter=f"open == true and kind in [{json.dumps(kind, ensure_ascii=False)}, \"any\"]",
            output_fields=["least"],
        )
        for place, of_one in zip(places, hits, strict=True):
            found[place] = [hit["id"] for hit in of_one if hit["distance"] >= hit["entity"]["least"]]
    return [(offer["id"], id) for place, offer in enumerate(offers) for id in found[place]]
    # END SOLUTION
