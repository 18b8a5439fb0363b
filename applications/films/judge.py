"""`python -m applications.films.judge`: recall@10 through Milvus against three baselines, on ratings that training never saw.

The last five films that each user rated 4 stars or better are hidden, if they have at least 15 such; the factors come from what remains. Of the hidden
films recall@10 says which share is among the ten that are recommended. `--users 100` asks for fewer users, spread evenly; the baselines are then
asked for the same.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from applications import serve
from applications.films import data, model, rank, store

NAME = "films_judged"


def scores(likes: model.Vectors, seed: int = 0) -> dict[str, model.Vectors]:
    """What each baseline says of every user and film, shape (users, films)."""
    popular = likes.sum(axis=0)
    similar = model.unit(np.ascontiguousarray(likes.T))  # a row per film: who liked it
    item_item = (likes @ similar) @ similar.T - likes * (similar * similar).sum(axis=1)
    chance = np.random.default_rng(seed).random(likes.shape, np.float32)
    return {"random": chance, "popularity": np.broadcast_to(popular, likes.shape), "item-item": item_item}


def best(row: model.Vectors, seen: list[int], k: int = 10) -> list[int]:
    """The k best of one user's scores that were not seen; of equal ones the smaller id."""
    left = row.astype(np.float64)
    left[seen] = -np.inf
    return [int(film) for film in np.argsort(-left, kind="stable")[:k]]


def judge(client: Any, most: int = 1000) -> dict[str, float]:
    """Mean recall@10 of the baselines, and of what Milvus returns for the factors with both metrics.

    Args:
        client: a MilvusClient; two collections are made and dropped again.
        most: users to ask for.
    """
    ratings = data.ratings()
    known, hidden = data.hide_last(ratings)
    asked = sorted(hidden)[:: max(1, -(-len(hidden) // most))]
    likes = ratings.likes(known)
    vectors = model.factors(likes)
    seen = {user: ratings.seen(user, known) for user in asked}

    def mean(found: dict[int, list[int]]) -> float:
        return float(np.mean([rank.recall(found[user], hidden[user]) for user in asked]))

    result = {name: mean({user: best(table[user], seen[user]) for user in asked}) for name, table in scores(likes).items()}
    for metric in ("COSINE", "IP"):
        if client.has_collection(NAME):
            client.drop_collection(NAME)
        store.create(client, NAME, metric)
        try:
            store.add_films(client, data.films(), vectors, likes.sum(axis=0), NAME)
            client.flush(NAME)
            found = {}
            for user in asked:
                mine = model.taste(vectors, np.flatnonzero(likes[user]).tolist()).tolist()
                found[user] = [film["id"] for film in store.nearest(client, mine, 10, store.condition(seen[user]), NAME)]
            result[f"factors, {metric}"] = mean(found)
        finally:
            client.drop_collection(NAME)
    return result


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--users", type=int, default=1000)
    options = arguments.parse_args()
    from pymilvus import MilvusClient

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="films-", ignore_cleanup_errors=True) as folder, serve.milvus(Path(folder) / "milvus") as uri:
        for name, value in judge(MilvusClient(uri=uri), options.users).items():
            print(f"{name:18s} recall@10 {value:.3f}")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
