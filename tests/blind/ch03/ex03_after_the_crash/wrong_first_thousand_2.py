# expect: failed|partial
# because: 'A journal has up to 2,000 rows': limit=1000 cuts the answer, and what is cut counts as missing
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"], consistency_level="Strong", limit=1000)
    words = {row["id"]: row["word"] for row in found}
    lost, changed, send_again = [], [], []
    for row in journal:
        if row["id"] in words:
            if words[row["id"]] != row["word"]:
                changed.append(row["id"])
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
        else:
            send_again.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
