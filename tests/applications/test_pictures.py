"""The image search: its numbers against their baselines, writes beside searches, odd input, and a visit at two widths."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from applications import serve
from applications.pictures import clips, data, judge, model, rank, store
from tests.applications.conftest import started


@pytest.fixture(scope="module")
def client(lite: str) -> Iterator[object]:
    from pymilvus import MilvusClient

    made = MilvusClient(uri=lite)
    assert store.fill(made) == 524
    yield made
    for name in (store.PICTURES, store.CAPTIONS, store.PARTS, store.FRAMES):
        made.drop_collection(name)


def test_the_judge_holds_its_numbers(client: object) -> None:
    """Each way of searching stays above its baselines."""
    stamps = store.shipped()
    seen = judge.by_picture(client, stamps)
    assert seen["chance"] < 0.1
    assert seen["network"] > 0.6
    assert max(seen["colors"], seen["edges"]) < seen["colors and edges"] < 0.4
    words = judge.by_words(client, stamps)
    assert words["alignment"] > 0.25 > words["captions alone"] > words["chance"]
    both = judge.by_both(client, stamps)
    assert both["alignment + a picture"] > max(both["alignment"], both["a picture"]) > 0.5
    crops = judge.by_crop(client, stamps, range(0, 524, 13))
    assert crops["parts"] > crops["whole pictures"]


def test_pictures_without_a_caption_are_found_by_words(client: object) -> None:
    """What no caption describes is among the hits, and has none."""
    hits = store.by_sight_of_words(client, model.read(["a tree"])[0], 50)
    assert {hit["caption"] is None for hit in hits} == {True, False}
    assert all((hit["caption"] is None) == bool(store.shipped().uncaptioned[hit["id"]]) for hit in hits)
    assert {hit["id"] for hit in store.by_caption(client, model.read(["a tree"])[0], 50)}.isdisjoint(np.flatnonzero(store.shipped().uncaptioned).tolist())


def test_every_clip_has_its_moment(client: object) -> None:
    """Asked with a stamp, the clip that shows it comes first, at a second that shows it."""
    stamps = store.shipped()
    right = 0
    made = clips.compose(stamps)
    for clip in made:
        hit = store.moments(client, stamps.pictures[clip.shows[0]], 6)
        assert len({one["clip"] for one in hit}) == 6
        right += hit[0]["clip"] == clip.title and clip.shows[hit[0]["second"]] == clip.shows[0]
    assert right >= 5


def test_copies_join_and_a_full_list_is_asked_for_again(client: object) -> None:
    """Thirty copies of one picture are one group, though a search shows ten of them at first."""
    suffix = "_copies"
    stamps = store.shipped()
    store.create(client, suffix)
    try:
        vectors = data.unit(np.concatenate([stamps.pictures[:20], np.repeat(stamps.pictures[:1], 30, axis=0) + 1e-3]))
        ids = list(range(50))
        store.add(client, ids, vectors, np.repeat(vectors[:, None], 5, axis=1), [None] * 50, ["x"] * 50, np.zeros((50, 256), np.float32), suffix)
        (group,) = [g for g in rank.groups(store.copies(client, 0.98, 10, suffix)) if 0 in g]
        assert group == [0, *range(20, 50)]
        assert rank.one_of_each([25, 3, 0, 21, 4], [group]) == [25, 3, 4]
    finally:
        for name in (store.PICTURES, store.CAPTIONS, store.PARTS):
            client.drop_collection(name + suffix)


def test_searches_while_pictures_are_written(client: object) -> None:
    """A thousand searches beside writes of the same pictures: full answers, no row twice, no error."""
    stamps, stop, faults = store.shipped(), threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            try:
                store.add(client, range(20), stamps.pictures[:20], stamps.parts[:20], [None] * 20, ["animals"] * 20, stamps.captions[:20])
            except Exception as error:
                faults.append(error)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(1000):
            hits = store.by_picture(client, stamps.pictures[n % 524], 10)
            assert len({hit["id"] for hit in hits}) == 10
    finally:
        stop.set()
        writer.join(60)
        client.drop_collection(store.PICTURES)
        client.drop_collection(store.CAPTIONS)
        client.drop_collection(store.PARTS)
        store.fill(client)
    assert faults == []


@pytest.mark.parametrize(
    "picture",
    [
        Image.new("RGB", (1, 1)), Image.new("L", (3, 900), 7), Image.new("RGBA", (40, 20), (255, 0, 0, 0)), Image.new("P", (10, 10)), Image.new("I;16", (9, 9)), Image.new("CMYK", (20, 30)),
    ],
    ids=lambda p: f"{p.mode} {p.size}",
)  # fmt: skip
def test_any_picture_has_a_vector(picture: Image.Image) -> None:
    """One pixel, gray, transparent, a palette, 16 bits, CMYK: 128 finite numbers of length 1."""
    (vector,) = model.seen([picture])
    assert vector.shape == (128,)
    assert float(np.linalg.norm(vector)) == pytest.approx(1, abs=1e-3)


def test_transparent_is_white() -> None:
    """What is transparent looks as on the page: white, not what lies below."""
    hidden = Image.new("RGBA", (30, 30), (0, 0, 0, 0))
    assert model.seen([hidden])[0] @ model.seen([Image.new("RGB", (30, 30), "white")])[0] > 0.999


@pytest.mark.parametrize("words", ["", " ", "\\\" or id > 0", "🙂" * 400, "a\nb"])
def test_odd_words_and_categories(client: object, words: str) -> None:
    """Whatever is typed is data: no error, and no category but the one asked for."""
    assert len(store.by_sight_of_words(client, model.read([words])[0], 3)) == 3
    with pytest.raises(ValueError, match="a category has letters"):
        store.within(words + "%")
    assert store.by_sight_of_words(client, model.read(["x"])[0], 3, store.within("nothing")) == []


def test_rows_outlive_a_restart(tmp_path: Path) -> None:
    """Filled once, the folder has everything after a restart, and is not filled again."""
    from pymilvus import MilvusClient

    with serve.milvus(tmp_path) as uri:
        first = MilvusClient(uri=uri)
        store.fill(first)
        before = [hit["id"] for hit in store.by_picture(first, store.shipped().pictures[7], 5)]
    with serve.milvus(tmp_path) as uri:
        again = MilvusClient(uri=uri)
        assert store.fill(again) == 524
        assert [hit["id"] for hit in store.by_picture(again, store.shipped().pictures[7], 5)] == before


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390])
def test_a_visit(visit: object, scratch: Path, tmp_path: Path, width: int) -> None:
    """Words find pictures, an upload that is none says so, copies and clips are a tab away, and nothing is wider than the page."""
    wrong = tmp_path / "note.png"
    wrong.write_bytes(b"no picture")
    with started("pictures", scratch=scratch) as app:
        assert app.url, app.said
        page = visit(width)
        page.goto(app.url, wait_until="domcontentloaded", timeout=120_000)
        page.get_by_text("Find a picture").wait_for(timeout=120_000)
        page.locator("figure img:visible").nth(5).wait_for(timeout=120_000)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")
        page.screenshot(path=str(tmp_path.parent / f"pictures-{width}.png"))
        page.locator("input[type=file]").first.set_input_files(str(wrong))
        page.get_by_text("no picture that can be read").wait_for(timeout=60_000)
        page.get_by_role("tab", name="Near-duplicates").click()
        page.get_by_role("tabpanel", name="Near-duplicates").get_by_text("groups of near-duplicates").wait_for(timeout=60_000)
        page.get_by_role("tab", name="Moments in clips").click()
        page.get_by_role("tabpanel", name="Moments in clips").get_by_text("second").first.wait_for(timeout=60_000)
        page.screenshot(path=str(tmp_path.parent / f"pictures-clips-{width}.png"))
