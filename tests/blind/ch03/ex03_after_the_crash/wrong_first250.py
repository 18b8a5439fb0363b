# expect: failed|partial
# because: breaks "rows of other programs": reads the whole collection with limit=250 instead of the journal's ids
def after_the_crash(client, name, journal):
    rows = client.query(name, filter="id >= 0", output_fields=["id", "word"], limit=250, consistency_level="Strong")
    words = {r["id"]: r["word"] for r in rows}
    return {
        "lost": sorted(e["id"] for e in journal if e["state"] == "acknowledged" and e["id"] not in words),
        "changed": sorted(e["id"] for e in journal if e["id"] in words and words[e["id"]] != e["word"]),
        "send_again": sorted(e["id"] for e in journal if e["state"] == "sent" and e["id"] not in words),
    }
