# expect: passed
# because: new connections look at both passwords before the change and after it
from pymilvus import MilvusClient


def can_log_in(uri, password):
    client = None
    try:
        client = MilvusClient(uri, token=f"root:{password}")
        return "root" in client.list_users()
    except Exception:
        return False
    finally:
        if client is not None:
            client.close()


def rotate(uri, old, new):
    if not can_log_in(uri, old):
        return False
    root = MilvusClient(uri, token=f"root:{old}")
    try:
        root.update_password("root", old_password=old, new_password=new)
    finally:
        root.close()
    return (can_log_in(uri, new), can_log_in(uri, old)) == (True, False)
