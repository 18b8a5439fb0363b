# expect: passed
# because: count(*) of the unfilled tickets decides; ids first, then get() for each 64
def unfilled(client, name):
    return client.query(name, filter="filled == false", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def backfill(client, name, embed2, most):
    wanted = min(most, unfilled(client, name))
    if wanted == 0:
        return 0
    ids = [row["id"] for row in client.query(name, filter="not (filled == true)", output_fields=["id"], limit=wanted, consistency_level="Strong")]
    done = 0
    while done < len(ids):
        tickets = client.get(name, ids=ids[done : done + 64], output_fields=["*"], consistency_level="Strong")
        vectors = list(embed2([ticket["text"] for ticket in tickets]))
        client.upsert(name, [{**ticket, "vector2": vectors[i], "filled": True} for i, ticket in enumerate(tickets)])
        done += 64
    return len(ids)


def search(client, name, text, k, embed1, embed2):
    if unfilled(client, name) == 0:
        vector, field = embed2([text])[0], "vector2"
    else:
        vector, field = embed1([text])[0], "vector"
    (hits,) = client.search(collection_name=name, data=[vector], anns_field=field, limit=k, output_fields=["id"], consistency_level="Strong")
    return [hit["id"] for hit in hits]
