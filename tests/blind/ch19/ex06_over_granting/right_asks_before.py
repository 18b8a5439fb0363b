# expect: passed
# because: grants only what the role has not yet, joins only who is not in it, and leaves quietly when the user has gone already
READ = frozenset({"Query", "Search"})


def _granted(client, role, collection):
    return {
        grant["privilege"]
        for grant in client.describe_role(role).get("privileges", ())
        if grant["object_type"] == "Collection" and grant["object_name"] == collection
    }


def join(client, team, collection, user, password):
    if team not in client.list_roles():
        client.create_role(role_name=team)
    for privilege in sorted(READ - _granted(client, team, collection)):
        client.grant_privilege(role_name=team, object_type="Collection", privilege=privilege, object_name=collection)
    if user not in client.list_users():
        client.create_user(user_name=user, password=password)
    if team not in client.describe_user(user).get("roles", ()):
        client.grant_role(user_name=user, role_name=team)


def leave(client, user):
    if user not in client.list_users():
        return
    for role in client.describe_user(user).get("roles", ()):
        client.revoke_role(user_name=user, role_name=role)
    client.drop_user(user_name=user)
