# expect: failed|partial
# because: breaks "The last two both mean: it does not work": "no answer" is passed over as if nothing was learnt
WHATS = ["port", "search", "strong_read", "insert", "create", "flush", "load", "release", "index"]
ROWS = {
    "proxy": "---------",
    "rootcoord": "+--------",
    "datacoord": "+++----+-",
    "querycoord": "+--+++--+",
    "querynode": "+--+++-++",
    "datanode": "+++++-++.",
    "indexnode": "++++++++-",
    "log": "++------.",
    "etcd": "++++----.",
}


def suspects(seen):
    answer = []
    for name, row in ROWS.items():
        fits = True
        for o in seen:
            cell = row[WHATS.index(o["what"])]
            if o["outcome"] == "ok" and cell == "-" or o["outcome"] == "error" and cell == "+":
                fits = False
        if fits:
            answer.append(name)
    return sorted(answer)
