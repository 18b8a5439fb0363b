# expect: failed|partial
# because: "known ... all those from before the first hidden one": the ratings below 4 are lost
def split(ratings, last):
    """Which ratings are known, and which films of whom are hidden."""
    by_user = {}
    for rating in sorted(ratings, key=lambda rating: rating[3]):
        by_user.setdefault(rating[0], []).append(rating)
    known, hidden = [], {}
    for user, mine in by_user.items():
        good = [rating for rating in mine if rating[2] >= 4]
        if len(good) < 2 * last:
            known += mine
            continue
        hidden[user] = {film for _, film, _, _ in good[-last:]}
        known += [rating for rating in good if rating[3] < good[-last][3] and rating[1] not in hidden[user]]
    return known, hidden


def evaluate(client, name, ratings, last, k, train):
    """The mean recall of k films."""
    known, hidden = split(ratings, last)
    likes, seen = {}, {}
    for user, film, stars, _ in known:
        seen.setdefault(user, []).append(film)
        if stars >= 4:
            likes.setdefault(user, []).append(film)
    vectors = train(likes)
    iterator, old = client.query_iterator(name, batch_size=1000, filter="", output_fields=["id"], consistency_level="Strong"), []
    while batch := iterator.next():
        old += [row["id"] for row in batch if row["id"] not in vectors]
    iterator.close()
    if old:
        client.delete(name, ids=old)
    if vectors:
        client.upsert(name, [{"id": film, "vector": [float(x) for x in vector]} for film, vector in vectors.items()])
    recalls = []
    for user, wanted in hidden.items():
        taste = [float(sum(numbers)) for numbers in zip(*(vectors[film] for film in likes[user]), strict=True)]
        (hits,) = client.search(name, data=[taste], limit=k, filter=f"id not in {seen[user]}", consistency_level="Strong")
        found = {hit["id"] for hit in hits} & wanted
        recalls.append(len(found) / len(wanted))
    return sum(recalls) / len(recalls) if recalls else 0.0
