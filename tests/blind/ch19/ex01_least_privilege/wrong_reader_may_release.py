# expect: failed|partial
# because: the reader also gets Load and Release, and can so take the collection away from everybody
def grant_access(client, collection, reader, writer):
    work = [
        (reader, ["Load", "Release", "Search", "Query"]),
        (writer, ["Insert", "Upsert", "Delete"]),
    ]
    for (user, password), privileges in work:
        role = "role_" + user
        client.create_role(role)
        for privilege in privileges:
            client.grant_privilege(role, "Collection", privilege, collection)
        client.create_user(user, password)
        client.grant_role(user, role)
