# id: star-is-all-i-need
# check: test_member_writes_nothing
# why: A star makes the errors go away, and reading works; so does everything else.
# source: docs v3.0.x grant_privileges.md: the privilege * stands for every privilege of the object type
READ = ("*",)


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
    client.drop_user(user)
