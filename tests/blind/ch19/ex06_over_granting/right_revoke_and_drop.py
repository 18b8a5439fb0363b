# expect: passed
# because: two named privileges for the team's role, and a leaver is dropped after the roles are
READ = ("Query", "Search")


def join(client, team, collection, user, password):
    if user not in client.list_users():
        client.create_user(user, password)
    if team not in client.list_roles():
        client.create_role(team)
    client.grant_role(user, team)
    for privilege in READ:
        client.grant_privilege(role_name=team, object_type="Collection", privilege=privilege, object_name=collection)


def leave(client, user):
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
