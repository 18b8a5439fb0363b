# expect: failed|partial
# because: breaks "rows of other programs ... none of your business" (a row that the journal does not name is reported as changed)
def after_the_crash(client, name, journal):
    word = {e["id"]: e["word"] for e in journal}
    rows = client.query(name, filter="id >= 0", output_fields=["id", "word"], limit=16384, consistency_level="Strong")
    there = {r["id"]: r["word"] for r in rows}
    return {
        "lost": sorted(e["id"] for e in journal if e["state"] == "acknowledged" and e["id"] not in there),
        "changed": sorted(i for i, w in there.items() if word.get(i) != w),
        "send_again": sorted(e["id"] for e in journal if e["state"] == "sent" and e["id"] not in there),
    }
