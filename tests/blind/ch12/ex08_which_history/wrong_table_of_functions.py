# expect: failed|partial
# because: members: erased versions go at once, so the number of midnights alone decides how long an ended one stays
DESIGNS = {
    "prices": lambda days: dict(keep="versions", retain=days),
    "catalog": lambda: dict(keep="editions", every=1, last=2),
    "sessions": lambda days: dict(keep="present", ttl=days),
    "articles": lambda days: dict(keep="versions", retain=days, writer=True),
    "members": lambda midnights, erased: dict(keep="versions", retain=min(midnights, erased) - 1),
    "shelves": lambda every, back: dict(keep="editions", every=every, last=back),
}


def history(collection, **given):
    """How the past of a collection is kept."""
    return DESIGNS[collection](**given)
