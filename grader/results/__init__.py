"""Room 1 · The result document, how points are counted, and the words for every status. It imports nothing of ours but errors."""

from grader.results.document import (
    CHECK_FIELDS,
    SCHEMA_PATH,
    SCHEMA_VERSION,
    document,
    dumps,
    work_digest,
    write_atomically,
)

__all__ = ["CHECK_FIELDS", "SCHEMA_PATH", "SCHEMA_VERSION", "document", "dumps", "work_digest", "write_atomically"]
