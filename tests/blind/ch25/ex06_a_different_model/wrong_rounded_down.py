# expect: failed|partial
# because: 'after nights nights readers use the new model': documents // nights leaves some documents for one night more
import math


def migrate(collection, **given):
    """How a collection comes to a different model."""
    if "budget" in given:
        # As slowly as the nights allow; what arrives is embedded twice and needs no room here.
        back = given.get("back", 0)
        return dict(way="aside", per_day=max(1, given["documents"] // given["nights"]), keep=back, both=back > 0)
    if collection == "drafts":
        return dict(way="in place", per_day=given["documents"] + given["arrivals"] + 1)
    return dict(way="as they come" if "lives" in given else "not at all")
