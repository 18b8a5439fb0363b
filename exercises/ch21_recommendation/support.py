"""What the checks of chapter 21 share: a town with tastes and famous films, collections, and the baselines."""

import functools

import numpy as np
from pymilvus import DataType


def collection(client, name, fields, dim, *, vector="vector", metric="IP"):
    """A loaded collection whose every read sees every row; `fields` are (name, type, further arguments of add_field)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    schema.add_field(vector, DataType.FLOAT_VECTOR, dim=dim)
    index = client.prepare_index_params(vector, index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def insert(client, name, rows):
    """All rows, some at a time."""
    for start in range(0, len(rows), 1000):
        client.insert(name, rows[start : start + 1000])


def new_ids(rng, n):
    """n different keys that are no positions, one of them negative."""
    ids = [int(i) for i in 1000 + rng.choice(900_000, size=n, replace=False)]
    return [-ids[0], *ids[1:]]


@functools.lru_cache(maxsize=4)
def town(seed, people=320, films=600, tastes=6, strangers=200):
    """Who liked what, in a town with six tastes.

    Returns:
        The likes of the people, {user: [film id, ...]}; of strangers who are not among them a list of (liked, hidden); both have
        6 to 11 likes, in any order, and 8 more are hidden.
    """
    rng = np.random.default_rng([seed, 211])
    film, person = rng.dirichlet([0.15] * tastes, size=films), rng.dirichlet([0.25] * tastes, size=people + strangers)
    fame = (1 + rng.permutation(films)) ** -0.6
    ids = new_ids(rng, films)
    likes, hidden = {}, []
    for one in range(people + strangers):
        chance = fame * np.exp(6 * (person[one] @ film.T) / np.linalg.norm(film, axis=1))
        number = int(rng.integers(6, 12))
        chosen = [ids[i] for i in rng.permutation(rng.choice(films, size=number + 8, replace=False, p=chance / chance.sum()))]
        if one < people:
            likes[100 + one] = chosen[:number]
        else:
            hidden.append((chosen[:number], set(chosen[number:])))
    return likes, hidden


def baselines(likes, hidden, k):
    """recall@k of popularity and of item-item for these strangers."""
    ids = sorted({film for liked in likes.values() for film in liked})
    place = {film: i for i, film in enumerate(ids)}
    table = np.zeros((len(likes), len(ids)))
    for row, liked in enumerate(likes.values()):
        table[row, [place[film] for film in liked]] = 1
    popular = table.sum(axis=0)
    unit = table / np.linalg.norm(table, axis=0)
    similar = unit.T @ unit
    np.fill_diagonal(similar, 0)
    found = {"popularity": [], "item-item": []}
    for liked, wanted in hidden:
        known = [place[film] for film in liked if film in place]
        for name, score in (("popularity", popular), ("item-item", similar[known].sum(axis=0))):
            score = score.copy()
            score[known] = -1
            best = [ids[i] for i in np.argsort(-score, kind="stable")[:k]]
            found[name].append(len(set(best) & wanted) / len(wanted))
    return {name: float(np.mean(values)) for name, values in found.items()}


def as_ids(found):
    """A list of ids, or None."""
    return [int(i) for i in found] if isinstance(found, list | tuple) and all(isinstance(i, (int, np.integer)) and not isinstance(i, bool) for i in found) else None
