# expect: failed|partial
# because: 'No vector needs to leave Milvus': all fields are read
FOREVER = 9_999_999_999_999



def versions(client, name, condition=""):
    found, rows = [], client.query_iterator(name, batch_size=2000, filter=condition, output_fields=["*"])
    while batch := rows.next():
        found += batch
    rows.close()
    return found


def remove(client, name, ids):
    for start in range(0, len(ids), 1000):
        client.delete(name, ids=ids[start:start + 1000])
    return len(ids)


def prune(client, name, horizon):
    """Remove what no question can need any more; how many versions."""
    rows = versions(client, name)
    last = {}
    for row in rows:
        last[row["article"]] = max(last.get(row["article"], 0), row["valid_to"])
    return remove(client, name, [row["id"] for row in rows if row["valid_to"] <= horizon and row["valid_to"] < last[row["article"]]])


def as_of(client, name, at, horizon):
    """{article: title} at a moment that is not before the horizon."""
    if at < horizon:
        raise LookupError(f"{at} is before the horizon {horizon}")
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def erase(client, name, articles):
    """Remove every version of these articles; how many."""
    if not articles:
        return 0
    return remove(client, name, [row["id"] for row in versions(client, name, f"article in {[int(a) for a in articles]}")])
