# expect: failed|partial
# because: breaks "`.` … neither speaks for the component nor against it": an unclear cell counts as not working
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
            if (cell == "+") != (o["outcome"] == "ok"):
                fits = False
        if fits:
            answer.append(name)
    return sorted(answer)
