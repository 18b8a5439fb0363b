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


def create(client, name):
    """Make the collection, ready for notes."""
    # BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, max_length=64, is_primary=True)
    schema.add_field("tenant", DataType.VARCHAR, max_length=40, is_partition_key=True)
    schema.add_field("number", DataType.INT64)
    schema.add_field("text", DataType.VARCHAR, max_length=200)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
    # END SOLUTION


def add(client, name, tenant, notes):
    """Store a tenant's notes; the same number again replaces a note."""
    # BEGIN SOLUTION add
    latest = {note["number"]: note for note in notes}
    client.upsert(name, [{"key": f"{number}:{tenant}", "tenant": tenant, **note} for number, note in latest.items()])
    # END SOLUTION


def remove(client, name, tenant, number):
    """Remove one of a tenant's notes."""
    # BEGIN SOLUTION remove
    client.delete(name, ids=[f"{number}:{tenant}"])
    # END SOLUTION


def find(client, name, tenant, vector, k):
    """The tenant's k nearest notes as (number, text), nearest first."""
    # BEGIN SOLUTION find
    hits = client.search(name, data=[vector], filter=f'tenant == "{tenant}"', limit=k, output_fields=["number", "text"])[0]
    return [(hit["entity"]["number"], hit["entity"]["text"]) for hit in hits]
    # END SOLUTION
