# expect: failed|partial
# because: 'all rows as they were at that moment': the number is given to the server without << 18
import json
import sys

from pymilvus import Collection, MilvusException, connections


class TooOld(Exception):
    pass


class Past:
    def __init__(self, address, name):
        connections.connect("default", uri=address)
        self.rows = Collection(name)

    def travel(self, ask):
        try:
            return ask()
        except MilvusException as problem:
            if "only support to travel back" in str(problem):
                raise TooOld from None
            raise

    def then(self, at):
        found = self.travel(lambda: self.rows.query("id >= 0 or id < 0", output_fields=["id", "name"], travel_timestamp=at))
        return {row["id"]: row["name"] for row in found}

    def near(self, vector, k, at):
        found = self.travel(lambda: self.rows.search([vector], "vector", {"metric_type": "L2", "params": {}}, limit=k, travel_timestamp=at))
        return list(found[0].ids)


def answer(past, question):
    if question["op"] == "then":
        return [[i, name] for i, name in sorted(past.then(question["at"]).items())]
    if question["op"] == "near":
        return past.near(question["vector"], question["k"], question["at"])
    if question["op"] == "changed":
        old, new = past.then(question["from"]), past.then(question["to"])
        return {
            "gone": sorted(i for i in old if i not in new),
            "come": sorted(i for i in new if i not in old),
            "renamed": sorted(i for i in old if i in new and old[i] != new[i]),
        }
    raise ValueError(question["op"])


def main(address, name):
    past = Past(address, name)
    for line in sys.stdin:
        if line.strip():
            try:
                said = answer(past, json.loads(line))
            except TooOld:
                said = "too old"
            print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
