"""A query finds who fits, with brackets and || for the colors; the search then looks among those keys only."""


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    wanted = ["id >= 0"]
    if colors is not None:
        wanted.append("(" + (" || ".join(f"color == '{c}'" for c in colors) or "id < 0") + ")")
    if max_price is not None:
        wanted.append(f"not (price > {int(max_price)})")
    if tags:
        wanted.append(f"ARRAY_CONTAINS_ALL(tags, {list(tags)})")
    if country is not None:
        wanted.append(f"spec['maker']['country'] == '{country}'")
    fit = [row["id"] for row in client.query(name, filter=" && ".join(wanted), output_fields=["id"], limit=16_384)]
    if not fit:
        return []
    return [hit["id"] for hit in client.search(name, [vector], filter=f"id in {fit}", limit=k, search_params={"metric_type": "L2"})[0]]
