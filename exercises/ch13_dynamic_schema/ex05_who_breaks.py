"""Who breaks?

Before a collection gets a new schema, say who would notice. A schema is a dict:

    {"dynamic": True, "fields": {
        "id":    {"type": "INT64", "key": True},
        "title": {"type": "VARCHAR", "max_length": 80},
        "year":  {"type": "INT16", "nullable": True},
        "lent":  {"type": "BOOL", "default": False},
        "vector": {"type": "FLOAT_VECTOR", "dim": 32},
    }}

Programs of yesterday keep working with the new collection, in which the rows are those of the old one. The **writer** writes whatever the old schema takes: every value
of each type, rows with and without what may be missing, and further keys if the old schema is dynamic. The **reader** reads every row and asks for every field of the
old schema by its name.

Milvus goes by these rules:

1. A field that is neither nullable nor has a default must be in the row. A row in which a nullable field is missing has NULL there, one in which
   a field with a default is missing has the default. No field has both, and the key has neither.
2. What is in a row and is no field goes into the dynamic field if the schema is dynamic; otherwise the row is refused.
3. A value is stored in a field of its own type. A whole number is also stored in a wider type (INT8, INT16, INT32, INT64, in this order), a FLOAT also in a DOUBLE, a VARCHAR in one
   of the same `max_length` or more. A vector needs the same `dim`. Anything else is refused.
4. A reader that asks for what is no field of the collection gets an error, or nothing, and is broken either way. It is also broken by a NULL where the old schema
   never had one, by a vector of a different `dim`, and by a value of a type that is not the old one nor, by rule 3, a wider one. Longer texts do not break it.

Write `who_breaks(old, new)`. It returns a set of words:

- `"writer"`: some row that the writer writes is refused.
- `"swallowed"`: no row is refused, but a field of the old schema lands in the dynamic field.
- `"reader"`: the reader is broken.
"""

from grader.learner import NotStarted

WIDER = {"INT8": ["INT16", "INT32", "INT64"], "INT16": ["INT32", "INT64"], "INT32": ["INT64"], "FLOAT": ["DOUBLE"]}


def who_breaks(old, new):
    """A set of "writer", "swallowed" and "reader"."""
    raise NotStarted("who_breaks")
