# id: the-constant-is-small
# check: test_unseen_pictures
# why: A cosine looks at directions, so means do not matter, and the search takes the words as they are. But the constant that all captions share turns every direction towards itself.
# source: Mu and Viswanath, All-but-the-Top (2018): word vectors share a large common vector
# BEGIN SOLUTION find
    (hits,) = client.search(name, data=[np.asarray(words, float).tolist()], limit=k)
    return [hit["id"] for hit in hits]
# END SOLUTION
