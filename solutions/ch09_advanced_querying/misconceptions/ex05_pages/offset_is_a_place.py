# id: offset-is-a-place
# check: test_offers_come_and_go
# why: limit and offset are what pages are made of. The offset counts from the front of the ranking as it is now; one new offer in front moves every later one back by one, and the last of the page comes twice.
# source: docs v3.0.x, single-vector-search.md, "Use Limit and Offset" (the only way to page that it shows); run here: the lesson counts the rows that an offset skips
# BEGIN SOLUTION
    at = int(token or 0)
    hits = client.search(name, data=[vector], limit=3000)[0]
    ranking = sorted((hit["distance"], hit["id"]) for hit in hits)
    ids = [id for _, id in ranking[at : at + size]]
    return ids, str(at + size) if len(ranking) > at + size else None
# END SOLUTION
