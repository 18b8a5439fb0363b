"""Many tenants, one collection.

A note-taking service keeps the notes of all its customers, the *tenants*, in one collection. Each tenant numbers its notes
1, 2, 3, … by itself. No tenant may ever see, replace or remove another tenant's note.

A note is a dict `{"number": 1, "text": "call the plumber", "vector": [...]}`: a whole number, a text of up to 200 bytes,
32 floats compared by COSINE. A tenant is a text of 1 to 40 letters, digits, spaces, dots, slashes, hyphens and
underscores. Tenants that differ in one character, or in upper and lower case, are different tenants.

- `create(client, name)` makes the collection.
- `add(client, name, tenant, notes)` stores a list of notes. A note with a number that this tenant has already replaces
  the older one. Where one list has a number twice, the later note counts.
- `remove(client, name, tenant, number)` removes one note. There may be no such note; then nothing happens.
- `find(client, name, tenant, vector, k)` returns the tenant's `k` notes nearest to the vector as pairs `(number, text)`,
  nearest first; fewer when it has fewer. What was added, replaced or removed before counts.

How you keep tenants apart is up to you; nobody looks at the schema.
"""

from pymilvus import DataType
from grader.learner import NotStarted


def create(client, name):
    """Make the collection, ready for notes."""
    raise NotStarted("create")


def add(client, name, tenant, notes):
    """Store a tenant's notes; the same number again replaces a note."""
    raise NotStarted("add")


def remove(client, name, tenant, number):
    """Remove one of a tenant's notes."""
    raise NotStarted("remove")


def find(client, name, tenant, vector, k):
    """The tenant's k nearest notes as (number, text), nearest first."""
    raise NotStarted("find")
