# expect: failed|partial
# because: breaks "Messages come from whoever noticed": the component that a message names is the answer
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
    text = " ".join(o["message"].lower() for o in seen)
    named = sorted(c for c in KNOWN if c in text)
    fit = sorted(c for c in KNOWN if all(KNOWN[c][o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen))
    return named or fit
