"""Beat popularity.

A cinema knows what its members liked, and nothing else. Recommend to people who are **not** among those members, from a handful of films that they like.

- `build(client, name, likes, dim)`: `likes` maps each member's id to a list of the ids of films that the member liked (each film once). Make the collection `name`
  with `id` (INT64, the key) and `vector` (`dim` numbers), searchable at once, with one row for each film that any member liked, and return how many films it holds. Learn the vectors from the likes.
- `recommend(client, name, liked, limit)` returns a list of the ids of `limit` films (1 to 50) for a person who likes `liked`, best first, none of them in `liked`; fewer only if the collection has no
  more. The ranking is a search in Milvus, and a shorter page is the beginning of a longer one. Ids in `liked` that the collection does not hold are passed over. If none is left, or `liked` is empty, it returns `[]`. All it knows is in Milvus: it may run in a different process.

Some members are much alike, in about six ways, and `dim` is a little larger than that. There are up to 400 members and up to 700 films. Films are famous to very different degrees.

200 people of the same town test it. Of each, 6 to 11 liked films are given and 8 more are hidden; recall@10 is the share of the hidden films among the ten recommended. Your mean must be at least **1.1 times**
that of the most popular films, and at least **1.1 times** that of item-item: the films whose fans are most like those of `liked`, by cosine.
"""

import numpy as np
from pymilvus import DataType
from grader.learner import NotStarted


def build(client, name, likes, dim):
    """A row per film in Milvus; returns how many."""
    raise NotStarted("build")


def recommend(client, name, liked, limit):
    """The ids of the best films for these likes."""
    raise NotStarted("recommend")
