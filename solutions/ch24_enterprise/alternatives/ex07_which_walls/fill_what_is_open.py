"""First everything that must have a wall, room by room; then the others, where a room is left for all of them."""


def place(firms, limits):
    where, made, houses = {}, set(), {"default"}

    def put(firm, database, collection, partition=None):
        where[firm["name"]] = {"database": database, "collection": collection, "partition": partition}
        made.add((database, collection))
        houses.add(database)

    free = limits["partitions"] - 1
    for firm in firms:
        if firm["needs"] == "admin":
            put(firm, "house" + firm["name"], "first")
        elif firm["needs"] == "login":
            put(firm, "default", "alone" + firm["name"])
    for dim in {firm["dim"] for firm in firms}:
        same = [firm for firm in firms if firm["dim"] == dim]
        used = 0
        for firm in same:
            if firm["needs"] != "drop":
                continue
            if free < 1:
                put(firm, "default", "alone" + firm["name"])
            else:
                put(firm, "default", f"d{dim}n{used // free}", "room" + firm["name"])
            used += 1
        others = [firm for firm in same if firm["needs"] == "none"]
        left = -used % free if free > 0 else 0
        for firm in others:
            if len(others) <= left:
                put(firm, "default", f"d{dim}n{used // free}", "room" + firm["name"])
                used += 1
            else:
                put(firm, "default", f"d{dim}key")
    if len(made) > limits["collections"] or len(houses) > limits["databases"]:
        return None
    return where
