"""pymilvus without its tracebacks on stderr."""

from __future__ import annotations

import logging
import os
import warnings


def quiet_clients() -> None:
    """pymilvus writes a traceback to stderr at every refused call; a learner would read it as theirs."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"(pymilvus|google)\..*")
