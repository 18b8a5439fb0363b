# expect: passed
# because: the table as strings read by column; the set of suspects is struck out observation by observation
COLUMNS = "port search strong_read insert create flush load release index".split()
TABLE = dict(
    line.split()
    for line in """
    proxy      ---------
    rootcoord  +--------
    datacoord  +++----+-
    querycoord +--+++--+
    querynode  +--+++-++
    datanode   +++++-++.
    indexnode  ++++++++-
    log        ++------.
    etcd       ++++----.
    """.splitlines()
    if line.strip()
)


def suspects(seen):
    left = set(TABLE)
    for observation in seen:
        column = COLUMNS.index(observation["what"])
        against = "-" if observation["outcome"] == "ok" else "+"
        left -= {name for name in left if TABLE[name][column] == against}
    return sorted(left)
