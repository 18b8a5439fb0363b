# expect: passed
# because: the same three lists by set arithmetic, read in batches of 250 ids, each at Strong
def after_the_crash(client, name, journal):
    journal_words = {row["id"]: row["word"] for row in journal}
    acknowledged = {row["id"] for row in journal if row["state"] == "acknowledged"}
    sent = set(journal_words) - acknowledged

    stored = {}
    ids = sorted(journal_words)
    for start in range(0, len(ids), 250):
        part = ids[start : start + 250]
        rows = client.query(name, filter=f"id in {part}", output_fields=["id", "word"], limit=len(part), consistency_level="Strong")
        stored.update((row["id"], row["word"]) for row in rows)

    there = set(stored)
    return {
        "lost": sorted(acknowledged - there),
        "changed": sorted(i for i in there if stored[i] != journal_words[i]),
        "send_again": sorted(sent - there),
    }
