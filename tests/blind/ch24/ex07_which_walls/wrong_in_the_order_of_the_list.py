# expect: failed|partial
# because: "in the fewest collections": firms are placed as they come, so one without a need opens a collection with a key before it is known that rooms will be free
def place(firms, limits):
    rooms = limits["partitions"] - 1
    places, count, open_parts, shared = {}, 0, {}, {}
    for firm in firms:
        name, dim, needs = firm["name"], firm["dim"], firm["needs"]
        database, partition = "default", None
        if needs == "admin":
            database, collection, count = f"db_{name}", "c", count + 1
        elif needs == "login" or (needs == "drop" and rooms < 1):
            collection, count = f"own_{name}", count + 1
        elif needs == "drop" or open_parts.get(dim, ("", 0))[1]:
            collection, free = open_parts.get(dim, ("", 0))
            if not free:
                count += 1
                collection, free = f"parts_{dim}_{count}", rooms
            open_parts[dim] = (collection, free - 1)
            partition = f"p_{name}"
        else:
            if dim not in shared:
                shared[dim], count = f"key_{dim}", count + 1
            collection = shared[dim]
        places[name] = {"database": database, "collection": collection, "partition": partition}
    databases = {"default"} | {at["database"] for at in places.values()}
    return places if count <= limits["collections"] and len(databases) <= limits["databases"] else None
