"""Each fingerprint becomes one big whole number; Python counts its bits."""


def nearest(fingerprints, query, k, metric):
    asked = int.from_bytes(query.tobytes(), "big")

    def distance(row):
        mine = int.from_bytes(row.tobytes(), "big")
        if metric == "HAMMING":
            return (mine ^ asked).bit_count()
        return (mine ^ asked).bit_count() / (mine | asked).bit_count()

    ranked = sorted((distance(row), i) for i, row in enumerate(fingerprints))
    return tuple((i, d) for d, i in ranked[:k])
