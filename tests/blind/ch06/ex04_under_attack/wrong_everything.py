# expect: failed|partial
# because: "Other people's documents must not even leave Milvus, so the filter has to name the owner" -- fetches all, compares in Python
import re

ESCAPES = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


def quoted(text):
    """A text as a filter writes it, quotes included. For your own use: the checks call the three others."""
    return "'" + re.sub(r"[\\'\n\r\t]", lambda m: ESCAPES[m.group()], text) + "'"


def _rows(client, name, owner):
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["id", "title", "owner"])
    return [row for row in rows if row["owner"] == owner]


def mine(client, name, owner):
    """Ids of the owner's documents."""
    return [row["id"] for row in _rows(client, name, owner)]


def of_these(client, name, owners):
    """Ids of the documents of all these owners."""
    return [i for owner in set(owners) for i in mine(client, name, owner)]


def titled(client, name, owner, beginning):
    """Ids of the owner's documents whose title begins so."""
    return [row["id"] for row in _rows(client, name, owner) if row["title"].startswith(beginning)]
