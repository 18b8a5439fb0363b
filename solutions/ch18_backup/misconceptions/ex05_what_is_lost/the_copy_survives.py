# id: the-copy-survives
# check: test_where_it_lies
# why: A copy in the same bucket or data center is the quickest to make and to use. What takes the original takes it also.
# source: OVHcloud's fire in Strasbourg, March 2021, in which backups in the same building burned with the servers
# BEGIN SOLUTION
    fire, at, noticed = accident["kind"] == "fire", accident["at"], accident["noticed"]
    left = [(i, c) for i, c in enumerate(copies) ]
    limit = at if fire else noticed
    ways = []
    for i, copy in left:
        if copy["kind"] == "standby":
            state = (at if fire else noticed) - copy["lag"]
            if state >= 0 and (fire or noticed < at + copy["lag"]):
                ways.append((at - state, noticed - at + copy["failover"], (i,)))
        if copy["kind"] == "export" and limit >= copy["takes"]:
            newest = min(limit - copy["takes"], at) // copy["every"] * copy["every"]
            if newest < noticed - copy["keeps"]:
                continue
            ways.append((at - newest, noticed - at + copy["restore"], (i,)))
            for j, log in left:
                state = min(at, limit - log["lag"]) if log["kind"] == "log" else newest
                if state > newest:
                    ways.append((at - state, noticed - at + copy["restore"] + log["ratio"] * (state - newest), (i, j)))
    if not ways:
        return None
    lost, back, used = min(ways)
    return {"by": [copies[i]["name"] for i in used], "lost": lost, "back": back}
# END SOLUTION
