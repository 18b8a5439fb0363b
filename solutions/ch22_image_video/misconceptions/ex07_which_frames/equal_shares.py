# id: equal-shares
# check: test_videos_differ
# why: It is fair to give each video the same number of rows. A still lecture then has twenty copies of one view, and the trailer lacks twenty views.
# source: a quota per file, as storage systems have it
# BEGIN SOLUTION store
    share, rows = budget // len(videos), []
    for title, vectors in videos.items():
        kept, nearest = [0], vectors @ vectors[0]
        while len(kept) < min(share, len(vectors)):
            worst = int(nearest.argmin())
            kept.append(worst)
            nearest = np.maximum(nearest, vectors @ vectors[worst])
        rows += [{"video": title, "second": second, "vector": vectors[second].tolist()} for second in sorted(set(kept))]
    client.insert(name, [{"id": n, **row} for n, row in enumerate(rows)])
    return len(rows)
# END SOLUTION
