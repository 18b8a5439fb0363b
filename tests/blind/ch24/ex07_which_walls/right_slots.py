# expect: passed
# because: "If it can be done within the limits, it must be done, in the fewest collections": slots are cut from a list, the others fill what is left over if all fit; counted from the answer at the end
import math
from collections import defaultdict


def spot(collection, partition=None, database="default"):
    return {"database": database, "collection": collection, "partition": partition}


def place(firms, limits):
    if not firms:
        return {}
    answer, groups = {}, defaultdict(lambda: {"drop": [], "none": []})
    for firm in firms:
        name = firm["name"]
        if firm["needs"] == "admin":
            answer[name] = spot("documents", database=f"db_{name}")
        elif firm["needs"] == "login":
            answer[name] = spot(f"alone_{name}")
        else:
            groups[firm["dim"]][firm["needs"]].append(name)
    rooms = max(0, limits["partitions"] - 1)
    for dim, group in groups.items():
        drop, none = group["drop"], group["none"]
        if rooms == 0:
            answer.update({name: spot(f"alone_{name}") for name in drop})
            answer.update({name: spot(f"shared_{dim}") for name in none})
            continue
        slots = [(f"parts_{dim}_{n}", f"room_{r}") for n in range(math.ceil(len(drop) / rooms)) for r in range(rooms)]
        inside = drop + none if len(drop) + len(none) <= len(slots) else drop
        answer.update({name: spot(*slot) for name, slot in zip(inside, slots)})
        answer.update({name: spot(f"shared_{dim}") for name in drop + none if name not in answer})
    used = {(at["database"], at["collection"]) for at in answer.values()}
    databases = {"default"} | {at["database"] for at in answer.values()}
    return answer if len(used) <= limits["collections"] and len(databases) <= limits["databases"] else None
