"""Films that you may like: factors learned from ratings, searched in Milvus."""
