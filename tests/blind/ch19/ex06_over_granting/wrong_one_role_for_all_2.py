# expect: failed|partial
# because: 'let **the team** search and query the collection': one role readers for every team, which may read all their collections
READ = ("Search", "Query")
ROLE = "readers"


def join(client, team, collection, user, password):
    if ROLE not in client.list_roles():
        client.create_role(ROLE)
    for privilege in READ:
        client.grant_privilege(ROLE, "Collection", privilege, collection)
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, ROLE)


def leave(client, user):
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
