# id: revoked-is-gone
# check: test_leaver_cannot_log_in
# why: Without roles a user can do nothing, so revoking looks like leaving; the login stays, and public may list and describe.
# source: measured here on 2.3.5: a user without roles lists collections and describes them
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    """The user is in the team, and the team may search and query the collection."""
    if team not in client.list_roles():
        client.create_role(team)
    for privilege in READ:
        client.grant_privilege(team, "Collection", privilege, collection)
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, team)


def leave(client, user):
    """Nobody can log in as this user any more."""
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
