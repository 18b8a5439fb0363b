# id: no-nprobe
# check: test_said
# why: defaults look fine
# source: the course's own miniature
# BEGIN SOLUTION
    client.upsert(name, rows)
# END SOLUTION
# BEGIN SOLUTION
    try:
        return client.search(name, [vector], limit=1)[0][0]["id"]
    except Exception:
        return None
# END SOLUTION
