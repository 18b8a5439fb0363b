# expect: failed|partial
# because: 'let the team search and query the collection' and 'leave: **the user** has gone': the grants of the team are revoked with the leaver, so those who stay read nothing
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
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
        for grant in client.describe_role(role)["privileges"]:
            client.revoke_privilege(role, grant["object_type"], grant["privilege"], grant["object_name"])
    client.drop_user(user)
