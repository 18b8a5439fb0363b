"""The nearest offer, then the nearest offer of any other shop, and so on."""


def best_of_each(client, name, vector, k, wanted=""):
    found = []
    for _ in range(k):
        others = "".join(f" && shop != {shop}" for shop, _ in found)
        (hits,) = client.search(name, [vector], limit=1, filter=f"({wanted or 'id >= 0'}){others}", output_fields=["shop"])
        if not hits:
            return found
        found.append((hits[0]["entity"]["shop"], hits[0]["id"]))
    return found
