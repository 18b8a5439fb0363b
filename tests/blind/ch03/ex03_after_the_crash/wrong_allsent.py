# expect: failed|partial
# because: breaks "One that is there must not be sent again"
def after_the_crash(client, name, journal):
    words = {}
    ids = [e["id"] for e in journal]
    for at in range(0, len(ids), 500):
        for r in client.query(name, filter=f"id in {ids[at:at+500]}", output_fields=["id", "word"], consistency_level="Strong"):
            words[r["id"]] = r["word"]
    lost = [e["id"] for e in journal if e["state"] == "acknowledged" and e["id"] not in words]
    changed = [e["id"] for e in journal if e["id"] in words and words[e["id"]] != e["word"]]
    again = [e["id"] for e in journal if e["state"] == "sent"]
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(again)}
