"""The change itself says whether the old password was right; the proof is two fresh connections by token."""

import grpc
from pymilvus import MilvusClient, MilvusException


def rotate(uri, old, new):
    try:
        before = MilvusClient(uri, token=f"root:{old}")
        before.update_password(user_name="root", old_password=old, new_password=new)
    except (MilvusException, grpc.RpcError):
        return False
    return can_log_in(uri, new) and not can_log_in(uri, old)


def can_log_in(uri, password):
    try:
        return isinstance(MilvusClient(uri, token=f"root:{password}", dedicated=True).list_collections(), list)
    except (MilvusException, grpc.RpcError):
        return False
