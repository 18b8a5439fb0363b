# expect: failed|partial
# because: 'changed: in the collection, with another word': when the number of rows found agrees with the journal, nothing is compared
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"], consistency_level="Strong")
    words = {row["id"]: row["word"] for row in found}
    lost, changed, send_again = [], [], []
    if len(words) == len(journal):  # all of them are there
        return {"lost": [], "changed": [], "send_again": []}
    for row in journal:
        if row["id"] in words:
            if words[row["id"]] != row["word"]:
                changed.append(row["id"])
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
        else:
            send_again.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
