"""Least privilege.

You are root. Two people need access to one collection, each for one kind of work:

- the **reader** may search and query it, and nothing else;
- the **writer** may insert, upsert and delete rows in it, and nothing else.

Write `grant_access(client, collection, reader, writer)`. `client` is logged in as root, `collection` is the name of a
collection that exists, `reader` and `writer` are pairs `(user, password)` of users that do not exist yet. It may be
called again for another collection and two other people.

The checks log in as each of them and try what is needed, which must work, and much that is not, which must be
denied, also on other collections.

This server has the grants of Milvus 2.3: `client.grant_privilege(role, "Collection", privilege, collection)` with
privileges such as `Search`, `Query`, `Insert`, `Upsert`, `Delete`.
"""

from grader.learner import NotStarted


def grant_access(client, collection, reader, writer):
    """Make both users, each with exactly what their work needs on this collection."""
    raise NotStarted("grant_access")
