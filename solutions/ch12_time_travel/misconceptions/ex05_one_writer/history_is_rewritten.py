# id: history-is-rewritten
# check: test_history_stays
# why: What should never have been is removed, and the version before it holds again as if nothing had happened. Then nobody can say any more what readers saw in between.
# source: https://git-scm.com/docs/git-revert (a revert records a new commit, and keeps the old one); run here
# BEGIN SOLUTION
    history, pages = {}, client.query_iterator(name, batch_size=1000, output_fields=["id", "article", "valid_from", "valid_to", "by", "ended_by"])
    while batch := pages.next():
        for version in batch:
            history.setdefault(version["article"], []).append(version)
    pages.close()
    changed = 0
    for versions in history.values():
        versions.sort(key=lambda v: v["valid_from"])
        states = []
        for number, version in enumerate(versions):
            states.append((version, version["by"], version["valid_from"]))
            follows = number + 1 < len(versions) and versions[number + 1]["valid_from"] == version["valid_to"]
            if version["valid_to"] != FOREVER and not follows:
                states.append((None, version["ended_by"], version["valid_to"]))
        removed, undone = [], 0
        while states and states[-1][1] == writer and states[-1][2] >= since:
            version, *_ = states.pop()
            undone += 1
            if version is not None:
                removed.append(version["id"])
        if not undone:
            continue
        gone_before = versions[-1]["valid_to"] != FOREVER
        if removed:
            client.delete(name, ids=removed)
        if states and states[-1][0] is not None:
            row = dict(client.get(name, ids=[states[-1][0]["id"]], output_fields=["*"])[0])
            client.upsert(name, [{**row, "valid_to": FOREVER, "ended_by": ""}])
            changed += 1
        else:
            changed += not gone_before
    return changed
# END SOLUTION
