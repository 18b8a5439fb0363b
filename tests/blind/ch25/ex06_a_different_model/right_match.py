# expect: passed
# because: with match
def migrate(collection, **given):
    match collection, given:
        case "articles", {"budget": budget, "arrivals": arrivals, "back": back}:
            return dict(way="aside", per_day=budget - arrivals - arrivals, keep=back, both=True)
        case "wiki", {"budget": budget, "arrivals": arrivals}:
            return dict(way="aside", per_day=budget - arrivals - arrivals, keep=0, both=False)
        case "drafts", {"documents": documents}:
            return dict(way="in place", per_day=documents)
        case "sessions", _:
            return dict(way="as they come")
    return dict(way="not at all")
