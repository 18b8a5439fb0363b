# id: the-estimate-is-the-index
# check: test_duplicates
# why: The score of the search looks like the similarity, and is near it. With 128 places it is off by up to a tenth, and a border at 0.8 is crossed both ways.
# source: docs v3.0.x minhash-function.md (without refinement candidates are not ranked by Jaccard)
# BEGIN SOLUTION near
    mine = shingles(text)
    if not mine:
        return []
    hits = client.search(name, data=[signature(text)], anns_field="signature", limit=100)[0]
    found = [(hit["id"], round(abs(hit["distance"])) / PLACES) for hit in hits]
    return sorted((pair for pair in found if pair[1] >= least), key=lambda pair: (-pair[1], pair[0]))
# END SOLUTION
