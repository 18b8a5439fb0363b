"""`python -m applications.answers.judge`: of 40 held-out questions, how many are answered rightly, wrongly, and not at all, through Milvus.

The other 40 judged questions choose the threshold. Two baselines are asked the same: the first sentence of the first passage, always, and the most confident quotation, always.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from applications import serve
from applications.answers import data, rank, store

Found = list[tuple[data.Question, list[rank.Quotation]]]


def answers(question: data.Question, quotation: rank.Quotation | None) -> bool:
    """Whether a quotation has the judged words whole."""
    return quotation is not None and question.answer is not None and question.answer in quotation.text


def asked(client: Any, kind: str, way: str = "both", name: str = store.PASSAGES) -> Found:
    """Every judged question of a kind with what could be quoted for it, the most confident first."""
    return [(q, rank.quotations(q.text, store.search(client, q.text, way=way, name=name), store.rare())) for q in data.questions(kind)]


def least(client: Any) -> float:
    """The threshold that the `tune` questions choose."""
    found = asked(client, "tune")
    return rank.threshold([best[0].confidence if best else 0.0 for _, best in found], [answers(q, best[0] if best else None) for q, best in found])


def count(found: Found, at_least: float) -> dict[str, int]:
    """Right and wrong answers, and silence where there is an answer and where there is none."""
    result = dict.fromkeys(("right", "wrong", "silent, rightly", "silent, wrongly"), 0)
    for question, best in found:
        quotation = rank.decide(best, at_least)
        if quotation is None:
            result["silent, rightly" if question.answer is None else "silent, wrongly"] += 1
        else:
            result["right" if answers(question, quotation) else "wrong"] += 1
    return result


def judge(client: Any) -> dict[str, dict[str, int]]:
    """The counts of the application and of two baselines on the held-out questions."""
    held = asked(client, "held")
    first: Found = []
    for question, _ in held:
        passages = store.search(client, question.text, limit=1)
        spans = [(row, data.sentences(row["text"])[0]) for row in passages]
        first.append((question, [rank.Quotation(row["topic"], row["title"], row["start"] + a, row["start"] + b, row["text"][a:b], 0.0) for row, (a, b) in spans]))
    return {"first sentence, always": count(first, -1.0), "best quotation, always": count(held, -1.0), "best quotation, if sure": count(held, least(client))}


def main() -> None:
    """Print the table."""
    from pymilvus import MilvusClient

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="answers-", ignore_cleanup_errors=True) as folder, serve.milvus(Path(folder) / "milvus") as uri:
        handbook = MilvusClient(uri=uri)
        store.fill(handbook)
        for name, counts in judge(handbook).items():
            print(f"{name:24s} " + ", ".join(f"{what} {n}" for what, n in counts.items()))
        print(f"threshold {least(handbook):.2f}")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
