"""The films: its parts by themselves, its number, and what a visitor sees."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from applications import serve
from applications.films import data, judge, model, rank, store
from tests.applications.conftest import started

MATRIX = next(film.id for film in data.films() if film.title == "The Matrix")


@pytest.fixture(scope="module")
def filled(lite):
    """A client of a Milvus that holds films and people."""
    from pymilvus import MilvusClient

    client = MilvusClient(uri=lite)
    assert store.fill(client) == 9066
    assert store.fill(client) == 9066  # there already
    return client


def test_the_data_are_what_their_notice_says():
    """100,004 ratings in the order of time, a film for each id, facts for most."""
    ratings, films = data.ratings(), data.films()
    assert (len(ratings.user), len(np.unique(ratings.user)), len(films)) == (100_004, 671, 9066)
    assert (np.diff(ratings.when) >= 0).all()
    assert set(np.unique(ratings.stars * 2)) == set(range(1, 11))
    assert sum(bool(film.country) for film in films) > 7_000


def test_nothing_hidden_is_known():
    """The split hides the last five good films, and nothing that is known comes from them."""
    ratings = data.ratings()
    known, hidden = data.hide_last(ratings)
    assert len(hidden) == 568
    for user in list(hidden)[::50]:
        mine = known & (ratings.user == user)
        assert not hidden[user] & set(ratings.film[mine].tolist())
        last_good = ratings.when[mine & (ratings.stars >= 4)].max()
        assert all(ratings.when[(ratings.user == user) & (ratings.film == film)][0] >= last_good for film in hidden[user])


def test_factors_are_those_of_the_singular_value_decomposition():
    """The short way over users x users gives the space of NumPy's own decomposition."""
    rng = np.random.default_rng(3)
    likes = (rng.random((40, 90)) < 0.2).astype(np.float32)
    found = model.factors(likes, 7)
    right = np.linalg.svd(likes, full_matrices=False)[2][:7].T
    assert np.allclose(found @ found.T, right @ right.T, atol=1e-4)
    assert np.array_equal(found, model.factors(likes, 7))
    assert np.allclose(model.taste(found, []), 0)


def test_re_ranking_is_exact():
    """Variety keeps the order, ages halve what is positive, two lists take turns."""
    films = [{"id": i, "score": s, "genre": g, "year": y} for i, s, g, y in ((1, 4.0, "a", 2000), (2, 3.0, "a", 2010), (3, 2.0, "b", 2010), (4, -1.0, "b", 1990))]
    assert [f["id"] for f in rank.varied(films, 3, 1)] == [1, 3]
    assert rank.varied([], 10, 1) == []
    aged = rank.newer_wins(films, 2010, 10)
    assert [f["id"] for f in aged] == [2, 3, 1, 4]  # of two scores of 2 the newer one first
    assert [f["id"] for f in rank.mixed(films[:2], films[1:], 3)] == [1, 2, 3]
    assert [f["id"] for f in rank.unseen(films, [2, 9])] == [1, 3, 4]
    assert (rank.recall([1, 2, 3], {2, 9}), rank.recall([], {1}), rank.recall([1], set())) == (0.5, 0.0, 0.0)


def test_a_filter_cannot_be_ended_by_a_text(filled):
    """Quotation marks and backslashes stay inside; absurd requests find nothing, without an error."""
    for text in ('" or id >= 0 or country == "', "\\", 'a\\"b', "'"):
        assert store.nearest(filled, [1.0] * model.DIM, 5, store.condition([], country=text)) == []
        assert store.nearest(filled, [1.0] * model.DIM, 5, store.condition([], genre=text)) == []
    assert store.condition() == ""
    assert store.popular(filled, 5, store.condition([], years=(3000, 2000))) == []
    west = store.nearest(filled, [1.0] * model.DIM, 50, store.condition([MATRIX], genre="Western", years=(1960, 1970), minutes=120))
    assert west
    assert all("Western" in f["genres"] and 1960 <= f["year"] <= 1970 and 0 < f["minutes"] <= 120 for f in west)


