# expect: passed
# because: all rules; yields every remedy that is so, the first counts
"""Replica, shard, or node?"""


def applicable(nodes, shards, writes, channel, builds, tick, **_):
    if writes["offered"] > writes["accepted"] and not 100 * writes["accepted"] < 95 * shards * channel and shards != 16:
        yield "shards"
    if builds["waiting"] and builds["cpu"] > 0.8:
        yield "data nodes"
    hot = max(nodes, key=lambda n: (n["cpu"], n["segments"]))
    cold = [n for n in nodes if n["cpu"] < 0.4]
    if hot["cpu"] > 0.8:
        if cold and hot["segments"] >= 2 + min(cold, key=lambda n: n["segments"])["segments"]:
            yield "balance"
        for n in cold:
            if n["memory"] <= 0.5:
                yield "replicas"
        yield "query nodes"
    if tick > 0.5:
        yield "consistency"
    for n in nodes:
        if n["memory"] > 0.9:
            yield "memory"
    yield "nothing"


def remedy(facts):
    """The one change that helps, as a word."""
    for word in applicable(**facts):
        return word
