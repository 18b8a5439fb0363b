# expect: passed
# because: itertools.groupby picks the newest of each offer
from itertools import groupby
from operator import itemgetter


def apply(client, name, events):
    ordered = sorted(events, key=itemgetter("id", "version"))
    newest = [list(of)[-1] for _, of in groupby(ordered, key=itemgetter("id"))]
    count = 0
    while newest:
        part, newest = newest[:256], newest[256:]
        there = {r["id"]: r for r in client.get(name, [e["id"] for e in part], output_fields=["id", "version"])}
        late = [e for e in part if e["id"] not in there or there[e["id"]]["version"] < e["version"]]
        count += len(late)
        late and client.upsert(name, late)
    return count
