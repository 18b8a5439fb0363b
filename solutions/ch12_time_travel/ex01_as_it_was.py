"""As it was.

An encyclopedia keeps every version of every article in one collection: `id` (VARCHAR, the primary key; you choose those of the versions
that you record, and versions of others, with other ids, are there already), `article` (INT64), `title`
(VARCHAR), `vector` (32 numbers, COSINE), `valid_from` and `valid_to` (INT64, milliseconds). A version holds from `valid_from` on, and at `valid_to` no
longer. As long as it holds, its `valid_to` is `FOREVER`. The collection reads at the level Strong.

- `record(client, name, event)` records one change. `{"at": 1750000000000, "op": "put", "article": 7, "title": "…", "vector": […]}` is a new article or
  the next version of it; `{"at": …, "op": "delete", "article": 7}` ends it. An article may come back after its end. Deleting an article that is not
  there changes nothing. For each article the changes arrive in the order of their times, and no two of them have the same time.
- `as_of(client, name, at)` returns `{article: title}` of all articles as they were at that moment, up to 10,000 of them.
- `search_as_of(client, name, vector, k, at)` returns the k articles whose version of that moment is nearest to the vector, nearest first; fewer if there were fewer.

No recorded version is ever lost or changed, except that its `valid_to` comes. Every read leaves it to Milvus which versions count: at a moment there may be few
of them among many thousands.
"""

FOREVER = 9_999_999_999_999


def record(client, name, event):
    """Record one change."""
    # BEGIN SOLUTION record
    at, article = event["at"], event["article"]
    for version in client.query(name, filter=f"article == {article} and valid_to == {FOREVER}", output_fields=["*"]):
        client.upsert(name, [{**version, "valid_to": at}])
    if event["op"] == "put":
        row = {"id": f"{article}@{at}", "article": article, "title": event["title"], "vector": event["vector"]}
        client.insert(name, [{**row, "valid_from": at, "valid_to": FOREVER}])
    # END SOLUTION


def as_of(client, name, at):
    """{article: title} at a moment."""
    # BEGIN SOLUTION as_of
    rows = client.query(name, filter=holding(at), output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def holding(at):
    """The filter that keeps the versions which held at a moment."""
    return f"valid_from <= {at} and valid_to > {at}"
    # END SOLUTION


def search_as_of(client, name, vector, k, at):
    """The nearest articles at a moment."""
    # BEGIN SOLUTION search_as_of
    hits = client.search(name, data=[vector], limit=k, filter=holding(at), output_fields=["article"])[0]
    return [hit["entity"]["article"] for hit in hits]
    # END SOLUTION
