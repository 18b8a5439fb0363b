"""Another style: loops and sorted()."""


def nearest(rows, query, k):
    cost = [(sum((float(a) - float(b)) ** 2 for a, b in zip(row, query)), i) for i, row in enumerate(rows)]
    return [i for _, i in sorted(cost)[:k]]


def load(client, name, rows):
    schema = client.create_schema()
    schema.add_field("id", 5, is_primary=True)
    schema.add_field("vector", 101, dim=len(rows[0]))
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index)
    for i, row in enumerate(rows):
        if i % 100 == 0:
            client.insert(name, [{"id": j, "vector": [float(x) for x in rows[j]]} for j in range(i, min(i + 100, len(rows)))])


def search(client, name, query, k):
    return [hit.id for hit in client.search(name, [list(map(float, query))], limit=k)[0]]
