# expect: failed|partial
# because: 'Owed for each collection is what the table says': the same design for all five
def migrate(collection, **given):
    """How a collection comes to a different model."""
    arrivals = given["arrivals"]
    return {
        "way": "aside",
        "per_day": max(1, given.get("budget", given["documents"] + 2 * arrivals) - 2 * arrivals),
        "keep": given.get("back", 0),
        "both": "back" in given,
    }
