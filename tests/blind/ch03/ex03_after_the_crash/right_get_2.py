# expect: passed
# because: reads by key with client.get at Strong, and classifies with match
from bisect import insort


def after_the_crash(client, name, journal):
    report = dict(lost=[], changed=[], send_again=[])
    keys = [entry["id"] for entry in journal]
    rows = client.get(name, ids=keys, output_fields=["id", "word"], consistency_level="Strong") if keys else []
    now = {row["id"]: row["word"] for row in rows}
    for entry in journal:
        match now.get(entry["id"]), entry["state"]:
            case None, "acknowledged":
                insort(report["lost"], entry["id"])
            case None, "sent":
                insort(report["send_again"], entry["id"])
            case word, _ if word != entry["word"]:
                insort(report["changed"], entry["id"])
    return report
