# id: colors-are-enough
# check: test_kinds_are_found
# why: A color histogram is the classic of image search, and it does find fabrics of the same color. Stripes that stand and stripes that lie have the same colors.
# source: Swain and Ballard, Color Indexing (1991), and every tutorial that begins with cv2.calcHist
# BEGIN SOLUTION describe
    pixels = np.asarray(pictures, dtype=np.float64)
    surplus = pixels - pixels.min(axis=3, keepdims=True)
    out = np.zeros((len(pixels), 128))
    out[:, :3] = surplus.sum(axis=(1, 2))
    return out
# END SOLUTION
