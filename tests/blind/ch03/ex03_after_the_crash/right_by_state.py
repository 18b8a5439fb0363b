# expect: passed
# because: one query for each state, at Strong, which fills the report directly in the order of the ids
from collections import defaultdict


def read(client, name, ids):
    if not ids:
        return {}
    rows = client.query(
        collection_name=name,
        filter="id in [" + ", ".join(map(str, ids)) + "]",
        output_fields=["word"],
        consistency_level="Strong",
    )
    return {row["id"]: row["word"] for row in rows}


def after_the_crash(client, name, journal):
    by_state = defaultdict(list)
    for row in journal:
        by_state[row["state"]].append(row)
    report = {"lost": [], "changed": [], "send_again": []}
    for state, missing in (("acknowledged", "lost"), ("sent", "send_again")):
        rows = by_state[state]
        words = read(client, name, [row["id"] for row in rows])
        for row in sorted(rows, key=lambda row: row["id"]):
            if row["id"] not in words:
                report[missing].append(row["id"])
            elif words[row["id"]] != row["word"]:
                report["changed"].append(row["id"])
    report["changed"].sort()
    return report
