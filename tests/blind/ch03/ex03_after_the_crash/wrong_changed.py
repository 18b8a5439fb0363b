# expect: failed|partial
# because: breaks "`changed`: in the collection, with another `word` than the journal says": looks at acknowledged rows only
def after_the_crash(client, name, journal):
    ids = [row["id"] for row in journal]
    there = {}
    for start in range(0, len(ids), 500):
        for row in client.query(name, ids=ids[start : start + 500], output_fields=["id", "word"], consistency_level="Strong"):
            there[row["id"]] = row["word"]
    lost, changed, again = [], [], []
    for r in journal:
        if r["state"] == "acknowledged":
            if r["id"] not in there:
                lost.append(r["id"])
            elif there[r["id"]] != r["word"]:
                changed.append(r["id"])
        elif r["id"] not in there:
            again.append(r["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(again)}
