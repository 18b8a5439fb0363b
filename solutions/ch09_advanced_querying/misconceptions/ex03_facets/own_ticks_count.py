# id: own-ticks-count
# check: test_ticks, test_rare_and_none
# why: The list is filtered, so its facets are counted under the same filter. Then ticking one maker makes all others vanish, and no customer can tick a second.
# source: https://elastic.co/docs/reference/elasticsearch/rest-apis/filter-search-results ("how many Gucci shirts are available in other colors": counts under all filters show only the color that was chosen)
# BEGIN SOLUTION
    counts = {}
    every = " and ".join(condition(f, values) for f, values in chosen.items())
    for field in ("maker", "year", "tags"):
        counts[field] = dict(Counter(value for row in rows(client, name, every, field) for value in values_of(row, field)))
    return counts
# END SOLUTION
