# expect: failed|partial
# because: breaks "Messages come from whoever noticed" (a component named in a message is the suspect)
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
    fit = sorted(c for c in KNOWN if all(KNOWN[c][o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen))
    named = [c for c in fit if any(c in o["message"].lower() for o in seen)]
    return named or fit
