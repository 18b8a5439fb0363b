# expect: failed|partial
# because: breaks "explains everything": same call tried twice, the later outcome overwrites the earlier one
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
    outcome = {o["what"]: o["outcome"] for o in seen}
    return sorted(c for c in KNOWN if all(KNOWN[c][w] in (".", "+" if v == "ok" else "-") for w, v in outcome.items()))
