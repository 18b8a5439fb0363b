"""`python -m applications.office.judge`: does anyone see what they must not, does anyone miss what they may, and is anything left of someone who was erased?

The number to hold is zero. Two baselines are asked the same: a search that drops foreign rows afterwards, and one whose filter is pasted together.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from applications import serve
from applications.office import data, model, rank, rights, store
from applications.office.records import Records, fill

QUESTIONS = ("how do I raise an exception", "what does yield do", "a string with a backslash", "compare two objects", "import a module", "names and scopes")
HARD = ['x" or firm != "', "o'hara", "a\\b", "東京", "north "]
"""Names of firms that are hard on filters."""
Counts = dict[str, int]


def _later(client: Any, person: data.Person, text: str, limit: int) -> list[int]:
    """The baseline that looks first and sorts out later."""
    hits = client.search(store.DOCUMENTS, data=model.embed([text]).tolist(), limit=limit, output_fields=["firm", "owner", "groups"])[0]
    own = [hit for hit in hits if hit["entity"]["firm"] == person.firm]
    return [hit["id"] for hit in own if hit["entity"]["owner"] == person.login or set(hit["entity"]["groups"]) & set(person.groups)]


def _pasted(client: Any, person: data.Person, text: str, limit: int) -> list[int]:
    """The baseline whose filter is an f-string."""
    groups = " or ".join(f'array_contains(groups, "{group}")' for group in person.groups)
    filter = f'firm == "{person.firm}" and {groups}'
    return [hit["id"] for hit in client.search(store.DOCUMENTS, data=model.embed([text]).tolist(), filter=filter, limit=limit)[0]]


def _ours(client: Any, person: data.Person, text: str, limit: int) -> list[int]:
    return [row["id"] for row in store.search(client, person, text, limit)]


WAYS = {"filter pasted together": _pasted, "sorted out afterwards": _later, "the application": _ours}


def tenants(client: Any, documents: dict[int, data.Document], people: list[data.Person], searches: int = 200, seed: int = 24) -> dict[str, Counts]:
    """For each way: foreign rows that were shown, rows of one's own that were missing among the first ten, and searches that were refused."""
    vectors = dict(zip(documents, model.embed(f"{d.title}. {d.body}" for d in documents.values()), strict=True))
    result = {way: {"searches": searches, "foreign": 0, "missing": 0, "refused": 0} for way in WAYS}
    for way, ask in WAYS.items():
        chance = random.Random(seed)  # noqa: S311  a fuzz that can be repeated
        for _ in range(searches):
            person, text = chance.choice(people), chance.choice(QUESTIONS)
            try:
                found = ask(client, person, text, 10)
            except Exception:
                result[way]["refused"] += 1
                continue
            may = [id for id, document in documents.items() if rights.sees(person, document)]
            result[way]["foreign"] += len(rank.leaks(person, found, documents))
            result[way]["missing"] += min(10, len(may)) - len(set(found) & set(may))
            if way == "the application" and may:
                query = model.embed([text])[0]
                near = {id: float(np.dot(vectors[id], query)) for id in may}
                worst = min((near[id] for id in found if id in near), default=0.0)
                result[way]["missing"] += sum(value > worst + 1e-4 and id not in set(found) for id, value in near.items())
    return result


def hard(source: Records, client: Any) -> tuple[dict[int, data.Document], list[data.Person]]:
    """The example, and a few firms with hard names beside it."""
    documents = {d.id: d for d in data.documents()}
    people = list(data.people())
    for number, firm in enumerate(HARD):
        people.append(data.Person(f"eve {number}", firm, ("all",)))
        source.enroll(people[-1])
        for part in range(12):
            one = data.Document(1_000_000 + 100 * number + part, firm, f"eve {number}", ("all",), "Notes", data.documents()[part * 7].body, None)
            documents[one.id] = one
            source.save(one)
    store.relay(client, source)
    return documents, people


def erasures(client: Any, source: Records, logins: list[str]) -> int:
    """Erase these people; how many traces are left of all of them."""
    return sum(len(store.traces(client, source, login, store.erase(client, source, login))) for login in logins)


def main() -> None:
    """Print the tables."""
    from pymilvus import MilvusClient

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="office-", ignore_cleanup_errors=True) as folder, serve.milvus(Path(folder) / "milvus") as uri:
        client, source = MilvusClient(uri=uri), Records("sqlite:///")
        fill(source)
        store.create(client)
        store.relay(client, source)
        documents, people = hard(source, client)
        for way, counts in tenants(client, documents, people).items():
            print(f"{way:24s} " + ", ".join(f"{what} {n}" for what, n in counts.items()))
        gone = [person.login for person in people[::4]]
        print(f"{len(gone)} people erased, traces left: {erasures(client, source, gone)}; audit broken at: {source.broken()}")
    print(f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
