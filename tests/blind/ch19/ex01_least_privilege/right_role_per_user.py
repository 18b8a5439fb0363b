# expect: passed
# because: each user has a role of their own, named after the collection, with just the privileges listed
WORK = {"r": {"Search", "Query"}, "w": {"Insert", "Upsert", "Delete"}}


def grant_access(client, collection, reader, writer):
    for kind, (user, password) in zip("rw", (reader, writer)):
        role = f"{collection}_{kind}_{user}"
        client.create_role(role_name=role)
        client.create_user(user_name=user, password=password)
        client.grant_role(user_name=user, role_name=role)
        for privilege in WORK[kind]:
            client.grant_privilege(role_name=role, object_type="Collection", privilege=privilege, object_name=collection)
