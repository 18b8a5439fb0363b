# expect: passed
# because: a table of escapes, character by character; titled() reads the owner's documents and compares in Python
ESCAPES = {"\\": "\\\\", '"': '\\"', "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def quoted(text):
    return "'" + "".join(ESCAPES.get(c, c) for c in text) + "'"


def rows(client, name, owner):
    return client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id", "title", "owner"], limit=5000, consistency_level="Strong")


def mine(client, name, owner):
    return [r["id"] for r in rows(client, name, owner)]


def of_these(client, name, owners):
    found = []
    for owner in dict.fromkeys(owners):
        found += mine(client, name, owner)
    return found


def titled(client, name, owner, beginning):
    return [r["id"] for r in rows(client, name, owner) if r["title"].startswith(beginning)]
