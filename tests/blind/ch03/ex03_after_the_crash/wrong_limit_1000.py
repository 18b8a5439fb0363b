# expect: failed|partial
# because: asks for the ids of the journal with limit=1000; breaks "A journal has up to 2,000 rows"
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    there = {r["id"]: r["word"] for r in client.query(name, filter=f"id in {[e['id'] for e in journal]}", output_fields=["id", "word"], limit=1000, consistency_level="Strong")}
    return {"lost": sorted(e["id"] for e in journal if e["state"] == "acknowledged" and e["id"] not in there),
            "changed": sorted(e["id"] for e in journal if e["id"] in there and there[e["id"]] != e["word"]),
            "send_again": sorted(e["id"] for e in journal if e["state"] == "sent" and e["id"] not in there)}
