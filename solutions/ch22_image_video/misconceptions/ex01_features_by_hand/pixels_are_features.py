# id: pixels-are-features
# check: test_kinds_are_found
# why: A picture is a vector already: make it smaller, and compare. Where a stripe begins changes every pixel, and nothing that matters.
# source: nearest neighbors on raw pixels, the first classifier of many courses (CS231n notes, Image Classification, shows its failure)
# BEGIN SOLUTION describe
    pixels = np.asarray(pictures, dtype=np.float64)
    small = pixels.reshape(len(pixels), 6, 4, 6, 4, 3).mean(axis=(2, 4)).reshape(len(pixels), -1)
    out = np.zeros((len(pixels), 128))
    out[:, :108] = small - 127
    return out
# END SOLUTION
