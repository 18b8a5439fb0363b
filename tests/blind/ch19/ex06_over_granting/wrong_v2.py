# expect: failed|partial
# because: 'The grants are those of Milvus 2.3': the form of 2.5, which this server does not know
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    if team not in client.list_roles():
        client.create_role(team)
    client.grant_privilege_v2(team, "COLL_RO", collection, "default")
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, team)


def leave(client, user):
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
