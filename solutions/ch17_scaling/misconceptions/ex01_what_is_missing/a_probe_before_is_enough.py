# id: a-probe-before-is-enough
# check: test_whole_at_once
# why: A health check before the work is the usual pattern, and reads better than one request with two purposes.
# source: the pattern of readiness probes, which say something about the moment in which they were asked (Kubernetes documentation, Configure Liveness, Readiness and Startup Probes)
# BEGIN SOLUTION
    if not vectors:
        return []
    end = time.monotonic() + patience
    ids = list(canaries)
    while True:
        try:
            probe = client.search(name, data=list(canaries.values()), limit=1)
            missing = [id for id, row in zip(ids, probe, strict=True) if not row or row[0]["id"] != id]
            if not missing:
                return [[hit["id"] for hit in row] for row in client.search(name, data=vectors, limit=limit)]
        except Exception:
            if time.monotonic() > end:
                raise
            missing = []
        if missing and time.monotonic() > end:
            raise LookupError(f"{len(missing)} of {len(ids)} canaries are missing: {missing}")
        time.sleep(0.2)
# END SOLUTION
