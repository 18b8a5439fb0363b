"""A table of functions; the pace is the smallest one that is done in time."""


def pace(documents, nights):
    """So many a night that `documents` are done after `nights`."""
    return -(-documents // nights)


CHANGES = {
    "articles": lambda documents, nights, back, **_: {"way": "aside", "per_day": pace(documents, nights), "keep": back, "both": True},
    "wiki": lambda documents, nights, **_: {"way": "aside", "per_day": pace(documents, nights), "keep": 0, "both": True},
    "drafts": lambda documents, **_: {"way": "in place", "per_day": 10 * documents},
    "sessions": lambda **_: {"way": "as they come", "keep": 3},
    "archive": lambda **_: {"way": "not at all"},
}


def migrate(collection, **given):
    return CHANGES[collection](**given)
