"""`python -m applications.pictures.judge`: what each way of searching finds, through Milvus, beside what simpler ways find.

- By picture: P@5 on the 376 pictures in categories of eight or more; the picture itself does not count. Baselines: chance, pixels, colors, edges, colors and edges.
- By words: recall@5 of the pictures that nobody described, asked for with their own caption, which neither the collection nor the alignment has seen.
- By words, by a picture, by both: nDCG@10 on the 70 judged queries.
- By a crop: recall@5 of the picture that a random eighth of it was cut from, among whole pictures and among parts.
- Near-duplicates: how many of the changed copies are found, and how many pairs are none.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance
from pymilvus import DataType

from applications import serve
from applications.pictures import data, model, rank, store


def precision_of(client: Any, vectors: data.Vectors, categories: Sequence[str], name: str = "features_judged") -> float:
    """Mean P@5 of each row asked with, answered by Milvus; the row itself is left out of its answer."""
    if client.has_collection(name):
        client.drop_collection(name)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=vectors.shape[1])
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    try:
        client.insert(name, [{"id": n, "vector": v.tolist()} for n, v in enumerate(vectors)])
        answers = client.search(name, data=vectors.tolist(), limit=6)
    finally:
        client.drop_collection(name)
    kinds = np.asarray(categories)
    return float(np.mean([[kinds[i] == kinds[n] for i in [h["id"] for h in hits if h["id"] != n][:5]] for n, hits in enumerate(answers)]))


def features(stamps: data.Stamps) -> dict[str, data.Vectors]:
    """The vectors of every picture, by what made them."""
    images = [stamps.image(at) for at in range(len(stamps.rows))]
    colors, edges = (np.array([way(image) for image in images]) for way in (model.colors, model.edges))
    return {
        "chance": data.unit(np.random.default_rng(0).normal(size=(len(images), 16))),
        "pixels": np.array([model.pixels(image) for image in images]),
        "colors": colors,
        "edges": edges,
        "colors and edges": np.hstack([colors, edges]),
        "network": stamps.pictures,
    }


def by_picture(client: Any, stamps: data.Stamps) -> dict[str, float]:
    """P@5 of each kind of feature."""
    at = stamps.classed
    return {name: precision_of(client, vectors[at], stamps.categories[at].tolist()) for name, vectors in features(stamps).items()}


def by_words(client: Any, stamps: data.Stamps, suffix: str = "") -> dict[str, float]:
    """Recall@5 of pictures without a caption, by the caption that they had."""
    asked = np.flatnonzero(stamps.uncaptioned)
    texts = [stamps.rows[i]["caption"] for i in asked]
    same = {text: {int(i) for i in np.flatnonzero([row["caption"] == text for row in stamps.rows])} for text in texts}

    def share(find: Callable[[int], list[int]]) -> float:
        return float(np.mean([bool(same[text] & set(find(int(i))[:5])) for i, text in zip(asked, texts, strict=True)]))

    return {
        "chance": 5 / len(stamps.rows),
        "captions alone": share(lambda i: [h["id"] for h in store.by_caption(client, stamps.captions[i], 5, suffix)]),
        "alignment": share(lambda i: [h["id"] for h in store.by_sight_of_words(client, stamps.captions[i], 5, suffix=suffix)]),
    }


def by_both(client: Any, stamps: data.Stamps, suffix: str = "") -> dict[str, float]:
    """nDCG@10 of the judged queries; the picture that was shown is no answer."""
    found: dict[str, list[float]] = {}
    for query, words in zip(stamps.judged, stamps.queries, strict=True):
        shown, grades = query["picture"], {int(i): grade for i, grade in query["grades"].items()}
        lists = {
            "captions": store.by_caption(client, words, 50, suffix),
            "alignment": store.by_sight_of_words(client, words, 50, suffix=suffix),
            "a picture": store.by_picture(client, stamps.pictures[shown], 50, suffix=suffix),
        }
        ids = {name: [hit["id"] for hit in hits if hit["id"] != shown] for name, hits in lists.items()}
        ids["captions + alignment"] = rank.fused([ids["captions"], ids["alignment"]])
        ids["alignment + a picture"] = rank.fused([ids["alignment"], ids["a picture"]])
        ids["all three"] = rank.fused([ids["captions"], ids["alignment"], ids["a picture"]])
        for name, ranking in ids.items():
            found.setdefault(name, []).append(rank.ndcg(ranking, grades))
    return {name: float(np.mean(values)) for name, values in found.items()}


def crops(stamps: data.Stamps, at: Sequence[int], seed: int = 3) -> list[Image.Image]:
    """A piece of each picture, 0.35 of its side wide; of twelve at random the one with the most colors, because an empty one shows nothing."""
    rng, cut = np.random.default_rng(seed), []
    for i in at:
        image = model.square(stamps.image(int(i)))
        side = round(image.width * 0.35)
        places = [(int(x), int(y)) for x, y in rng.integers(0, image.width - side + 1, size=(12, 2))]
        cut.append(max((image.crop((x, y, x + side, y + side)) for x, y in places), key=lambda part: len(part.getcolors(1 << 16) or [])))
    return cut


def by_crop(client: Any, stamps: data.Stamps, at: Sequence[int], suffix: str = "") -> dict[str, float]:
    """Recall@5 of the picture that a crop was cut from."""
    vectors = model.seen(crops(stamps, at))
    whole = [[h["id"] for h in store.by_picture(client, v, 5, suffix=suffix)] for v in vectors]
    parts = [rank.once(h["id"] for h in store.by_crop(client, v, 25, suffix))[:5] for v in vectors]
    return {name: float(np.mean([int(i) in ids for i, ids in zip(at, found, strict=True)])) for name, found in (("whole pictures", whole), ("parts", parts))}


def changed(image: Image.Image) -> dict[str, Image.Image]:
    """A picture as it comes back from the web."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=35)
    small = image.resize((image.width // 2, image.height // 2))
    marked = image.copy()
    ImageDraw.Draw(marked).rectangle((4, 4, 44, 18), fill=(190, 30, 30))
    return {
        "JPEG, quality 35": Image.open(buffer).convert("RGB"),
        "half the size": small,
        "a logo": marked,
        "brighter": ImageEnhance.Brightness(image).enhance(1.25),
        "mirrored": image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        "turned by 5°": image.rotate(5, fillcolor="white"),
    }


def copies(stamps: data.Stamps, at: Sequence[int]) -> dict[str, list[float]]:
    """The cosine of each picture with its changed copies, by change."""
    made = [changed(stamps.image(int(i))) for i in at]
    names = list(made[0])
    vectors = model.seen([one[name] for one in made for name in names]).reshape(len(made), len(names), -1)
    return {name: [float(v @ stamps.pictures[i]) for i, v in zip(at, vectors[:, n], strict=True)] for n, name in enumerate(names)}


def main() -> None:
    """Print the tables."""
    from pymilvus import MilvusClient

    begun, stamps = time.monotonic(), store.shipped()
    with tempfile.TemporaryDirectory(prefix="pictures-", ignore_cleanup_errors=True) as folder, serve.milvus(Path(folder) / "milvus") as uri:
        asked = MilvusClient(uri=uri)
        store.fill(asked)
        tables = {
            "by picture, P@5": by_picture(asked, stamps),
            "by words, recall@5": by_words(asked, stamps),
            "by words, by a picture, by both, nDCG@10": by_both(asked, stamps),
            "by a crop, recall@5": by_crop(asked, stamps, range(0, 524, 5)),
        }
        found = store.copies(asked, 0.9)
    for title, table in tables.items():
        print(title)
        for name, value in table.items():
            print(f"    {name:22s} {value:.3f}")
    print("near-duplicates, cosine of a copy with its picture (least, median), and the share at 0.9 or more")
    for name, cosines in copies(stamps, range(0, 524, 12)).items():
        print(f"    {name:22s} {min(cosines):.3f} {np.median(cosines):.3f} {np.mean(np.array(cosines) >= 0.9):.2f}")
    print(f"    pairs among the stamps themselves: {len(found)}, in {len(rank.groups(found))} groups")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
