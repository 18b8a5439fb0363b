# expect: failed|partial
# because: every query ends at 100 documents
import json
def quoted(text): return json.dumps(text, ensure_ascii=False)
def mine(client, name, owner): return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id"], limit=100)]
def of_these(client, name, owners): return [r["id"] for r in client.query(name, filter=f"owner in [{','.join(map(quoted, owners))}]", output_fields=["id"], limit=100)] if owners else []
def titled(client, name, owner, beginning):
    return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id", "title"], limit=100) if r["title"].startswith(beginning)]
