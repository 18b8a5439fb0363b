# expect: failed|partial
# because: the share of the page instead of the share of the hidden films
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
        known += [rating for rating in mine if rating[3] < good[-last][3]]
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
    store(client, name, vectors)
    recalls = []
    for user, wanted in hidden.items():
        taste = [sum(numbers) for numbers in zip(*(vectors[film] for film in likes[user]), strict=True)]
        (hits,) = client.search(name, data=[taste], limit=k, filter=f"id not in {seen[user]}")
        recalls.append(len({hit["id"] for hit in hits} & wanted) / k)
    return sum(recalls) / len(recalls) if recalls else 0.0


def store(client, name, vectors):
    """The films of this run, and no others."""
    client.delete(name, filter=f"id not in {list(vectors)}" if vectors else "id >= 0 or id < 0")
    if vectors:
        client.upsert(name, [{"id": film, "vector": list(vector)} for film, vector in vectors.items()])
