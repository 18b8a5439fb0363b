"""Grants compared first; a leaver is dropped without a word about roles."""


def join(client, team, collection, user, password):
    try:
        client.create_role(team)
    except Exception:
        pass  # there already
    have = {(g["privilege"], g["object_name"]) for g in client.describe_role(team)["privileges"]}
    for wanted in ("Query", "Search"):
        if (wanted, collection) not in have:
            client.grant_privilege(role_name=team, object_type="Collection", privilege=wanted, object_name=collection)
    try:
        client.create_user(user, password)
    except Exception:
        pass
    client.grant_role(user_name=user, role_name=team)


def leave(client, user):
    client.drop_user(user)
