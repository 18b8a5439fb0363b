# id: search-for-a-fact
# check: test_fact
# why: "It is a vector database, so everything is a search": a vector is made up, and the limit cuts the answer short.
# source: the difference is taught in docs v3.0.x get-and-scalar-query.md; the habit in forum code is search with a zero vector
# BEGIN SOLUTION by_fact
    hits = client.search(name, data=[[0.1] * 64], filter=f'word like "{letter}%"', limit=10, output_fields=["word"])[0]
    return sorted(hit["entity"]["word"] for hit in hits)
# END SOLUTION
