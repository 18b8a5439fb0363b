"""What is shipped: 100,004 ratings with their times, and facts about 9,066 films.

The ratings are MovieLens, collected by GroupLens at the University of Minnesota: for research, not for commercial use. The
facts are Wikidata's (CC0). `lessons/data/films.NOTICE` has the conditions, `lessons/data/make_films.py` makes the files.
"""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[2] / "lessons" / "data"
LIKED = 3.5
"""Stars from which a rating counts as “liked”: the upper 62 percent of all ratings."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Film:
    """One film. `year` and `minutes` are 0, texts empty, where nothing is known."""

    id: int
    title: str
    year: int
    genres: tuple[str, ...]
    director: str
    country: str
    language: str
    minutes: int


@dataclass(frozen=True)
class Ratings:
    """One entry per rating, in the order of time.

    Attributes:
        user: 0 to 670.
        film: a `Film.id`, 0 to 9,065.
        stars: 0.5 to 5.
        when: seconds since 1970.
    """

    user: NDArray[np.int64]
    film: NDArray[np.int64]
    stars: NDArray[np.float32]
    when: NDArray[np.int64]
    users: int = 671
    films: int = 9_066

    def likes(self, of: Mask | None = None) -> NDArray[np.float32]:
        """The implicit feedback, float32 of shape (users, films): 1 where a rating of these is at least `LIKED` stars."""
        liked = self.stars >= LIKED if of is None else (self.stars >= LIKED) & of
        table = np.zeros((self.users, self.films), np.float32)
        table[self.user[liked], self.film[liked]] = 1
        return table

    def seen(self, user: int, of: Mask | None = None) -> list[int]:
        """What a user has rated, liked or not, the latest last."""
        mine = self.user == user if of is None else (self.user == user) & of
        return [int(film) for film in self.film[mine]]


@functools.cache
def films() -> tuple[Film, ...]:
    """Every film; a film's id is its place."""
    with (FOLDER / "films.json").open(encoding="utf-8") as file:
        rows = json.load(file)["films"]
    return tuple(Film(id, title, year, tuple(g for g in genres.split("|") if g), *rest) for id, (title, year, genres, *rest) in enumerate(rows))


@functools.cache
def ratings() -> Ratings:
    """Every rating, the oldest first."""
    with np.load(FOLDER / "films.npz", allow_pickle=False) as archive:
        user, film, when = (archive[name].astype(np.int64) for name in ("user", "film", "when"))
        return Ratings(user, film, archive["stars2"].astype(np.float32) / 2, when)


def hide_last(all_: Ratings, last: int = 5, at_least: int = 15, good: float = 4.0) -> tuple[Mask, dict[int, set[int]]]:
    """Split each user's ratings by time: the last films that they rated `good` or better are hidden.

    Returns:
        Which ratings may be known, and per user with at least `at_least` such films the hidden ones.
    """
    known, hidden = np.ones(len(all_.user), bool), {}
    for user in range(all_.users):
        good_ones = np.flatnonzero((all_.user == user) & (all_.stars >= good))
        if len(good_ones) >= at_least:
            known[good_ones[-last:]] = False
            hidden[user] = {int(film) for film in all_.film[good_ones[-last:]]}
    return known, hidden


def before(all_: Ratings, share: float = 0.8) -> Mask:
    """Split everyone's ratings by one date: the first `share` of all ratings may be known."""
    return all_.when < np.quantile(all_.when, share)
