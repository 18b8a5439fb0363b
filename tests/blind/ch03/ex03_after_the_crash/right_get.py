# expect: passed
# because: client.get in slices of 300 at Strong, sets instead of lists
from itertools import islice


def _in_collection(client, name, ids):
    there, ids = {}, iter(ids)
    while part := list(islice(ids, 300)):
        for row in client.get(name, ids=part, output_fields=["id", "word"], consistency_level="Strong"):
            there[row["id"]] = row["word"]
    return there


def after_the_crash(client, name, journal):
    there = _in_collection(client, name, [entry["id"] for entry in journal])
    result = {"lost": set(), "changed": set(), "send_again": set()}
    for entry in journal:
        key = entry["id"]
        if key in there:
            if there[key] != entry["word"]:
                result["changed"].add(key)
        elif entry["state"] == "acknowledged":
            result["lost"].add(key)
        else:
            result["send_again"].add(key)
    return {kind: sorted(keys) for kind, keys in result.items()}
