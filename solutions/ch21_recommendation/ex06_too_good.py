"""Bug hunt: too good.

A recommender reports a recall of 0.4, and its users see nothing of that. The code below measures it. Find **five** mistakes; each makes the number better or makes it mean something else.

Ratings are a list of `(user, film, stars, when)`: two INT64 ids, 0.5 to 5 stars, and a whole number of seconds. They come in any order; a user rates a film once, and one thing at a time.

- `split(ratings, last)` hides, of each user with at least `2 * last` films rated 4 stars or better, the latest `last` of these films. It returns `(known, hidden)`: `hidden` maps each such user to the set of their hidden films. `known` is a list of ratings: of a user with hidden
  films all those from before the first hidden one, of any other user all.
- `evaluate(client, name, ratings, last, k, train)` measures. `train(likes)` is given, it learns: `likes` maps each user to the list of **known** films that they rated 4 stars or better, users without such a film are left out; it returns `{film: vector}` for the films that it was told of. The vectors go into the collection
  `name` (`id`, `vector`, IP, Strong), which may hold films of an earlier run; afterwards it holds the films of this run and no others.
  Then each user who has hidden films is asked for: the sum of the vectors of their known likes is searched, and `k` films are found that are not among their known ratings, good or bad. Their recall is the share of their hidden films that was found. `evaluate` returns
  the mean over **all** users with hidden films; 0.0 if there are none. Every user with hidden films has known likes.
"""


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
        recalls.append(len({hit["id"] for hit in hits} & wanted) / len(wanted))
    return sum(recalls) / len(recalls) if recalls else 0.0


def store(client, name, vectors):
    """The films of this run, and no others."""
    client.delete(name, filter=f"id not in {list(vectors)}" if vectors else "id >= 0 or id < 0")
    if vectors:
        client.upsert(name, [{"id": film, "vector": list(vector)} for film, vector in vectors.items()])
