"""The grader of Milvus: The Definitive Guide."""

__version__ = "1.0.0"
