# expect: passed
# because: all sentences: texts collected from a table of lines, ids that are not in order, queries in capitals



TABLE = {
    "LIGHT HOUSE": ("any", {900: "a light on the hill", 20: "house", 301: "Light in the House", 5: "lighthouse"}, [301]),
    "ship": ("many and long", {**{n * 3: "ship ahoy" for n in range(1, 21)}, 1000: "water and more water and " * 6 + "a ship"}, [n * 3 for n in range(1, 21)] + [1000]),
    "in": ("small", {2: "come in", 1: "inside"}, [2]),
    "to": ("small", {4: "top", 3: "from a to b", 8: "nothing"}, [3]),
    "kraken": ("none", {1: "ship", 2: "sea"}, []),
    "sea monster": ("half", {1: "sea", 2: "monster", 3: "sea"}, []),
}


def cases():
    return [{"texts": dict(texts), "query": query, "found": sorted(found)} for query, (_, texts, found) in TABLE.items()]
