"""The documents of several firms in one house: one relational database, one Milvus, and no firm sees another's (chapter 24)."""
