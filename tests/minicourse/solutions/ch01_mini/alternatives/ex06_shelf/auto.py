def build(client, name, rows, m):
    client.create_collection(name, dimension=len(rows[0]), metric_type="L2")
    client.insert(name, [{"id": i, "vector": [float(x) for x in row]} for i, row in enumerate(rows)])
    client.flush(name)
