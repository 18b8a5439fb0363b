# expect: failed|partial
# because: 'One that is there must not be sent again: Milvus would keep it twice': every sent row is named, also those that arrived
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    ids = [row["id"] for row in journal]
    found = client.query(name, filter=f"id in {ids}", output_fields=["id", "word"], consistency_level="Strong")
    words = {row["id"]: row["word"] for row in found}
    lost, changed, send_again = [], [], []
    for row in journal:
        if row["state"] == "sent":
            send_again.append(row["id"])
        if row["id"] in words:
            if words[row["id"]] != row["word"]:
                changed.append(row["id"])
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
