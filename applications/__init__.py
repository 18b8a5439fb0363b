"""Whole applications on Milvus, one folder each; `applications/README.md` says what each shows."""
