"""Rotate the root password.

A new server has the user `root` with a password that is publicly known. Change it, and prove that the old one is dead.

Write `rotate(uri, old, new)`. `uri` is the address of a Milvus with authorization on, `old` and `new` are passwords.

- Change root's password from `old` to `new`.
- Return True only if you have *seen* both: a login with the new password works, and one with the old is refused.
- If `old` is not root's password, change nothing and return False.

For the proof, write `can_log_in(uri, password)`: True if a new connection as root with this password can list the users,
else False.

    >>> rotate(uri, "Milvus", "Correct-Horse-9")
    True
"""

from pymilvus import MilvusClient
from grader.learner import NotStarted


def rotate(uri, old, new):
    """Change root's password; True when the new one was seen to work and the old one to fail."""
    raise NotStarted("rotate")


def can_log_in(uri, password):
    """Whether a new connection as root with this password can list the users."""
    raise NotStarted("can_log_in")
