# id: a-dry-run-need-not-look
# check: test_dry_run
# why: A dry run changes nothing, so there seems to be nothing that could be refused, and the looks are skipped together with the change.
# source: https://github.com/kubernetes/kubernetes/issues/65435 (a dry run reports success, the same call without it is refused)
    # BEGIN SOLUTION run
    if asked.command == "rows" or not asked.dry_run:
        looked_at(client, asked.names)
    for name in asked.names:
        answer = {"collection": name}
        if asked.command == "delete":
            answer |= {"filter": asked.filter, "rows": count(client, name, asked.filter)}
            if answer["rows"] is None:
                raise Refused(f"{name} is not loaded")
        else:
            answer["rows"] = count(client, name)
        if asked.command != "rows":
            answer["done"] = not asked.dry_run
        if answer.get("done"):
            if asked.command == "drop":
                drop(client, name)
            else:
                delete(client, name, asked.filter)
        print(json.dumps(answer), flush=True)
    # END SOLUTION
