# expect: failed|partial
# because: "Within, a backslash begins an escape" -- the quotes are escaped first and the backslashes after, so a quote in a name ends the text


def quoted(text):
    """A text as a filter writes it, quotes included. For your own use: the checks call the three others."""
    for a, b in (('"', '\\"'), ("\\", "\\\\"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
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
    rows = client.query(name, filter=f"owner == {quoted(owner)}", output_fields=["id", "title"])
    return [row["id"] for row in rows if row["title"].startswith(beginning)]
