"""Small experiments, one a word of the vocabulary; each says whether a Milvus does what the word promises."""
