def nearest(rows, query, k):
    return [int(i) for i in
