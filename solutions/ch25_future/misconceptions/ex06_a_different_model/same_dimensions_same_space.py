# id: same-dimensions-same-space
# check: test_articles
# why: The new vectors have as many dimensions, so they can replace the old ones bit by bit. Until the last one is replaced, one half of the collection is asked in a language that it does not speak.
# source: rolling re-embedding by upsert into the live collection, a common proposal where the schema does not change; the lesson measures what a query of a different model finds
# BEGIN SOLUTION migrate
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"]}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "not at all"}
    if collection == "articles":
        return {"way": "in place", "per_day": given["budget"] - given["arrivals"]}
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": 0, "both": False}
    # END SOLUTION
