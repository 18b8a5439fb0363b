# id: public-is-the-team
# check: test_outsider_reads_nothing
# why: The role public looks like "those who are in"; every user has it, without being given it.
# source: docs v3.0.x users_and_roles.md: the built-in role public is given to every user
READ = ("Search", "Query")


def join(client, team, collection, user, password):
    """The user is in the team, and the team may search and query the collection."""
    if team not in client.list_roles():
        client.create_role(team)
    for privilege in READ:
        client.grant_privilege("public", "Collection", privilege, collection)
    if user not in client.list_users():
        client.create_user(user, password)
    client.grant_role(user, team)


def leave(client, user):
    """Nobody can log in as this user any more."""
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
