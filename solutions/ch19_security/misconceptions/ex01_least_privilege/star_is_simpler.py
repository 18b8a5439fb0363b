# id: star-is-simpler
# check: test_other_collections_stay_closed
# why: There is only one collection today, so * looks like the same thing with less typing; it also covers tomorrow's.
# source: docs v3.0.x grant_privileges.md, object names: * grants the privilege on every collection
# BEGIN SOLUTION
    wanted = {
        "reader_of_" + collection: (reader, ["Search", "Query"]),
        "writer_of_" + collection: (writer, ["Insert", "Upsert", "Delete"]),
    }
    for role, ((user, password), privileges) in wanted.items():
        client.create_role(role)
        for privilege in privileges:
            client.grant_privilege(role, "Collection", privilege, "*")
        client.create_user(user, password)
        client.grant_role(user, role)
# END SOLUTION
