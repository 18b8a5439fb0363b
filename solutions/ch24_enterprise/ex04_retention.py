"""Retention: gone in time, and not before.

How long a document is kept depends on its kind. Write

    due(client, name, rules, now, holds)        # the ids that have to go now, ascending; only reads
    expire(client, name, rules, now, holds)     # delete them, and return their ids, ascending

- `rules` is a dict of kinds to whole days: `{"invoice": 3650, "log": 30, "draft": 0, "contract": None}`. `None` means that it is kept forever. A kind that no rule names is kept.
- A document has to go `days` days (of 86,400 seconds) after it was written, from that very second on: written at 1,000, a log goes at 1,000 + 30 · 86,400 and not a second earlier. `0` days: in the second in which it was written, so one that is dated after `now` does not go yet. Days are never negative.
- `holds` is a set or list of ids that a court or an auditor wants to keep. They stay, however old they are. Ids that are not there change nothing.
- The collection `name` has `id` (INT64, the key), `kind` (VARCHAR, any text up to 60 bytes), `written` (INT64, seconds since 1970; dates before 1970 and after `now` occur), and `vector`; it reads at the level Strong. Up to 10,000 documents may be due at once, and up to 3,000 held.

Without rules, nothing goes. The answer says what is so in Milvus at that time: a document that was deleted or written since the last call counts.
"""

import json

DAY = 86_400


def due(client, name, rules, now, holds):
    """What has to go."""
    # BEGIN SOLUTION due
    found = []
    for kind, days in rules.items():
        if days is None:
            continue
        late = f"kind == {json.dumps(kind, ensure_ascii=False)} and written <= {now - days * DAY}"
        pages = client.query_iterator(name, batch_size=1000, filter=late, output_fields=["id"])
        while page := pages.next():
            found += [row["id"] for row in page]
        pages.close()
    return sorted(set(found) - set(holds))
    # END SOLUTION


def expire(client, name, rules, now, holds):
    """Delete what has to go."""
    # BEGIN SOLUTION expire
    ids = due(client, name, rules, now, holds)
    for start in range(0, len(ids), 500):
        client.delete(name, ids=ids[start : start + 500])
    return ids
    # END SOLUTION
