# expect: failed|partial
# because: "no search may ask for more than 100 films" and "best first": a grouping search of limit groups of most films, returned group after group
def varied(client, name, taste, limit, most):
    """The ids of the best films, at most `most` of each genre."""
    (hits,) = client.search(name, data=[taste], limit=limit, group_by_field="genre", group_size=most, output_fields=["genre"], consistency_level="Strong")
    return [hit["id"] for hit in hits][:limit]
