# expect: passed
# because: the same criteria kept with or-chains in brackets, array_contains_all, single quotes; a generator yields the conditions
def conditions(colors, max_price, tags, country):
    if colors is not None:
        yield " or ".join(f"color == '{color}'" for color in colors)
    if max_price is not None:
        yield f"price <= {int(max_price)}"
    if tags:
        yield f"array_contains_all(tags, {list(tags)})"
    if country is not None:
        yield f"spec['maker']['country'] == '{country}'"


def find(client, name, vector, k, colors=None, max_price=None, tags=None, country=None):
    if colors is not None and len(colors) == 0:
        return []
    expression = " and ".join(f"({condition})" for condition in conditions(colors, max_price, tags, country))
    [hits] = client.search(
        collection_name=name,
        data=[vector],
        anns_field="vector",
        search_params={"metric_type": "L2"},
        filter=expression,
        limit=k,
        output_fields=["id"],
        consistency_level="Strong",
    )
    return [hit["id"] for hit in hits]
