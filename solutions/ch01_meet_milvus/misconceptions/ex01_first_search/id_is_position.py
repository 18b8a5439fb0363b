# id: id-is-position
# check: test_nearest_word
# why: In the first tutorials ids run 0, 1, 2 …, so a hit's id looks like a position in the list that was inserted.
# source: seen wherever a quickstart writes `"id": i` and later `docs[hit["id"]]`; an id is the primary key that you chose
# BEGIN SOLUTION
    client.create_collection(name, dimension=len(cards[0]["vector"]))
    client.insert(name, cards)
    hits = client.search(name, data=[query], limit=1)
    return cards[hits[0][0]["id"] % len(cards)]["word"]
# END SOLUTION
