# expect: failed|partial
# because: makes its ticket visible by flush_all()
def add_and_list(client, name, ticket):
    client.insert(name, ticket)
    done = []
    for f in (lambda: client.flush_all(),):
        try: f(); done.append("ok")
        except Exception as e: done.append(f"{type(e).__name__} {e}"[:120])
    print(done)
    return [h["id"] for h in client.search(name, data=[ticket["vector"]], limit=5, consistency_level="Session")[0]]
def audit(client, name): return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
def suggest(client, name, vector, k): return [h["id"] for h in client.search(name, data=[vector], limit=k)[0]]
