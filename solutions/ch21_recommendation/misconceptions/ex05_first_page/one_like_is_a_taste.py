# id: one-like-is-a-taste
# check: test_some_likes
# why: As soon as there is a vector, search with it: the code has one branch, for users without likes. One film's neighbors are then all that a new user sees.
# source: Cold-start sections of recommender tutorials, which know “new” and “not new” only
# BEGIN SOLUTION first_page
    liked = sorted(set(liked))
    known = client.get(name, ids=liked, output_fields=["vector"]) if liked else []
    taste = by_taste(client, name, known, liked, limit) if known else []
    if len(known) >= 1:
        return taste
    popular = by_likes(client, name, liked, genres)
    if not known:
        return popular[:limit]
    page, lists, turn = [], [iter(taste), iter(popular)], 0
    while len(page) < limit:
        found = next((film for film in lists[turn % 2] if film not in page), None)
        if found is not None:
            page.append(found)
        elif len(page) == len(popular):
            break
        turn += 1
    return page
    # END SOLUTION