def test_clicks_count_at_once_and_are_never_shown_again(filled):
    """A new visitor likes ten films one after the other: each is seen, and no page shows one of them."""
    user, seen = 5_000_001, []
    assert store.read(filled, user) is None
    film = MATRIX
    for n in range(10):
        row = store.click(filled, user, film, n % 3 != 2, store.trained())
        seen.append(film)
        now = store.read(filled, user)
        assert list(now["seen"]) == seen == row["seen"]
        page = [f["id"] for f in store.nearest(filled, now["taste"], 10, store.condition(now["seen"]))]
        assert len(page) == 10
        assert not set(page) & set(seen)
        film = page[0]
    liked = [f for n, f in enumerate(seen) if n % 3 != 2]
    assert list(now["liked"]) == liked
    assert np.allclose(now["taste"], store.trained()[liked].sum(axis=0), atol=1e-5)
    again = store.click(filled, user, seen[0], False, store.trained())  # a like that is taken back
    assert (again["seen"], again["liked"]) == ([*seen[1:], seen[0]], liked[1:])


@pytest.mark.soak
@pytest.mark.sample
def test_pages_while_users_click(filled):
    """A thousand pages for readers while another thread writes clicks: each page is whole, and right for its row."""
    stop, wrong, written = threading.Event(), [], []

    def click():
        rng = np.random.default_rng(1)
        while not stop.is_set():
            store.click(filled, 6_000_000 + int(rng.integers(20)), int(rng.integers(9066)), True, store.trained())
            written.append(1)

    writer = threading.Thread(target=click)
    writer.start()
    try:
        for n in range(1000):
            row = store.read(filled, n % 671)
            page = store.nearest(filled, row["taste"], 10, store.condition(row["seen"]))
            if len(page) != 10 or {f["id"] for f in page} & set(row["seen"]):
                wrong.append(n)
    finally:
        stop.set()
        writer.join(60)
    assert wrong == []
    assert len(written) > 20


def test_a_row_holds_no_more_than_its_array():
    """Of more films than an ARRAY takes, the latest stay."""
    row = store.person(1, [1, 2], list(range(9000)), store.trained())
    assert len(row["seen"]) == store.MOST_SEEN
    assert row["seen"][-1] == 8999


@pytest.mark.soak
def test_the_number_through_milvus(filled):
    """Recall@10 of a hundred users: the inner product beats item-item and popularity, the cosine neither."""
    found = judge.judge(filled, 100)
    assert found["factors, IP"] > found["item-item"] > found["popularity"] > found["random"]
    assert found["factors, COSINE"] < found["popularity"]
    assert not filled.has_collection(judge.NAME)


def test_what_a_user_did_outlives_a_restart(tmp_path: Path):
    """Milvus is stopped in the middle and started again on the same address: the same client goes on, and nothing is lost."""
    from pymilvus import MilvusClient

    with serve.milvus(tmp_path) as uri:
        client = MilvusClient(uri=uri, timeout=30)
        store.create_people(client)
        for film in (7, MATRIX, 9):
            store.click(client, 1, film, True, store.trained())
    with serve.milvus(tmp_path, int(uri.rpartition(":")[2])):
        end = time.monotonic() + 60
        while True:
            try:
                row = store.read(client, 1)
                break
            except Exception:  # noqa: BLE001, PERF203  # the channel has yet to notice that somebody listens again
                assert time.monotonic() < end
                time.sleep(0.2)
        assert list(row["seen"]) == [7, MATRIX, 9]
        assert store.click(client, 1, 11, False, store.trained())["liked"] == [7, MATRIX, 9]


@pytest.mark.browser
@pytest.mark.soak
def test_a_visit(visit, scratch: Path):
    """Wide and narrow: a page of popular films, then one from a taste, without what was liked; no request leaves the machine."""
    with started("films", scratch=scratch) as films:
        assert films.url, films.said
        for width in (1200, 390):
            page = visit(width, 1100)
            page.goto(films.url)
            page.get_by_text("Nothing is known of you yet").wait_for()
            assert page.locator("ol li").count() == 10
            assert page.get_by_text("The Shawshank Redemption").count() == 1
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"), "the page is wider than the window"
            page.locator("marimo-multiselect").first.get_by_role("button").first.click()
            page.keyboard.type("The Matrix (1999)")
            page.get_by_role("option", name="The Matrix (1999)").first.click()
            page.keyboard.press("Escape")
            page.get_by_text(re.compile("From 1 liked film")).wait_for()
            assert page.locator("ol li").count() == 10
            assert page.locator("ol li", has_text="The Matrix (1999)").count() == 0
