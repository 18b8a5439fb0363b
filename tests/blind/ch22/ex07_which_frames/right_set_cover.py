# expect: passed
# because: a greedy cover: the video with the smallest share found gets the frame that finds most of its seconds not found yet; upsert
import numpy as np

ENOUGH = 0.901  # a little over 0.9, for rounding


class Film:
    def __init__(self, title, vectors):
        self.title = title
        self.vectors = np.asarray(vectors, dtype=np.float32)
        v = self.vectors.astype(float)
        self.finds = (v @ v.T >= ENOUGH) | np.eye(len(v), dtype=bool)
        self.open = np.ones(len(v), dtype=bool)
        self.seconds = []

    def share(self):
        return 1 - self.open.mean()

    def keep_one(self):
        second = int(self.finds[:, self.open].sum(axis=1).argmax())
        self.open &= ~self.finds[second]
        self.seconds.append(second)


def store(client, name, videos, budget):
    films = [Film(title, vectors) for title, vectors in videos.items()]
    for film in films:
        film.keep_one()
    for _ in range(budget - len(films)):
        film = min(films, key=Film.share)
        if not film.open.any():
            break
        film.keep_one()
    rows = []
    for film in films:
        for second in sorted(film.seconds):
            rows.append({"id": len(rows) + 1, "video": film.title, "second": second, "vector": film.vectors[second].tolist()})
    client.upsert(name, rows)
    return len(rows)
