# id: guarantee-is-no-travel
# check: test_then
# why: Both are timestamps of a request. The guarantee timestamp says what a search must have seen *at least*; rows that changed later are seen as they are now.
# source: https://milvus.io/docs/v2.1.x/timestamp.md (guarantee_timestamp and travel_timestamp); run here on 2.2.16
# BEGIN SOLUTION
from pymilvus import Collection, MilvusException, connections


def stamp(at):
    """A moment as Milvus counts: milliseconds in front, 18 bits for what happens within one."""
    return at << 18


def then(collection, at):
    """{id: name} at a moment."""
    rows = collection.query("id >= -9223372036854775807", output_fields=["id", "name"], guarantee_timestamp=stamp(at))
    return {row["id"]: row["name"] for row in rows}


def answer(collection, question):
    """The answer to one question."""
    if question["op"] == "then":
        return sorted(map(list, then(collection, question["at"]).items()))
    if question["op"] == "near":
        hits = collection.search([question["vector"]], "vector", {"metric_type": "L2", "params": {}}, limit=question["k"], guarantee_timestamp=stamp(question["at"]))[0]
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
