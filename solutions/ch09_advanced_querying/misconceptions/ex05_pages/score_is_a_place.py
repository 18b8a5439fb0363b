# id: score-is-a-place
# check: test_nobody_writes
# why: "Everything behind the last score" is a range. But a score is shared: those that tie with the last one of a page, and were not on it, are skipped.
# source: https://elastic.co/guide/en/elasticsearch/reference/6.6/search-request-search-after.html (without a tiebreaker equal values "could lead to missing or duplicate results")
# BEGIN SOLUTION
    hits = client.search(name, data=[vector], limit=3000)[0]
    places = sorted((hit["distance"], hit["id"]) for hit in hits)
    if token is not None:
        places = [place for place in places if place[0] > float(token)]
    shown = places[:size]
    return [id for _, id in shown], repr(shown[-1][0]) if len(places) > size else None
# END SOLUTION
