# id: what-works-is-no-clue
# check: test_everything_was_tried, test_only_some_were_tried, test_nothing_fits
# why: People collect errors; that something still worked is rarely written down, and says just as much.
# source: github.com/milvus-io/milvus/issues/36022 (a report that lists the errors of one component and not what still works)
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
        if all(works[o["what"]] in (".", "+" if o["outcome"] == "ok" else "-") for o in seen if o["outcome"] != "ok"):
            found.append(name)
    return sorted(found)
# END SOLUTION
