# id: equal-length-is-one-space
# check: test_unseen_pictures
# why: The collection wants 32 numbers and the picture has 96, so cut it, or reduce it by PCA, to 32. The insert works, the search works, and every answer is chance.
# source: milvus-io/milvus issues and forum threads on dimension mismatch, where vectors are cut or padded until the insert passes
# BEGIN SOLUTION learn
    pictures = np.asarray(pictures, float)
    mean_picture = pictures.mean(axis=0)
    _, _, axes = np.linalg.svd(pictures - mean_picture, full_matrices=False)
    return {"matrix": axes[:32].T.copy(), "mean_picture": mean_picture, "mean_caption": np.asarray(captions, float).mean(axis=0)}
# END SOLUTION
