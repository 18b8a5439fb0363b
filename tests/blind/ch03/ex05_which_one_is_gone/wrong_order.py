# expect: failed|partial
# because: breaks "sorted list" (order of the table)
TABLE = """
proxy      - - - - - - - - -
rootcoord  + - - - - - - - -
datacoord  + + + - - - - + -
querycoord + - - + + + - - +
querynode  + - - + + + - + +
datanode   + + + + + - + + .
indexnode  + + + + + + + + -
log        + + - - - - - - .
etcd       + + + + - - - - .
"""
WHAT = "port search strong_read insert create flush load release index".split()
KNOWN = {line.split()[0]: dict(zip(WHAT, line.split()[1:])) for line in TABLE.strip().splitlines()}


def suspects(seen):
    return [c for c in KNOWN if all(KNOWN[c][o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen)]
