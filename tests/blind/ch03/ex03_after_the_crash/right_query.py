# expect: passed
# because: one query with id in [...], loop and match
def after_the_crash(client, name, journal):
    report = {"lost": [], "changed": [], "send_again": []}
    if not journal:
        return report
    keys = [e["id"] for e in journal]
    found = client.query(name, filter=f"id in {keys}", output_fields=["id", "word"], consistency_level="Strong")
    words = {r["id"]: r["word"] for r in found}
    for e in sorted(journal, key=lambda e: e["id"]):
        if e["id"] in words:
            if words[e["id"]] != e["word"]:
                report["changed"].append(e["id"])
        elif e["state"] == "sent":
            report["send_again"].append(e["id"])
        else:
            report["lost"].append(e["id"])
    return report
