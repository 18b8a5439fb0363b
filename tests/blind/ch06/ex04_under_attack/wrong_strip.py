# expect: failed|partial
# because: blanks at the ends of a name are cut off, and another's documents come
import json
def quoted(text): return json.dumps(text.strip(), ensure_ascii=False)
def mine(client, name, owner): return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id"])]
def of_these(client, name, owners): return [r["id"] for r in client.query(name, filter=f"owner in [{', '.join(map(quoted, owners))}]", output_fields=["id"])] if owners else []
def titled(client, name, owner, beginning):
    return [r["id"] for r in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id", "title"]) if r["title"].startswith(beginning)]
