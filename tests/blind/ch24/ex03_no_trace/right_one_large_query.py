# expect: passed
# because: "There may be 5,000 rows of a person, and 5,000 that they read": one query each with limit 16,384, deletion by filter
import json

MOST = 16_384


def traces(client, login, names):
    text = json.dumps(login, ensure_ascii=False)
    found = {}
    for name in names:
        ids = set()
        for where in (f"owner == {text}", f"array_contains(readers, {text})"):
            ids.update(row["id"] for row in client.query(name, filter=where, output_fields=["id"], limit=MOST))
        found[name] = sorted(ids)
    return found


def erase(client, login, names):
    text = json.dumps(login, ensure_ascii=False)
    done = {}
    for name in names:
        deleted = len(client.query(name, filter=f"owner == {text}", output_fields=["id"], limit=MOST))
        if deleted:
            client.delete(name, filter=f"owner == {text}")
        rows = client.query(name, filter=f"owner != {text} and array_contains(readers, {text})", output_fields=["*"], limit=MOST)
        changed = []
        for row in rows:
            row = dict(row)
            row["readers"] = [one for one in list(row["readers"]) if one != login]
            changed.append(row)
        while changed:
            client.upsert(name, changed[:1000])
            changed = changed[1000:]
        done[name] = {"deleted": deleted, "changed": len(rows)}
    return done
