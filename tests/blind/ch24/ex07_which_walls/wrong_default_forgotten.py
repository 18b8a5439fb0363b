# expect: partial|failed
# because: _default is forgotten among the partitions
def place(firms, limits):
    """Where each firm's rows live."""
    places, collections = {}, 0
    rooms = limits["partitions"]
    for firm in firms:
        if firm["needs"] in ("admin", "login"):
            own = firm["name"] if firm["needs"] == "admin" else "default"
            places[firm["name"]] = {"database": f"db_{own}" if own != "default" else own, "collection": f"of_{firm['name']}", "partition": None}
            collections += 1
    for dim in sorted({firm["dim"] for firm in firms}):
        drop = [f["name"] for f in firms if f["dim"] == dim and f["needs"] == "drop"]
        none = [f["name"] for f in firms if f["dim"] == dim and f["needs"] == "none"]
        # A partition may hold a firm that does not need one: then the collection with a key is saved.
        together = rooms > 0 and drop and none and -(-(len(drop) + len(none)) // rooms) <= -(-len(drop) // rooms)
        if together:
            drop, none = drop + none, []
        size = max(rooms, 1)
        for n, name in enumerate(drop):
            places[name] = {"database": "default", "collection": f"rooms_{dim}_{n // size}", "partition": f"p_{name}" if rooms > 0 else None}
        collections += -(-len(drop) // size)
        for name in none:
            places[name] = {"database": "default", "collection": f"shared_{dim}", "partition": None}
        collections += bool(none)
    databases = 1 + sum(firm["needs"] == "admin" for firm in firms)
    return places if collections <= limits["collections"] and databases <= limits["databases"] else None
