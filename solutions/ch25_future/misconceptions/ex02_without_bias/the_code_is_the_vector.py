# id: the-code-is-the-vector
# check: test_unbiased
# why: The code stands for the vector, so its inner product with the query is the estimate. It is a fifth too small: part of the direction is lost in the signs.
# source: the first construction in section 3.2 of arXiv 2405.12497, which the paper gives up for this reason; one-bit codes with plain dot products in many vector stores
# BEGIN SOLUTION inner
    bits, _, _ = code
    turned = np.asarray(rotation) @ (np.asarray(query) - centroid)
    length = float(np.linalg.norm(turned))
    signs = 2.0 * np.unpackbits(bits, axis=1, count=len(turned)) - 1
    direction = turned / length if length else turned
    return signs @ direction / np.sqrt(len(turned)), length
    # END SOLUTION
