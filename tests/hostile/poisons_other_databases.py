#: attempts = "find and poison other databases of the server"
#: number = 25
#: layer = "a Milvus of its own"
#: exercise = "ch01/ex02"
def loot(client):
    other = "neighbours"
    try:
        client.create_database(other)
    except Exception:
        pass
    names = [n for n in client.list_databases() if n not in ("default", other)]
    return f"databases {names}" if names else "nothing"


def store(client, name, vectors):
    return None


def nearest(client, name, query):
    return -1
