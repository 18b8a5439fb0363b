# id: the-fit-is-perfect
# check: test_unseen_pictures
# why: Least squares gives the smallest error on the pairs at hand, and with 96 numbers per picture it explains 120 pairs almost perfectly. It explains their noise.
# source: np.linalg.lstsq on the pairs at hand, the first recipe in many posts on mapping one embedding space to another
# BEGIN SOLUTION learn
    pictures, captions = np.asarray(pictures, float), np.asarray(captions, float)
    mean_picture, mean_caption = pictures.mean(axis=0), captions.mean(axis=0)
    matrix, *_ = np.linalg.lstsq(pictures - mean_picture, captions - mean_caption, rcond=None)
    return {"matrix": matrix, "mean_picture": mean_picture, "mean_caption": mean_caption}
# END SOLUTION
