# expect: failed|partial
# because: one role for all teams: each reads what the others have
READ = ("Search", "Query")
def join(client, team, collection, user, password):
    if "readers" not in client.list_roles(): client.create_role("readers")
    for privilege in READ: client.grant_privilege("readers", "Collection", privilege, collection)
    if user not in client.list_users(): client.create_user(user, password)
    client.grant_role(user, "readers")
def leave(client, user): client.drop_user(user)
