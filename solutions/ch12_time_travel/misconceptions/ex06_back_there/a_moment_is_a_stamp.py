# id: a-moment-is-a-stamp
# check: test_then
# why: A timestamp is a number of milliseconds since 1970, so it is passed on as it is. Milvus reads it as a stamp, whose last 18 bits count within a millisecond: for it, that was in January 1970.
# source: https://milvus.io/docs/v2.2.x/timetravel_ref.md (how a timestamp is made of a physical and a logical part); run here: 2.2.16 refuses it as too far back
# BEGIN SOLUTION
from pymilvus import Collection, MilvusException, connections


def stamp(at):
    """A moment as Milvus counts: milliseconds in front, 18 bits for what happens within one."""
    return at


def then(collection, at):
    """{id: name} at a moment."""
    rows = collection.query("id >= -9223372036854775807", output_fields=["id", "name"], travel_timestamp=stamp(at), consistency_level="Strong")
    return {row["id"]: row["name"] for row in rows}


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
# END SOLUTION
