# id: no-answer-no-clue
# check: test_everything_was_tried, test_only_some_were_tried
# why: A timeout looks like an accident of the network, so it is tried again instead of being counted.
# source: github.com/milvus-io/milvus/issues/21880 (inserts time out after the pod of the message queue failed)
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
    found = []
    for line in table.strip().splitlines():
        name, *marks = line.split()
        works = dict(zip(words, marks))
        if all(works[o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen if o["outcome"] != "no answer"):
            found.append(name)
    return sorted(found)
# END SOLUTION
