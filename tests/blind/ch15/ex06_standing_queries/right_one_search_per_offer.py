# expect: passed
# because: each offer searches for itself, in its own order; a kind's backslashes and quotation marks are escaped by json
import json


def waiting_for(client, name, offer):
    kinds = sorted({offer["kind"], "any"})
    found = client.search(
        name,
        data=[offer["vector"]],
        anns_field="vector",
        filter=f"open == true and kind in {json.dumps(kinds, ensure_ascii=False)}",
        limit=4000,
        output_fields=["least"],
        search_params={"metric_type": "COSINE"},
    )
    for hit in found[0]:
        if hit["distance"] >= hit["entity"]["least"]:
            yield offer["id"], hit["id"]


def fire(client, name, offers):
    """The pairs of an offer and a row that it fires."""
    pairs = []
    for offer in offers:
        pairs.extend(waiting_for(client, name, offer))
    return pairs
