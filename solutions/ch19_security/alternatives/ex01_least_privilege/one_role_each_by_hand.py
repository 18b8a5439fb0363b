"""Users first, roles named after them, one call after the other."""


def grant_access(client, collection, reader, writer):
    client.create_user(user_name=reader[0], password=reader[1])
    client.create_user(user_name=writer[0], password=writer[1])
    client.create_role(role_name=reader[0] + "_role")
    client.create_role(role_name=writer[0] + "_role")
    client.grant_role(reader[0], reader[0] + "_role")
    client.grant_role(writer[0], writer[0] + "_role")
    for privilege in "Search", "Query":
        client.grant_privilege(role_name=reader[0] + "_role", object_type="Collection", privilege=privilege, object_name=collection)
    for privilege in "Insert", "Upsert", "Delete":
        client.grant_privilege(role_name=writer[0] + "_role", object_type="Collection", privilege=privilege, object_name=collection)
