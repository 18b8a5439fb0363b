# id: query-gets-it-too
# check: test_the_ranking
# why: Rows and queries are usually prepared in the same way, so the query gets a filling number, too. Here the two sides are meant to differ.
# source: https://github.com/spotify/annoy/pull/628 (the extra component counts for the rows; "the input vector must have it being equal to 0")
# BEGIN SOLUTION query
    return np.append(query, np.linalg.norm(query))
# END SOLUTION
