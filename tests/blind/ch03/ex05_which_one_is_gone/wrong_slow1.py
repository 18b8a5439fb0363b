# expect: failed|partial
# because: breaks "ok: it works" (an ok that took over a second is held for a failure)
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
    def good(o):
        return o["outcome"] == "ok" and o["seconds"] < 1
    return sorted(c for c in KNOWN if all(KNOWN[c][o["what"]] in (".", "+" if good(o) else "-") for o in seen))
