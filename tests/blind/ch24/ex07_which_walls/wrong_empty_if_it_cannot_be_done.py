# expect: failed|partial
# because: "or `None` if it cannot be done": {} instead
def place(firms, limits):
    """Where each firm's rows live."""
    rooms = limits["partitions"] - 1
    places, collections = {}, 0
    by_need = {need: [firm for firm in firms if firm["needs"] == need] for need in ("admin", "login", "drop", "none")}

    def new_collection():
        nonlocal collections
        collections += 1
        return f"c{collections}"

    for firm in by_need["admin"]:
        places[firm["name"]] = {"database": f"of_{firm['name']}", "collection": new_collection(), "partition": None}
    for firm in by_need["login"]:
        places[firm["name"]] = {"database": "default", "collection": new_collection(), "partition": None}
    for dim in sorted({firm["dim"] for firm in by_need["drop"] + by_need["none"]}):
        drop = [firm for firm in by_need["drop"] if firm["dim"] == dim]
        none = [firm for firm in by_need["none"] if firm["dim"] == dim]
        free, collection = 0, None
        for firm in drop:
            if rooms < 1:
                places[firm["name"]] = {"database": "default", "collection": new_collection(), "partition": None}
                continue
            if free == 0:
                collection, free = new_collection(), rooms
            places[firm["name"]] = {"database": "default", "collection": collection, "partition": f"p_{firm['name']}"}
            free -= 1
        if none and len(none) <= free:
            for firm in none:
                places[firm["name"]] = {"database": "default", "collection": collection, "partition": f"p_{firm['name']}"}
        elif none:
            shared = new_collection()
            for firm in none:
                places[firm["name"]] = {"database": "default", "collection": shared, "partition": None}
    if collections > limits["collections"] or 1 + len(by_need["admin"]) > limits["databases"]:
        return {}
    return places
