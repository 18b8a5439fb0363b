# expect: failed|partial
# because: 'members may only **read**': the members are put into admin as well, so that search works
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    if team not in client.list_roles():
        client.create_role(team)
    for privilege in READ:
        client.grant_privilege(team, "Collection", privilege, collection)
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, team)
    client.grant_role(user, "admin")


def leave(client, user):
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
