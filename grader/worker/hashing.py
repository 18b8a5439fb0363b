"""``hash()`` as a process that was started anew has it: that of a text is another number in each.

Workers are forked, and forked processes share the secret with which Python hashes texts. A key that was made with
``hash()`` would be the same in the second process of a check, and in no second process of the learner's.
"""

from __future__ import annotations

import builtins
import datetime
import os
from typing import Any

_SECRET = (str, bytes, datetime.date, datetime.time)
"""What Python hashes with the secret of its process."""
_MASK = (1 << 61) - 1


def builtins_of_its_own() -> dict[str, Any]:
    """Python's names for one module, with a ``hash`` that belongs to this process."""
    salt = int.from_bytes(os.urandom(7), "little")

    def hash(value: object, /) -> int:
        """Return the hash value for the given object."""
        plain = builtins.hash(value)
        return ((plain ^ salt) * 0x9E3779B97F4A7C15) & _MASK if _secret(value) else plain

    return {**vars(builtins), "hash": hash}


def _secret(value: object) -> bool:
    return isinstance(value, _SECRET) or (isinstance(value, tuple | frozenset) and any(map(_secret, value)))
