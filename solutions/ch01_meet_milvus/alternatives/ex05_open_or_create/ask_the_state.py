"""List, look at the load state, count by keys."""


def open_or_create(client, name, cards):
    if name not in client.list_collections():
        client.create_collection(name, dimension=len(cards[0]["vector"]), metric_type="COSINE")
        for start in range(0, len(cards), 50):
            client.insert(name, cards[start : start + 50])
        client.flush(name)
    if "Loaded" not in str(client.get_load_state(name)["state"]) or "NotLoad" in str(client.get_load_state(name)["state"]):
        client.load_collection(name)
    return len(client.query(name, filter="id >= 0", output_fields=["id"], limit=16_000, consistency_level="Strong"))
