# expect: failed|partial
# because: 'It also holds rows of other programs; ... they are none of your business': reads the whole collection and reports their rows as changed
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    ids = [row["id"] for row in journal]
    found = client.query(name, filter="id >= 0", output_fields=["id", "word"], consistency_level="Strong")
    words = {row["id"]: row["word"] for row in found}
    lost, changed, send_again = [], [], []
    said = {row["id"]: row["word"] for row in journal}
    changed = [key for key, word in words.items() if said.get(key) != word]
    for row in journal:
        if row["id"] in words:
            continue
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
        else:
            send_again.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
