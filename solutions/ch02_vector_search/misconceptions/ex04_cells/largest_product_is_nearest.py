# id: largest-product-is-nearest
# check: test_assign
# why: For vectors of length 1 the largest inner product belongs to the nearest vector. The centers are means, and means of unit vectors are shorter, each by another amount.
# source: https://github.com/facebookresearch/faiss/issues/1578 (an inner-product quantizer under an L2 index: harmless on normalised vectors only); https://github.com/facebookresearch/faiss/issues/1811
# BEGIN SOLUTION assign
    return (vectors @ centers.T).argmax(axis=1)
# END SOLUTION
