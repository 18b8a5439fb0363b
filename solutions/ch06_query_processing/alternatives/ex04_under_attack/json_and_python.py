"""JSON's quoting is the filter's, as long as letters stay letters; the beginning is compared in Python."""

import json


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def _documents(client, name, wanted):
    return client.query(name, filter=f"owner in {wanted}", output_fields=["id", "title"])


def mine(client, name, owner):
    return {row["id"] for row in _documents(client, name, f"[{quoted(owner)}]")}


def of_these(client, name, owners):
    return [row["id"] for row in _documents(client, name, json.dumps(list(owners), ensure_ascii=False))]


def titled(client, name, owner, beginning):
    return [row["id"] for row in _documents(client, name, f"[{quoted(owner)}]") if row["title"].startswith(beginning)]
