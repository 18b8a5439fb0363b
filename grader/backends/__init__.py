"""Every Milvus that the grader can start, and which of them serves what an exercise needs."""
