# expect: failed|partial
# because: 'Such a row may be in the collection or not. Either is right': whether a sent row arrived is guessed from the highest id that is there, not looked up
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"], consistency_level="Strong")
    words = {row["id"]: row["word"] for row in found}
    lost, changed, send_again = [], [], []
    for row in journal:
        if row["id"] in words:
            if words[row["id"]] != row["word"]:
                changed.append(row["id"])
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
        elif not words or row["id"] > max(words):  # the log is in order: what comes after the last one is missing
            send_again.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
