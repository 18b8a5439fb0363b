# expect: failed|partial
# because: beginnings are compared without regard to capitals
import json
def quoted(text): return json.dumps(text, ensure_ascii=False)
def mine(client, name, owner): return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id"])]
def of_these(client, name, owners): return [i for o in dict.fromkeys(owners) for i in mine(client, name, o)]
def titled(client, name, owner, beginning):
    return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id", "title"]) if r["title"].casefold().startswith(beginning.casefold())]
