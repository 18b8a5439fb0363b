# expect: failed|partial
# because: it returns True without having seen that the old password is refused
from pymilvus import MilvusClient


def can_log_in(uri, password):
    try:
        MilvusClient(uri, user="root", password=password).list_users()
    except Exception:
        return False
    return True


def rotate(uri, old, new):
    if not can_log_in(uri, old):
        return False
    client = MilvusClient(uri, user="root", password=old)
    client.update_password("root", old, new)
    return can_log_in(uri, new)
