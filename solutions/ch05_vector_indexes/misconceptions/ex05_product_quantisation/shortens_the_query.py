# id: shortens-the-query
# check: test_distances_from_a_table
# why: Codes can be compared with codes (symmetric distance), and it feels consistent to encode the query too. It adds the query's rounding error for nothing.
# source: Jégou et al. 2011, section III: symmetric against asymmetric distance computation; https://github.com/matsui528/nanopq/issues/13 asks for the symmetric form
# BEGIN SOLUTION distances
    mine = encode(codebooks, query[None])[0]
    m = len(codebooks)
    table = ((codebooks[np.arange(m), mine][:, None] - codebooks) ** 2).sum(axis=2)
    return table[np.arange(m), codes].sum(axis=1)
# END SOLUTION
