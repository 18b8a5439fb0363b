# expect: failed|partial
# because: breaks "Read so that every write that was acknowledged before the call is seen, deletes as well": default level
def after_the_crash(client, name, journal):
    ids = [row["id"] for row in journal]
    there = {}
    for start in range(0, len(ids), 500):
        for row in client.query(name, ids=ids[start : start + 500], output_fields=["id", "word"]):
            there[row["id"]] = row["word"]
    return {
        "lost": sorted(r["id"] for r in journal if r["state"] == "acknowledged" and r["id"] not in there),
        "changed": sorted(r["id"] for r in journal if r["id"] in there and there[r["id"]] != r["word"]),
        "send_again": sorted(r["id"] for r in journal if r["state"] == "sent" and r["id"] not in there),
    }
