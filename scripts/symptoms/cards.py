"""The cards, what was seen of each, and a search over them: by words, by meaning, and both."""

from __future__ import annotations

import functools
import json
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pymilvus import DataType, Function, FunctionType

from applications.office import model

ROOT = Path(__file__).parents[2]
NAME = "trouble_cards"


@dataclass(frozen=True)
class Card:
    """One symptom: what it looks like, why, and what to do.

    Attributes:
        seen: which Milvus to what it said or did, from the record.
    """

    id: str
    group: str
    says: str
    cause: str
    cure: str
    chapter: str
    seen: dict[str, str]

    @property
    def text(self) -> str:
        """What a search reads."""
        return f"{self.says}. {' '.join(s for s in dict.fromkeys(self.seen.values()))} {self.cause} {self.cure}"


@functools.cache
def recorded() -> dict[str, dict[str, str]]:
    """Which Milvus to card to what was seen."""
    document = json.loads((ROOT / "lessons" / "recorded" / "appD_symptoms.json").read_text(encoding="utf-8"))
    found: dict[str, dict[str, str]] = json.loads(document["text"])
    return found


@functools.cache
def cards() -> dict[str, Card]:
    """Every card by its id, in the order of the file."""
    with (ROOT / "lessons" / "data" / "troubles.toml").open("rb") as file:
        listed = tomllib.load(file)["card"]
    return {c["id"]: Card(**c, seen={who: said[c["id"]] for who, said in recorded().items() if c["id"] in said}) for c in listed}


def judged() -> list[tuple[str, str, str]]:
    """(what a user says, ``message`` or ``complaint``, the card that explains it): wordings that stand on no card."""
    return [(said, kind, card) for said, kind, card in json.loads((ROOT / "lessons" / "data" / "troubles_judged.json").read_text(encoding="utf-8"))]


def store(client: Any, name: str = NAME) -> None:
    """The cards in a collection: their text with a BM25 function, and what it means as a vector."""
    if client.has_collection(name):
        client.drop_collection(name)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=60)
    schema.add_field("text", DataType.VARCHAR, max_length=4000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=model.DIM)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    every = list(cards().values())
    vectors = model.embed(f"{c.says}. {c.cause}" for c in every)
    client.insert(name, [{"id": c.id, "text": c.text, "meaning": v.tolist()} for c, v in zip(every, vectors, strict=True)])


def ask(client: Any, said: str, way: str = "both", limit: int = 5, weight: float = 0.5, name: str = NAME) -> list[str]:
    """Ids of the cards that fit what a user says, best first; `way` is ``words``, ``meaning`` or ``both``.

    Args:
        weight: of the meaning, where both count; places are fused, because the scores of the two have no common scale.
    """
    if way == "words":
        return _by_words(client, said, limit, name)
    if way == "meaning":
        return _by_meaning(client, said, limit, name)
    score: dict[str, float] = {}
    for share, found in ((1 - weight, _by_words(client, said, 20, name)), (weight, _by_meaning(client, said, 20, name))):
        for place, card in enumerate(found):
            score[card] = score.get(card, 0.0) + share / (5 + place)
    return sorted(score, key=lambda card: (-score[card], card))[:limit]


def _by_words(client: Any, said: str, limit: int, name: str) -> list[str]:
    return [h["id"] for h in client.search(name, [said], anns_field="words", limit=limit)[0]]


def _by_meaning(client: Any, said: str, limit: int, name: str) -> list[str]:
    return [h["id"] for h in client.search(name, model.embed([said]).tolist(), anns_field="meaning", limit=limit)[0]]


def plain(said: str, limit: int = 5) -> list[str]:
    """What a find box does: cards by how many of the words they have."""
    asked = set(said.lower().split())
    counted = {c.id: len(asked & set(c.text.lower().split())) for c in cards().values()}
    return sorted((i for i, n in counted.items() if n), key=lambda i: (-counted[i], i))[:limit]
