# expect: failed|partial
# because: it never tries the new password, and says that it has seen it work
from pymilvus import MilvusClient
def rotate(uri, old, new):
    if not can_log_in(uri, old): return False
    MilvusClient(uri, user="root", password=old).update_password("root", old, new)
    return not can_log_in(uri, old)
def can_log_in(uri, password):
    try:
        MilvusClient(uri, user="root", password=password).list_users(); return True
    except Exception: return False
