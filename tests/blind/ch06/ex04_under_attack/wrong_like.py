# expect: failed|partial
# because: "begins with exactly the characters `beginning` ... Here `%` is a percent sign" -- quoted for the filter, not escaped for LIKE


def quoted(text):
    """A text as a filter writes it, quotes included. For your own use: the checks call the three others."""
    for a, b in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(a, b)
    return f'"{text}"'


def mine(client, name, owner):
    """Ids of the owner's documents."""
    return [row["id"] for row in client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id"])]


def of_these(client, name, owners):
    """Ids of the documents of all these owners."""
    if not owners:
        return []
    listed = ", ".join(map(quoted, owners))
    return [row["id"] for row in client.query(name, filter=f"owner in [{listed}]", output_fields=["id"])]


def titled(client, name, owner, beginning):
    """Ids of the owner's documents whose title begins so."""
    kept = f"owner == {quoted(owner)} and title like {quoted(beginning + '%')}"
    return [row["id"] for row in client.query(name, filter=kept, output_fields=["id"])]
