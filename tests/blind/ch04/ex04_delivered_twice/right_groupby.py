# expect: passed
# because: sorted and grouped instead of a dict, looked up with get() in pieces of 100, upsert piece by piece
from itertools import groupby


def load(client, name, records):
    in_order = sorted(records, key=lambda r: (r["id"], r["version"]))
    newest = [list(same)[-1] for _, same in groupby(in_order, key=lambda r: r["id"])]
    for start in range(0, len(newest), 100):
        piece = newest[start : start + 100]
        stored = {}
        for row in client.get(name, ids=[r["id"] for r in piece], output_fields=["version"], consistency_level="Strong"):
            stored[row["id"]] = row["version"]
        piece = [r for r in piece if r["id"] not in stored or stored[r["id"]] < r["version"]]
        if piece:
            client.upsert(name, piece)
    answer = client.query(name, output_fields=["count(*)"], consistency_level="Strong")
    return answer[0]["count(*)"]
