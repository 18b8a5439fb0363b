# id: cut-by-the-ruler
# check: test_chunks
# why: A chunk of 500 characters is what many tutorials begin with, and the ruler does not know where a sentence ends.
# source: docs v3.0.x build-rag-with-milvus.md (text split by characters before it is embedded)
# BEGIN SOLUTION chunks
    return [(at, min(at + size, len(text))) for at in range(0, len(text), size)] if text.strip() else []
# END SOLUTION
