"""Draw the front page's picture from real data: chapter 1's shelf, laid flat so that neighbours stay neighbours.

    python scripts/draw_shelf.py

writes site/drawings/shelf.svg: 733 functions of Python's standard library, placed by t-SNE (van der Maaten and
Hinton, 2008) on the cosine of their descriptions, and one question with its five nearest, found in all 256 dimensions.
"""

import json
from html import escape
from pathlib import Path

import numpy as np
import wordllama

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "erase a folder"
WIDTH, HEIGHT = 720, 520


def embed(model, texts):
    raw = model.embed(list(texts))
    return raw / np.linalg.norm(raw, axis=1, keepdims=True)


def affinities(distance, perplexity):
    """Row-wise Gaussian weights whose entropy matches the perplexity, made symmetric."""
    n = len(distance)
    weights = np.zeros((n, n))
    for i in range(n):
        low, high, beta = 0.0, np.inf, 1.0
        row = np.delete(distance[i], i)
        for _ in range(50):
            p = np.exp(-(row - row.min()) * beta)
            p /= p.sum()
            entropy = -(p * np.log(np.maximum(p, 1e-12))).sum()
            if abs(entropy - np.log(perplexity)) < 1e-4:
                break
            if entropy > np.log(perplexity):
                low, beta = beta, beta * 2 if high == np.inf else (beta + high) / 2
            else:
                high, beta = beta, (beta + low) / 2
        weights[i, np.arange(n) != i] = p
    weights += weights.T
    return weights / weights.sum()


def flat(vectors, steps=1400, perplexity=9):
    rng = np.random.default_rng(5)
    p = affinities(2 - 2 * vectors @ vectors.T, perplexity)
    y = rng.normal(scale=1e-4, size=(len(vectors), 2))
    speed = np.zeros_like(y)
    for step in range(steps):
        gap = y[:, None] - y[None]
        q = 1 / (1 + (gap**2).sum(-1))
        np.fill_diagonal(q, 0)
        force = ((p * (8 if step < 150 else 1) - q / q.sum()) * q)[..., None] * gap
        speed = (0.5 if step < 150 else 0.8) * speed - 120 * 4 * force.sum(1)
        y += speed
        y -= y.mean(0)
    return y


def main():
    shelf = json.loads((ROOT / "lessons" / "data" / "pydoc.json").read_text())
    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    vectors = embed(model, [QUESTION, *(row["text"] for row in shelf)])
    nearest = np.argsort(-(vectors[1:] @ vectors[0]))[:5] + 1
    places = flat(vectors)
    low, high = np.percentile(places, 0.5, axis=0), np.percentile(places, 99.5, axis=0)
    places = 24 + np.clip((places - low) / (high - low), 0, 1) * (np.array([WIDTH, HEIGHT]) - 48)

    def dots(ids):
        return "".join(f"M{places[i][0]:.0f} {places[i][1]:.0f}h0" for i in ids)

    families = [
        ("math", "cmath", "statistics", "random", "decimal", "fractions"),
        ("os", "os.path", "shutil", "pathlib", "tempfile", "glob", "filecmp", "stat"),
    ]
    groups = [[i + 1 for i, row in enumerate(shelf) if row["module"] in family] for family in families]
    rest = [i for i in range(1, len(vectors)) if not any(i in group for group in groups)]
    x, y = places[0]
    lines = "".join(f"<path class='tie' d='M{x:.0f} {y:.0f}L{places[i][0]:.0f} {places[i][1]:.0f}'/>" for i in nearest)
    # Labels stand in a column beside the question, each joined to its point.
    right = x < WIDTH / 2
    edge = (
        min(max(places[i][0] for i in nearest) + 40, WIDTH - 240)
        if right
        else max(min(places[i][0] for i in nearest) - 40, 240)
    )
    top = max(20, y - 40)
    labels = ""
    for at, i in enumerate(sorted(nearest, key=lambda i: places[i][1])):
        px, py = places[i]
        ly = top + at * 21
        labels += f"<path class='leader' d='M{px:.0f} {py:.0f}L{edge - 6 if right else edge + 6:.0f} {ly - 4:.0f}'/>"
        labels += f"<text x='{edge:.0f}' y='{ly:.0f}' text-anchor='{'start' if right else 'end'}'>{escape(shelf[i - 1]['name'])}</text>"
    out = f"""<svg class="shelf" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="shelf-title shelf-desc">
<title id="shelf-title">733 functions of Python's standard library, near to one another when they do similar things</title>
<desc id="shelf-desc">The question “{QUESTION}” and lines to its five nearest: {", ".join(shelf[i - 1]["name"] for i in nearest)}.</desc>
<path class="dots" d="{dots(rest)}"/><path class="dots numbers" d="{dots(groups[0])}"/><path class="dots files" d="{dots(groups[1])}"/>
{lines}<path class="dots near" d="{dots(nearest)}"/>
<path class="cross" d="M{x - 8:.0f} {y:.0f}h16M{x:.0f} {y - 8:.0f}v16"/>
<g class="labels">{labels}<text class="question" x="{x - 22 if right else x + 22:.0f}" y="{y + 5:.0f}" text-anchor="{"end" if right else "start"}">“{escape(QUESTION)}”</text></g>
</svg>
"""
    path = ROOT / "site" / "drawings" / "shelf.svg"
    path.write_text(out, encoding="utf-8")
    print(path, len(out), "bytes;", [shelf[i - 1]["name"] for i in nearest])


if __name__ == "__main__":
    main()
