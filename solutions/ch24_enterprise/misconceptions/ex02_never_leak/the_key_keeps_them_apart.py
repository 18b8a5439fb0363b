# id: the-key-keeps-them-apart
# check: test_own_firm_only
# why: The partition key puts each firm into a partition, so a search stays in it. A search without the key in its filter goes through all partitions, and a partition has many firms.
# source: docs v3.0.x use-partition-key.md (the filter has to name the key)
# BEGIN SOLUTION search
    if not person["groups"]:
        return []
    groups = ", ".join(literal(group) for group in person["groups"])
    hits = client.search(name, data=[vector], filter=f"array_contains_any(groups, [{groups}])", limit=k)[0]
    return [hit["id"] for hit in hits]
    # END SOLUTION
