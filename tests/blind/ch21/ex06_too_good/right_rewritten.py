# expect: passed
# because: "afterwards it holds the films of this run and no others": written anew with delete by filter, a margin instead of the filter, and counts instead of lists
from collections import defaultdict


def split(ratings, last):
    histories = defaultdict(list)
    for user, film, stars, when in ratings:
        histories[user].append((when, film, stars))
    hidden, border = {}, {}
    for user, history in histories.items():
        good = sorted(((when, film) for when, film, stars in history if stars >= 4), reverse=True)
        if len(good) >= 2 * last:
            hidden[user] = {film for _, film in good[:last]}
            border[user] = good[last - 1][0]
    known = [rating for rating in ratings if rating[0] not in border or rating[3] < border[rating[0]]]
    return known, hidden


def evaluate(client, name, ratings, last, k, train):
    known, hidden = split(ratings, last)
    likes, seen = defaultdict(list), defaultdict(set)
    for user, film, stars, _ in known:
        seen[user].add(film)
        if stars >= 4:
            likes[user].append(film)
    vectors = train(dict(likes))
    client.delete(name, filter=f"id not in {[int(film) for film in vectors]}" if vectors else "id >= 0 or id < 0")
    rows = [{"id": int(film), "vector": [float(x) for x in vector]} for film, vector in vectors.items()]
    for start in range(0, len(rows), 500):
        client.upsert(name, rows[start : start + 500])
    total = 0.0
    for user in hidden:
        columns = zip(*[vectors[film] for film in likes[user]])
        hits = client.search(name, data=[[float(sum(column)) for column in columns]], limit=k + len(seen[user]), consistency_level="Strong")[0]
        page = [hit["id"] for hit in hits if hit["id"] not in seen[user]][:k]
        total += sum(film in hidden[user] for film in page) / len(hidden[user])
    return total / len(hidden) if hidden else 0.0
