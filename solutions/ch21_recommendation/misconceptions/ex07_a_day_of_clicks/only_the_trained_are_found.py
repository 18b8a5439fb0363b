# id: only-the-trained-are-found
# check: test_new_films
# why: A film without likes has no factors. So it gets a vector of zeros, and waits for the night; among the others it is never near.
# source: the cold start of factor models, as chapter 21 shows it under “End-to-end Implementation”
# BEGIN SOLUTION arrive
    client.upsert(f"{name}_films", [{"id": film, "genre": genre, "fans": 0, "new": True, "vector": [0.0] * 8}])
    # END SOLUTION
# BEGIN SOLUTION page
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    left = f"id not in {list(row['liked'])}" if row["liked"] else ""
    if row["liked"]:
        (hits,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=10, filter=left)
        return [hit["id"] for hit in hits]
    popular = client.query(f"{name}_films", filter="fans >= 0", output_fields=["id", "fans"])
    popular.sort(key=lambda film: (-film["fans"], film["id"]))
    return [film["id"] for film in popular[:10]]
    # END SOLUTION
