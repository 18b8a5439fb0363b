# id: a-few-more-will-do
# check: test_nearly_everything
# why: Ask for ten times as many, drop what was seen, and the page is full: so it is for nearly every user, and in every test with new users.
# source: chapter 9, which shows the filter after the search and what it loses; the usual over-fetching of recommender services
# BEGIN SOLUTION next_page
    rows = client.get(people, ids=[user], output_fields=["taste", "seen"])
    if not rows:
        return []
    seen = list(rows[0]["seen"])
    (hits,) = client.search(films, data=[list(rows[0]["taste"])], limit=10 * limit)
    return [hit["id"] for hit in hits if hit["id"] not in seen][:limit]
    # END SOLUTION
