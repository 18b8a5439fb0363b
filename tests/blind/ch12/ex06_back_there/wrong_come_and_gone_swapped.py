# expect: failed|partial
# because: 'what differs between the two moments': the two are ordered by time first, so backwards says the opposite
import json
import sys
from urllib.parse import urlsplit

from pymilvus import Collection, connections
from pymilvus.exceptions import MilvusException


def stamp(ms):
    return int(ms) * 262_144


def rows_at(collection, ms):
    rows = collection.query(expr="id > -9000000000000000000", output_fields=["id", "name"], travel_timestamp=stamp(ms), consistency_level="Strong")
    return sorted((row["id"], row["name"]) for row in rows)


def then(collection, q):
    return rows_at(collection, q["at"])


def near(collection, q):
    (hits,) = collection.search(data=[q["vector"]], anns_field="vector", param={"metric_type": "L2", "params": {}}, limit=q["k"],
                                travel_timestamp=stamp(q["at"]), consistency_level="Strong")
    return [hit.id for hit in hits]


def changed(collection, q):
    a, b = dict(rows_at(collection, min(q["from"], q["to"]))), dict(rows_at(collection, max(q["from"], q["to"])))
    both = a.keys() & b.keys()
    return {"gone": sorted(a.keys() - both), "come": sorted(b.keys() - both), "renamed": sorted(i for i in both if a[i] != b[i])}


def main(address, name):
    url = urlsplit(address)
    connections.connect(host=url.hostname, port=str(url.port))
    collection = Collection(name)
    for line in sys.stdin:
        q = json.loads(line)
        try:
            result = {"then": then, "near": near, "changed": changed}[q["op"]](collection, q)
        except MilvusException as e:
            if "only support to travel back" not in e.message:
                raise
            result = "too old"
        sys.stdout.write(json.dumps(result) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
