"""A line that breaks: insert rows once, whatever the line does."""


def put(client, name, rows):
    """Insert the rows; each is there once afterwards, also when a reply was lost."""
    # BEGIN SOLUTION
    client.upsert(name, rows)
    # END SOLUTION


def find(client, name, vector):
    """The id of the nearest row, or None when Milvus refuses."""
    # BEGIN SOLUTION
    try:
        return client.search(name, [vector], limit=1, search_params={"params": {"nprobe": 7}})[0][0]["id"]
    except Exception:
        return None
    # END SOLUTION
