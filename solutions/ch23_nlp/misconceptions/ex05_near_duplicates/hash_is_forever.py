# id: hash-is-forever
# check: test_another_process
# why: hash() is at hand and gives the same number all day long, in one process. The next process salts it differently.
# source: docs v3.0.x minhash-lsh.md (signatures are made outside Milvus, and compared with stored ones later)
# BEGIN SOLUTION signature
    runs = shingles(text)
    if not runs:
        return {}
    return {place << 24 | min(hash((place, run)) % (1 << 24) for run in runs): 1.0 for place in range(PLACES)}
# END SOLUTION
