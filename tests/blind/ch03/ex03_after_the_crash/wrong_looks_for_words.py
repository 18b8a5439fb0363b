# expect: failed|partial
# because: 'It also holds rows of other programs': a row counts as present when its word is found under any id, and changed is never found
def after_the_crash(client, name, journal):
    if not journal:
        return {"lost": [], "changed": [], "send_again": []}
    import json

    wanted = json.dumps([row["word"] for row in journal], ensure_ascii=False)
    found = client.query(name, filter=f"word in {wanted}", output_fields=["id", "word"], consistency_level="Strong")
    there = {row["word"] for row in found}
    lost, changed, send_again = [], [], []
    for row in journal:
        if row["word"] in there:
            continue
        elif row["state"] == "acknowledged":
            lost.append(row["id"])
        else:
            send_again.append(row["id"])
    return {"lost": sorted(lost), "changed": sorted(changed), "send_again": sorted(send_again)}
