# expect: passed
# because: the user is made first, the two grants stand alone without a loop, roles are revoked before the user is dropped, helpers have names
def ensure_user(client, user, password):
    if user in client.list_users():
        return
    client.create_user(user, password)


def ensure_team(client, team, collection):
    if team not in client.list_roles():
        client.create_role(team)
    client.grant_privilege(team, "Collection", "Search", collection)
    client.grant_privilege(team, "Collection", "Query", collection)


def join(client, team, collection, user, password):
    ensure_user(client, user, password)
    ensure_team(client, team, collection)
    client.grant_role(user, team)


def leave(client, user):
    roles = list(client.describe_user(user)["roles"])
    while roles:
        client.revoke_role(user, roles.pop())
    client.drop_user(user)
