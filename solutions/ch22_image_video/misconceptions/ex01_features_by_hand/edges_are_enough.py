# id: edges-are-enough
# check: test_kinds_are_found
# why: Gradients are the better feature, as everyone knows since HOG, and they are computed on gray pictures. Red stripes and blue stripes then have the same gradients.
# source: histogram of oriented gradients on gray pictures, as scikit-image's example computes it
# BEGIN SOLUTION describe
    pixels = np.asarray(pictures, dtype=np.float64)
    out = np.zeros((len(pixels), 128))
    for n, picture in enumerate(pixels):
        down, right = np.gradient(picture.mean(axis=2))
        bins = (np.arctan2(down, right) % np.pi / np.pi * 8).astype(int) % 8
        out[n, :8] = np.bincount(bins.ravel(), np.hypot(down, right).ravel(), minlength=8)
    return out
# END SOLUTION
