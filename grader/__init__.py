"""The grader of Milvus: The Definitive Guide."""

__version__ = "0.1.0"
