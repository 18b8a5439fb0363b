# expect: passed
# because: a JSON text without ASCII escapes is what a filter reads; a range in place of LIKE
import json
def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
def _ids(client, name, text):
    return [int(r["id"]) for r in client.query(collection_name=name, filter=text, output_fields=["id"], limit=16384)]
def mine(client, name, owner):
    return _ids(client, name, "owner == " + quoted(owner))
def of_these(client, name, owners):
    return sorted({i for owner in set(owners) for i in mine(client, name, owner)})
def titled(client, name, owner, beginning):
    return _ids(client, name, f"owner == {quoted(owner)} and title >= {quoted(beginning)} and title < {quoted(beginning + chr(0x10FFFF))}")
