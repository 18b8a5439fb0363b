# expect: passed
# because: direction from the windowed Fourier spectrum of the colored part in eight soft bins, color as a mean of chroma
import numpy as np

SIZE = 24
WINDOW = np.outer(np.hanning(SIZE + 2)[1:-1], np.hanning(SIZE + 2)[1:-1])
FY, FX = np.meshgrid(np.fft.fftfreq(SIZE) * SIZE, np.fft.fftfreq(SIZE) * SIZE, indexing="ij")
RADIUS, ANGLE = np.hypot(FY, FX), np.arctan2(FY, FX)
SOFT = np.stack([np.exp(4 * (np.cos(2 * (ANGLE - np.pi * b / 8)) - 1)) for b in range(8)]) * (RADIUS > 1.2) * (RADIUS < 11)


def normal(v):
    v = v - v.mean()
    n = np.sqrt((v * v).sum())
    return v / n if n > 0 else np.ones_like(v)


def one(picture):
    picture = np.array(picture, dtype=np.float64)
    chroma = picture - picture.min(axis=2)[:, :, None]
    ink = chroma.max(axis=2)
    power = np.abs(np.fft.fft2((ink - ink.mean()) * WINDOW)) ** 2
    return np.concatenate([normal(chroma.mean(axis=(0, 1))), normal((SOFT * power).sum(axis=(1, 2))), np.zeros(117)])


def describe(pictures):
    return np.array([one(p) for p in pictures])


def store(client, name, rows):
    client.upsert(name, [{"id": row["id"], "vector": one(row["picture"]).tolist()} for row in rows])
    return len(rows)


def alike(client, name, picture, k):
    return [hit["id"] for hit in client.search(name, data=[one(picture).tolist()], limit=k)[0]]
