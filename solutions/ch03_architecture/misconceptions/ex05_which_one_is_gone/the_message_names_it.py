# id: the-message-names-it
# check: test_everything_was_tried, test_only_some_were_tried
# why: The message names a component, so that one is restarted. It names what the reporter had at hand: a channel, a partner, an address.
# source: measured on a cluster of 2.3.5: with a query node gone, a search says "channel by-dev-rootcoord-dml_0…"; github.com/milvus-io/milvus/issues/27171
# BEGIN SOLUTION
    table = """
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
    words = "port search strong_read insert create flush load release index".split()
    said = " ".join(o["message"] for o in seen)
    for name, word in {"rootcoord": "rootcoord", "datacoord": "data coordinator", "querycoord": "query coordinator"}.items():
        if word in said:
            return [name]
    found = []
    for line in table.strip().splitlines():
        name, *marks = line.split()
        works = dict(zip(words, marks))
        if all(works[o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen):
            found.append(name)
    return sorted(found)
# END SOLUTION
