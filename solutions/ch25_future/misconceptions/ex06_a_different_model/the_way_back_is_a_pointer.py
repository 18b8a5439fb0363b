# id: the-way-back-is-a-pointer
# check: test_articles
# why: The alias moves, and can move back, so there is a way back. What has arrived since is not there.
# source: blue-green changes with an alias (docs v3.0.x, Manage Aliases), which say nothing of rows that are written after the move
# BEGIN SOLUTION migrate
    if collection == "drafts":
        return {"way": "in place", "per_day": given["documents"]}
    if collection == "sessions":
        return {"way": "as they come"}
    if collection == "archive":
        return {"way": "not at all"}
    return {"way": "aside", "per_day": given["budget"] - 2 * given["arrivals"], "keep": given.get("back", 0), "both": False}
    # END SOLUTION
