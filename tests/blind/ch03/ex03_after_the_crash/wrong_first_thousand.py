# expect: failed|partial
# because: reads the first 1,000 rows of the collection; breaks "It holds rows of other programs, too"
def after_the_crash(client, name, journal):
    there = {r["id"]: r["word"] for r in client.query(name, filter="id >= 0", output_fields=["id", "word"], limit=1000, consistency_level="Strong")}
    return {"lost": sorted(e["id"] for e in journal if e["state"] == "acknowledged" and e["id"] not in there),
            "changed": sorted(e["id"] for e in journal if e["id"] in there and there[e["id"]] != e["word"]),
            "send_again": sorted(e["id"] for e in journal if e["state"] == "sent" and e["id"] not in there)}
