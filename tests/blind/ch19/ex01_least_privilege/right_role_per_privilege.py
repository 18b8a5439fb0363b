# expect: passed
# because: one role for each privilege, and each user is a member of several
from itertools import chain
NEEDS = {"reader": ("Search", "Query"), "writer": ("Insert", "Upsert", "Delete")}
def grant_access(client, collection, reader, writer):
    for privilege in chain(*NEEDS.values()):
        role = f"{collection}_{privilege.lower()}"
        client.create_role(role)
        client.grant_privilege(role, "Collection", privilege, collection, db_name="default")
    for kind, (user, password) in (("reader", reader), ("writer", writer)):
        client.create_user(user, password)
        for privilege in NEEDS[kind]:
            client.grant_role(user, f"{collection}_{privilege.lower()}")
