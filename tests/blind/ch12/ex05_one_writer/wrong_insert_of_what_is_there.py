# expect: failed|partial
# because: rows that are there are inserted again, which Milvus Lite takes for a replacement and a server does not
FOREVER = 9_999_999_999_999


def undo(client, name, writer, since, now):
    """Take back what a writer did since a moment; how many articles changed."""
    # BEGIN SOLUTION
    history, pages = {}, client.query_iterator(name, batch_size=1000, output_fields=["id", "article", "valid_from", "valid_to", "by", "ended_by"])
    while batch := pages.next():
        for version in batch:
            history.setdefault(version["article"], []).append(version)
    pages.close()
    changed, ends, begins = 0, [], []
    for versions in history.values():
        states = states_of(sorted(versions, key=lambda v: v["valid_from"]))
        unwanted = [by == writer and at >= since for _, by, at in states]
        if not unwanted[-1]:
            continue
        back = len(states) - 1
        while back >= 0 and unwanted[back]:
            back -= 1
        current, wanted = states[-1][0], states[back][0] if back >= 0 else None
        if current is not None:
            ends.append(current["id"])
        if wanted is not None:
            begins.append(wanted["id"])
        changed += current is not None or wanted is not None
    for row in whole(client, name, begins):
        client.insert(name, [{**row, "id": f"undo-{row['article']}@{now}", "valid_from": now, "valid_to": FOREVER, "by": "undo", "ended_by": ""}])
    for row in whole(client, name, ends):
        client.insert(name, [{**row, "valid_to": now, "ended_by": "undo"}])
    return changed


def states_of(versions):
    """What an article was, one after the other: (version or None, by whom, since when)."""
    states = []
    for number, version in enumerate(versions):
        states.append((version, version["by"], version["valid_from"]))
        follows = number + 1 < len(versions) and versions[number + 1]["valid_from"] == version["valid_to"]
        if version["valid_to"] != FOREVER and not follows:
            states.append((None, version["ended_by"], version["valid_to"]))
    return states


def whole(client, name, ids):
    """Rows with everything in them."""
    return [dict(row) for start in range(0, len(ids), 200) for row in client.get(name, ids=ids[start : start + 200], output_fields=["*"])]
    # END SOLUTION
