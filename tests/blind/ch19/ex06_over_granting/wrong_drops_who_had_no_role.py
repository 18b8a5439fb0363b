# expect: failed|partial
# because: 'nobody can log in with that name': the user is dropped only where no role was found before the revoking, which is a stale answer
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    if team not in client.list_roles():
        client.create_role(team)
    for privilege in READ:
        client.grant_privilege(team, "Collection", privilege, collection)
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, team)


def leave(client, user):
    roles = client.describe_user(user)["roles"]
    for role in roles:
        client.revoke_role(user, role)
    if not roles:
        client.drop_user(user)
