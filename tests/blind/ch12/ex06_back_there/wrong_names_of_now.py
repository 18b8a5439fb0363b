# expect: partial|failed
# because: the names are those of now
"""Back there.

Once in your life, travel in time. This program runs with **pymilvus 2.2.17** against **Milvus 2.2.16**, a server of 2023 that keeps deleted rows for five days (`grader toolchain milvus22` makes both). It is run as `python ex06_back_there.py ADDRESS COLLECTION`; ADDRESS
is a URL such as `http://127.0.0.1:19530`. The collection is there and loaded: `id` (INT64, primary key), `name` (VARCHAR) and `vector` (4 numbers, L2), FLAT. There is no `MilvusClient` for this: use `connections`, `Collection` and
their `query` and `search`.

Standard input has one JSON object per line. Each is a question, and gives one line of JSON on standard output. A moment is in milliseconds since 1970.

- `{"op": "then", "at": 1690000000000}`: all rows as they were at that moment, as pairs in ascending order of the ids: `[[1, "Tea"], [3, "Pepper"]]`.
- `{"op": "near", "vector": […], "k": 3, "at": …}`: the ids of the k rows of that moment that are nearest, nearest first; fewer if there were fewer.
- `{"op": "changed", "from": …, "to": …}`: what differs between the two moments, each list in ascending order: `{"gone": [2], "come": [6], "renamed": [3]}`.

The line is `"too old"` where a moment is farther back than the server keeps rows. Anything else that the server refuses ends the program with a status other than 0. Nothing is ever written to the collection. No change happened within 100 ms of a moment that is asked about,
none of these moments lies in the future, no key was deleted or replaced more than once, and there are up to 500 rows.
"""

import json
import sys

from pymilvus import Collection, MilvusException, connections


def stamp(at):
    """A moment as Milvus counts: milliseconds in front, 18 bits for what happens within one."""
    return at << 18


def then(collection, at):
    """{id: name} at a moment."""
    rows = collection.query("id >= -9223372036854775807", output_fields=["id", "name"], travel_timestamp=stamp(at), consistency_level="Strong")
    today = {r["id"]: r["name"] for r in collection.query("id >= -9223372036854775807", output_fields=["name"])}
    return {row["id"]: today.get(row["id"], row["name"]) for row in rows}


def answer(collection, question):
    """The answer to one question."""
    if question["op"] == "then":
        return sorted(map(list, then(collection, question["at"]).items()))
    if question["op"] == "near":
        hits = collection.search([question["vector"]], "vector", {"metric_type": "L2", "params": {}}, limit=question["k"], travel_timestamp=stamp(question["at"]), consistency_level="Strong")[0]
        return [hit.id for hit in hits]
    before, after = then(collection, question["from"]), then(collection, question["to"])
    both = before.keys() & after.keys()
    return {"gone": sorted(before.keys() - both), "come": sorted(after.keys() - both), "renamed": sorted(i for i in both if before[i] != after[i])}


def main(address, name):
    """Answer every line."""
    connections.connect(uri=address)
    collection = Collection(name)
    for line in sys.stdin:
        try:
            said = answer(collection, json.loads(line))
        except MilvusException as error:
            if "only support to travel back" not in error.message:
                raise
            said = "too old"
        print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
