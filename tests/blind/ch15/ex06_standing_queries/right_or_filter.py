# expect: passed
# because: a search per offer with two comparisons in the filter
def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def fire(client, name, offers):
    out = []
    for offer in offers:
        hits = client.search(name, data=[offer["vector"]], limit=5000, output_fields=["least"], filter=f'open == true and (kind == {quoted(offer["kind"])} or kind == "any")')
        out.extend((offer["id"], h["id"]) for h in hits[0] if not h["distance"] < h["entity"]["least"])
    return out
