"""Rows in Milvus."""


def store(client, name, vectors):
    """Put the vectors in, with their numbers as ids."""
    # BEGIN SOLUTION
    client.create_collection(name, dimension=len(vectors[0]), metric_type="L2")
    client.insert(name, [{"id": i, "vector": v} for i, v in enumerate(vectors)])
    # END SOLUTION


def nearest(client, name, query):
    """The id of the nearest row."""
    # BEGIN SOLUTION
    return client.search(name, data=[query], limit=1)[0][0]["id"]
    # END SOLUTION


def loot(client):
    """Honest work takes nothing."""
    return "nothing"
