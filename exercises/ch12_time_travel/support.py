"""What the checks of chapter 12 share: a collection of versions, changes that happened, and what was true at a moment."""

import functools
import math

from pymilvus import DataType

from grader.datasets import words

DIM = 32
FOREVER = 9_999_999_999_999
"""The end of a version that has none yet: in the year 2286, and below 2^53."""
NOON = 1_750_000_000_000
PAGE = 4000
WRITERS = ["ada", "ben", "cem"]


@functools.lru_cache(maxsize=4)
def pool(seed):
    """2,600 vectors of length 1."""
    return words(2600, DIM, seed=seed)[0]


def collection(client, name, *more):
    """A loaded, empty collection of versions whose every read sees every row; `more` are names of further VARCHAR fields."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.VARCHAR, max_length=80, is_primary=True)
    schema.add_field("article", DataType.INT64)
    schema.add_field("title", DataType.VARCHAR, max_length=200)
    schema.add_field("valid_from", DataType.INT64)
    schema.add_field("valid_to", DataType.INT64)
    for field in more:
        schema.add_field(field, DataType.VARCHAR, max_length=40)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    return name


def everything(client, name, fields=("*",)):
    """All rows."""
    found, rows = [], client.query_iterator(name, batch_size=1000, output_fields=list(fields))
    while batch := rows.next():
        found += [dict(row) for row in batch]
    rows.close()
    return found


def titles(events, at):
    """The title of each article that was there at a moment: the changes up to then, one after the other."""
    there = {}
    for event in events:
        if event["at"] > at:
            break
        if event["op"] == "put":
            there[event["article"]] = event["title"]
        else:
            there.pop(event["article"], None)
    return there


def vectors(events, at):
    """The vector of each article that was there at a moment."""
    there = {}
    for event in events:
        if event["at"] > at:
            break
        if event["op"] == "put":
            there[event["article"]] = event["vector"]
        else:
            there.pop(event["article"], None)
    return there


def history(rng, seed, articles, changes, start=NOON):
    """Changes of a hundred kinds: new articles, revisions, deletions, and articles that come back; several in one millisecond."""
    flat = pool(seed)
    ids = [int(i) for i in rng.choice(900_000, size=articles, replace=False) + 1000]
    there, events, at = {}, [], start
    for number in range(changes):
        at += int(rng.choice([0, 1, 7, 1000, 86_400_000], p=[0.25, 0.2, 0.2, 0.25, 0.1]))
        article = ids[number] if number < articles else ids[int(rng.integers(articles))]
        while any(e["at"] == at and e["article"] == article for e in events[-6:]):  # one change of an article in a millisecond
            at += 1
        if article in there and rng.random() < 0.25:
            del there[article]
            events.append({"at": at, "op": "delete", "article": article})
        else:
            there[article] = number
            vector = flat[int(rng.integers(len(flat)))].tolist()
            events.append({"at": at, "op": "put", "article": article, "title": f"title {number}", "vector": vector})
    return events


def rows_of(events):
    """The versions that a history leaves, as rows."""
    opened, rows = {}, []
    for event in events:
        if (row := opened.pop(event["article"], None)) is not None:
            row["valid_to"] = event["at"]
        if event["op"] == "put":
            row = {"id": f"v{len(rows)}", "article": event["article"], "title": event["title"], "vector": event["vector"],
                   "valid_from": event["at"], "valid_to": FOREVER}  # fmt: skip
            opened[event["article"]] = row
            rows.append(row)
    return rows


def difference(found, expected):
    """What differs between two {article: title}, in a few words."""
    gone = [a for a in expected if a not in found]
    more = [a for a in found if a not in expected]
    other = [a for a in expected if a in found and found[a] != expected[a]]
    parts = [f"{len(found)} articles"]
    if gone:
        parts.append(f"without {len(gone)} that were there, among them {gone[0]} ({expected[gone[0]]!r})")
    if more:
        parts.append(f"with {len(more)} that were not, among them {more[0]} ({found[more[0]]!r})")
    if other:
        parts.append(f"with {len(other)} in another version, among them {other[0]} ({found[other[0]]!r} instead of {expected[other[0]]!r})")
    return ", ".join(parts)


def nearest(there, query, k):
    """The k articles nearest to a query by cosine, best first."""
    def cosine(vector):
        return sum(a * b for a, b in zip(vector, query, strict=True)) / math.sqrt(sum(a * a for a in vector) * sum(b * b for b in query))

    return sorted(there, key=lambda article: -cosine(there[article]))[:k]
