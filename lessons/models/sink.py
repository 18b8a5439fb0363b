"""What a sink connector does, in a page: the part of Kafka Connect's contract that loses or keeps rows.

A framework owns the consumer. It hands records to the task (`put`), and from time to time asks up to where everything is safe (`flushed`); only
that is committed. So a task may keep records for a larger batch, and must not promise them before they are written. A record that can
never be written goes to a *dead letter* topic with the reason: thrown away it is lost, and tried forever it stops the partition behind it.
"""

from __future__ import annotations

import json


class Sink:
    """Writes JSON records as rows of one collection."""

    def __init__(self, client, collection, dead, *, batch=100):
        """Args: dead, called with a record and a reason; batch, rows per write."""
        self.client, self.collection, self.dead, self.batch = client, collection, dead, batch
        self.fields = {f["name"]: f for f in client.describe_collection(collection)["fields"]}
        self.key = next(name for name, f in self.fields.items() if f.get("is_primary"))
        self.waiting, self.safe, self.seen = {}, {}, {}

    def put(self, records):
        """Take records of any partitions, in the order of their offsets; write when enough are waiting."""
        for record in records:
            row, reason = self._row(record)
            if row is None:
                self.dead(record, reason)
            else:
                self.waiting[row[self.key]] = row  # the last of each key: one write names it once
            self.seen[record["partition"]] = record["offset"] + 1
            if len(self.waiting) >= self.batch:
                self._write()

    def flushed(self):
        """Write what is waiting; the offset of each partition before which everything is in Milvus or a dead letter."""
        self._write()
        return dict(self.safe)

    def _write(self):
        if self.waiting:
            self.client.upsert(self.collection, list(self.waiting.values()))  # if this raises, nothing is promised
            self.waiting = {}
        self.safe.update(self.seen)

    def _row(self, record):
        try:
            row = json.loads(record["value"])
        except (TypeError, ValueError):
            return None, "no JSON"
        if not isinstance(row, dict) or row.keys() != self.fields.keys():
            return None, "other fields than the collection's"
        for name, field in self.fields.items():
            dim = field.get("params", {}).get("dim")
            if dim and (not isinstance(row[name], list) or len(row[name]) != int(dim)):
                return None, f"{name} is no list of {dim} numbers"
        return row, ""
