# id: session-sees-everybody
# check: test_audit
# why: "Session" sounds like the session of the database. It is the client's: what this process wrote itself. What others wrote it does not wait for.
# source: https://github.com/milvus-io/milvus/issues/11308 (the client keeps the time of its own last write, so that it sees its own data); docs v3.0.x, tune_consistency.md
# BEGIN SOLUTION audit
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Session")[0]["count(*)"]
# END SOLUTION
