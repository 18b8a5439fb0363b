# expect: failed|partial
# because: quotes and backslashes are thrown away, so O'Brien and OBrien are one
def clean(text):
    return "".join(c for c in text if c not in "\"'\\\n\r\t")


def mine(client, name, owner):
    rows = client.query(name, filter=f'owner == "{clean(owner)}"', output_fields=["id"], limit=5000, consistency_level="Strong")
    return [r["id"] for r in rows]


def of_these(client, name, owners):
    return [i for owner in owners for i in mine(client, name, owner)]


def titled(client, name, owner, beginning):
    rows = client.query(name, filter=f'owner == "{clean(owner)}"', output_fields=["id", "title"], limit=5000, consistency_level="Strong")
    return [r["id"] for r in rows if r["title"].startswith(beginning)]
