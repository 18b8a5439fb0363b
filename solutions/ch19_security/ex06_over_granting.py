"""Bug hunt: the over-granting script.

A colleague's script lets people into teams and out of them. It works, in that nobody complains that something is
forbidden. Three people should complain:

1. an outsider, a user in no team, can read a team's collection;
2. a member can also write, though members may only read;
3. a user who has left can still log in.

Find the three mistakes and fix them. Change no function's name or arguments. The grants are those of Milvus 2.3:
`grant_privilege(role, "Collection", privilege, collection)`.

- `join(client, team, collection, user, password)`: make the user if needed, and let the team search and query the
  collection. `client` is logged in as root. It may be called for several users of a team, and for one
  user and several teams; a team has one collection.
- `leave(client, user)`: the user has gone; that name can no longer log in.
"""

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
    """This user can no longer log in."""
    for role in client.describe_user(user)["roles"]:
        client.revoke_role(user, role)
    client.drop_user(user)
