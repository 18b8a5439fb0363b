# expect: failed|partial
# because: '`ratio` seconds for each second from the export's beginning to that moment': counted from the export's end
def loss(copies, accident):
    at, noticed, fire = accident["at"], accident["noticed"], accident["kind"] == "fire"
    limit = at if fire else noticed

    def there(copy):
        return not fire or copy["place"] != accident["place"]

    ways = []
    for i, copy in enumerate(copies):
        if not there(copy):
            continue
        if copy["kind"] == "standby":
            if fire:
                state = at - copy["lag"]
            elif noticed < at + copy["lag"]:
                state = noticed - copy["lag"]
            else:
                continue
            if state >= 0:
                ways.append((at - state, noticed - at + copy["failover"], i, -1, [copy["name"]]))
        elif copy["kind"] == "export":
            latest = min(at, limit - copy["takes"])
            begin = latest // copy["every"] * copy["every"]
            if begin < 0 or begin < noticed - copy["keeps"]:
                continue
            ways.append((at - begin, noticed - at + copy["restore"], i, -1, [copy["name"]]))
            for j, log in enumerate(copies):
                if log["kind"] == "log" and there(log):
                    state = min(at, limit - log["lag"])
                    if state > begin:
                        ways.append((at - state, noticed - at + copy["restore"] + log["ratio"] * max(state - begin - copy["takes"], 0), i, j, [copy["name"], log["name"]]))
    if not ways:
        return None
    lost, back, _, _, by = min(ways)
    return {"by": by, "lost": lost, "back": back}
