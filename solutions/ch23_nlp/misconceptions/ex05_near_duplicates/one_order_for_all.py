# id: one-order-for-all
# check: test_signature
# why: a * key + b looks like a hash function. Without a modulus it only stretches the numbers, and the smallest key is the smallest for every a and b.
# source: docs v3.0.x minhash-lsh.md (several independent hash functions)
# BEGIN SOLUTION signature
    rng = np.random.default_rng(2026)
    keys = np.array([int.from_bytes(hashlib.sha256(one.encode()).digest()[:4], "big") for one in sorted(shingles(text))], np.uint64)
    if not len(keys):
        return {}
    factors, shifts = rng.integers(1, 1 << 31, size=(2, PLACES, 1), dtype=np.uint64)
    smallest = (factors * keys + shifts).min(axis=1)
    return {place << 24 | int(number) % (1 << 24): 1.0 for place, number in enumerate(smallest)}
# END SOLUTION
