# expect: failed|partial
# because: matches by word rather than id: a row of another program with the same word counts as there (breaks "rows of other programs ... none of your business")
def after_the_crash(client, name, journal):
    rows = client.query(name, filter="id >= 0", output_fields=["id", "word"], limit=16384, consistency_level="Strong")
    ids = {r["id"]: r["word"] for r in rows}
    present = set(ids.values())
    return {
        "lost": sorted(e["id"] for e in journal if e["state"] == "acknowledged" and e["word"] not in present),
        "changed": sorted(e["id"] for e in journal if e["id"] in ids and ids[e["id"]] != e["word"]),
        "send_again": sorted(e["id"] for e in journal if e["state"] == "sent" and e["word"] not in present),
    }
