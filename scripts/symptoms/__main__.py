"""Produce every symptom on each Milvus that is here; see the package."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import grader.lesson as course
from grader.backends.quiet_clients import quiet_clients
from scripts.symptoms import lite, server

RECORD = Path(__file__).parents[2] / "lessons" / "recorded" / "appD_symptoms.json"
LITE = ["crud", "filters", "partitions", "aliases", "dynamic"]


def on_lite(client: Any) -> dict[str, str]:
    """What Milvus Lite and the client say, by card."""
    found = {name: symptom(client) for name, symptom in lite.ALL.items()}
    lite.drop(client)
    return found


def on_server() -> tuple[dict[str, str], str]:
    """What the server says, by card, and who it is; the symptoms of every Milvus among them."""
    milvus = course.milvus(["segments", "consistency"])
    client = milvus.client()
    local = ("lite-not-installed", "one-process-per-file", "hung-up-while-idle", "orm-goes")
    found = {name: symptom(client) for name, symptom in lite.ALL.items() if name not in local}
    found |= {name: symptom(milvus, client) for name, symptom in server.DEFAULT.items()}
    lite.drop(client)
    for config, symptoms in (("auth", server.AUTH), ("tls", server.TLS)):
        other = course.milvus(["rbac"] if config == "auth" else [], config=config)
        found |= {name: symptom(other, other.client()) for name, symptom in symptoms.items()}
    return found, milvus.identity


def main() -> int:
    quiet_clients()
    milvus = course.milvus(LITE)
    said: dict[str, dict[str, str]] = {milvus.identity: on_lite(milvus.client())}
    try:
        words, who = on_server()
        said[who] = words
    except course.NotServed as error:
        print(f"No server here: {error}")
    old = json.loads(json.loads(RECORD.read_text())["text"]) if RECORD.is_file() else {}
    for who, by_card in said.items():
        for card, text in by_card.items():
            before = old.get(who, {}).get(card)
            print(f"{who:14} {card:24} {'' if before == text else '(was: ' + str(before) + ') '}{text}")
    if "--record" in sys.argv:
        RECORD.write_text(json.dumps({"milvus": ", ".join(said) + ", pymilvus 3.0.2", "text": json.dumps(said, ensure_ascii=False)}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
