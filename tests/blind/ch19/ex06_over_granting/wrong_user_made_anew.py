# expect: failed|partial
# because: 'make the user **if needed**': a user who exists is dropped and made again, and is out of the team where they were
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    if team not in client.list_roles():
        client.create_role(team)
    for privilege in READ:
        client.grant_privilege(team, "Collection", privilege, collection)
    if user in client.list_users():
        for role in client.describe_user(user)["roles"]:
            client.revoke_role(user, role)
        client.drop_user(user)
    client.create_user(user, password)
    client.grant_role(user, team)


def leave(client, user):
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
