# id: roles-without-members
# check: test_reader_reads, test_writer_writes
# why: A role named after a job looks as if it applied to whoever does the job; membership is a call of its own.
# source: docs v3.0.x rbac.md, the chain user - role - privilege
# BEGIN SOLUTION
    client.create_role("reader_of_" + collection)
    client.create_role("writer_of_" + collection)
    for privilege in ["Search", "Query"]:
        client.grant_privilege("reader_of_" + collection, "Collection", privilege, collection)
    for privilege in ["Insert", "Upsert", "Delete"]:
        client.grant_privilege("writer_of_" + collection, "Collection", privilege, collection)
    client.create_user(*reader)
    client.create_user(*writer)
# END SOLUTION
