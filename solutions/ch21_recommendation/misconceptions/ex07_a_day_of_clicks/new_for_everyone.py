# id: new-for-everyone
# check: test_new_films
# why: Two places of the page are kept for what is new, and what is new is the same for all. So the two newest films are on every page, whatever the user likes.
# source: “new releases” shelves, which are one list for all users; chapter 21 compares a user with what the films of a genre have in common
# BEGIN SOLUTION arrive
    client.upsert(f"{name}_films", [{"id": film, "genre": genre, "fans": 0, "new": True, "vector": [0.0] * 8}])
    # END SOLUTION
