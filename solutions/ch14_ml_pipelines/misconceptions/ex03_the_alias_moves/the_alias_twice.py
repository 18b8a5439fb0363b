# id: the-alias-twice
# check: test_in_the_middle_of_an_answer
# why: An alias can stand wherever a name can, so it is used in both calls. Each call looks it up for itself, at a different moment.
# source: docs v3.0.x, Manage Aliases (an alias is resolved when a request arrives)
# BEGIN SOLUTION answer
    collection = client.describe_alias(alias=alias)["collection_name"]
    model = client.describe_collection(collection)["properties"]["model"]
    (hits,) = client.search(alias, data=[list(embed(model, [text])[0])], limit=k, consistency_level="Strong")
    return [hit["id"] for hit in hits]
# END SOLUTION
