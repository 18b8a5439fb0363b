"""Single quotes; a beginning is a range: from the text itself to the text and the last character that there is."""


def quoted(text):
    for plain, escaped in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        text = text.replace(plain, escaped)
    return f"'{text}'"


def _ids(client, name, wanted):
    iterator = client.query_iterator(name, batch_size=100, filter=wanted, output_fields=["id"])
    found = []
    while batch := iterator.next():
        found.extend(row["id"] for row in batch)
    iterator.close()
    return tuple(found)


def mine(client, name, owner):
    return _ids(client, name, "owner == " + quoted(owner))


def of_these(client, name, owners):
    return _ids(client, name, " || ".join("owner == " + quoted(o) for o in owners)) if owners else ()


def titled(client, name, owner, beginning):
    last = quoted(beginning + chr(0x10FFFF))
    return _ids(client, name, f"owner == {quoted(owner)} && title >= {quoted(beginning)} && title < {last}")
