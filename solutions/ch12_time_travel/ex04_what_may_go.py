"""What may go.

An encyclopedia keeps versions of its articles (exercise 1): `id` (VARCHAR, the primary key), `article` (INT64), `title` (VARCHAR), `vector`, `valid_from`, `valid_to` (INT64, milliseconds; `FOREVER` for a
version that holds). A version holds from `valid_from` on, and at `valid_to` no longer. History is kept for a while only, and a person who asks for it is forgotten altogether.

- `prune(client, name, horizon)` removes every version that no question about the horizon or a later moment can need, **but never the last version of an article**, also if the article was deleted long ago: an editor may want it back. It returns
  how many versions it removed, and makes the same removal twice without harm.
- `as_of(client, name, at, horizon)` returns `{article: title}` at that moment, as in exercise 1, up to 10,000 articles. For a moment before the horizon it raises `LookupError`, because a part of the answer
  may have been removed.
- `erase(client, name, articles)` removes all versions of these articles, a list of up to 500, and returns how many versions that were. An article may be unknown.

There are up to 9,000 versions. No vector needs to leave Milvus. The collection reads at the level Strong. On Milvus Lite 3.2.2 a filter takes no placeholder
of `filter_params`.
"""

FOREVER = 9_999_999_999_999


def prune(client, name, horizon):
    """Remove what no question can need any more; how many versions."""
    # BEGIN SOLUTION prune
    last, ended = {}, []
    for version in versions(client, name, ""):
        last[version["article"]] = max(last.get(version["article"], 0), version["valid_to"])
        if version["valid_to"] <= horizon:
            ended.append(version)
    return remove(client, name, [v["id"] for v in ended if v["valid_to"] < last[v["article"]]])


def versions(client, name, filter):
    """Versions without their vectors."""
    found, pages = [], client.query_iterator(name, batch_size=1000, filter=filter, output_fields=["id", "article", "valid_to"])
    while batch := pages.next():
        found += batch
    pages.close()
    return found


def remove(client, name, ids):
    """Delete by key, some hundreds at a time."""
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return len(ids)
    # END SOLUTION


def as_of(client, name, at, horizon):
    """{article: title} at a moment that is not before the horizon."""
    # BEGIN SOLUTION as_of
    if at < horizon:
        raise LookupError(f"history begins at {horizon}")
    rows = client.query(name, filter=f"valid_from <= {at} and valid_to > {at}", output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}
    # END SOLUTION


def erase(client, name, articles):
    """Remove every version of these articles; how many."""
    # BEGIN SOLUTION erase
    return remove(client, name, [v["id"] for v in versions(client, name, f"article in {list(articles)}")]) if articles else 0
    # END SOLUTION
