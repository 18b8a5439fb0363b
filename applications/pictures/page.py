"""Search pictures by a picture, by words, by both, by a crop; browse near-duplicates and clips."""
import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Pictures")


@app.cell(hide_code=True)
def _():
    import base64
    import io
    from html import escape

    import marimo as mo
    import numpy as np
    from PIL import Image

    from applications import serve
    from applications.pictures import clips, model, rank, store
    return Image, base64, clips, escape, io, mo, model, np, rank, serve, store


@app.cell(hide_code=True)
def _(Image, base64, clips, escape, io, mo, rank, serve, store):
    client = serve.connect()
    stamps = store.shipped()
    composed = {clip.title: clip for clip in clips.compose(stamps)}


    def source(image):
        """An image as the address of an <img>."""
        buffer = io.BytesIO()
        image.save(buffer, "WEBP", quality=85)
        return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode()


    def tile(image, text, alt):
        """One picture with its words."""
        return (
            f'<figure style="margin:0;width:100px;font-size:12px;line-height:1.3"><img src="{source(image)}" alt="{escape(alt)}" width="96" height="96" '
            f'style="border-radius:6px;background:#fff;object-fit:contain"><figcaption>{text}</figcaption></figure>'
        )


    def wall(tiles):
        """Pictures side by side, as many as the screen is wide."""
        return mo.Html(f'<div style="display:flex;flex-wrap:wrap;gap:10px;margin:.5em 0">{"".join(tiles)}</div>')


    def found(hits):
        """Hits as pictures; a picture without a caption says so."""
        known = store.facts(client, [hit["id"] for hit in hits])
        return wall([tile(stamps.image(hit["id"]), escape(known[hit["id"]]["caption"] or "no caption"), stamps.rows[hit["id"]]["caption"]) for hit in hits if hit["id"] in known])


    LIMIT = 10 * 1024 * 1024


    def opened(files):
        """The uploaded picture, or None and why not."""
        if not files:
            return None, ""
        if len(files[0].contents) > LIMIT:
            return None, "The picture is larger than 10 MB. Choose a smaller one."
        try:
            image = Image.open(io.BytesIO(files[0].contents))
            if image.width * image.height > 40_000_000:
                return None, "The picture has more than 40 million pixels. Choose a smaller one."
            image.load()
        except Exception:
            return None, "This file is no picture that can be read. PNG, JPEG and WebP can."
        return image, ""


    twins = rank.groups(store.copies(client, 0.95))
    mo.md("# Find a picture")
    return client, composed, found, opened, stamps, tile, twins, wall


@app.cell(hide_code=True)
def _(mo, stamps):
    words = mo.ui.text(value="a red fruit", label="Words", full_width=True, debounce=400)
    upload = mo.ui.file(filetypes=[".png", ".jpg", ".jpeg", ".webp"], kind="button", label="Picture of your own")
    example = mo.ui.dropdown({"none": -1, **{f"{row['caption'][:20]} (no. {n})": n for n, row in enumerate(stamps.rows)}}, value="none", label="Stored")
    weight = mo.ui.slider(0, 1, step=0.1, value=0.5, label="Words … picture", show_value=True)
    category = mo.ui.dropdown(["everywhere", *sorted({str(c).split("/")[0] for c in stamps.categories})], value="everywhere", label="In")
    left = mo.ui.slider(0, 0.6, step=0.05, value=0, label="Crop: from the left", show_value=True)
    top = mo.ui.slider(0, 0.6, step=0.05, value=0, label="from the top", show_value=True)
    size = mo.ui.slider(0.3, 1, step=0.05, value=1, label="size", show_value=True)
    one_of_each = mo.ui.checkbox(value=True, label="Show near-duplicates once")
    return category, example, left, one_of_each, size, top, upload, weight, words


@app.cell(hide_code=True)
def _(category, client, example, found, left, mo, model, one_of_each, opened, rank, size, stamps, store, tile, top, twins, upload, wall, weight, words):
    _image, _trouble = opened(upload.value)
    if _image is None and example.value >= 0:
        _image = stamps.image(example.value)
    _where = "" if category.value == "everywhere" else store.within(category.value)
    _lists, _weights, _note = [], [], []
    _text = words.value.strip()[:300]
    if _text:
        _lists.append([hit["id"] for hit in store.by_sight_of_words(client, model.read([_text])[0], 50, _where)])
        _weights.append(1 - weight.value if _image is not None else 1.0)
    if _image is not None:
        _image = model.square(_image)
        if size.value < 1:
            _side, _x, _y = _image.width, left.value, top.value
            _image = _image.crop((round(_x * _side), round(_y * _side), round(min(1, _x + size.value) * _side), round(min(1, _y + size.value) * _side)))
        _vector = model.seen([_image])[0]
        if size.value < 1:
            _ids = rank.once(hit["id"] for hit in store.by_crop(client, _vector, 100))
            _allowed = {i for i in _ids if not _where or str(stamps.categories[i]).startswith(category.value)}
            _lists.append([i for i in _ids if i in _allowed])
        else:
            _lists.append([hit["id"] for hit in store.by_picture(client, _vector, 50, _where)])
        _weights.append(weight.value if _text else 1.0)
        _note = [wall([tile(_image.resize((128, 128)), "asked with", "the picture asked with")])]
    _ids = rank.fused(_lists, _weights) if _lists else []
    if one_of_each.value:
        _ids = rank.one_of_each(_ids, twins)
    _answer = found([{"id": i} for i in _ids[:12]]) if _ids else mo.md("Nothing to search with. Write some words, or choose a picture.")
    searching = mo.vstack([
        words,
        mo.hstack([upload, example, category], justify="start", wrap=True),
        mo.accordion({"Words and picture together, and a crop": mo.vstack([weight, mo.hstack([left, top, size], justify="start", wrap=True), one_of_each])}),
        *([mo.callout(_trouble, kind="warn")] if _trouble else []),
        *_note,
        _answer,
    ])  # fmt: skip
    return (searching,)


@app.cell(hide_code=True)
def _(mo):
    threshold = mo.ui.slider(0.7, 0.99, step=0.01, value=0.9, label="Cosine of a copy, at least", show_value=True)
    return (threshold,)


@app.cell(hide_code=True)
def _(client, mo, rank, stamps, store, threshold, tile, wall):
    _groups = rank.groups(store.copies(client, threshold.value))
    _rows = [wall([tile(stamps.image(i), f"no. {i}", stamps.rows[i]["caption"]) for i in group[:12]]) for group in _groups[:30]]
    duplicates = mo.vstack([threshold, mo.md(f"{len(_groups)} groups of near-duplicates."), *_rows])
    return (duplicates,)


@app.cell(hide_code=True)
def _(mo):
    scene = mo.ui.text(value="a fish", label="What happens in the clip", full_width=True, debounce=400)
    return (scene,)


@app.cell(hide_code=True)
def _(client, composed, mo, model, np, scene, stamps, store, tile, wall):
    _text = scene.value.strip()[:300]
    _hits = []
    if _text:
        # Words have no place among frames: the pictures that the words find ask for them.
        _seen = [hit["id"] for hit in store.by_sight_of_words(client, model.read([_text])[0], 3)]
        _vector = np.mean([stamps.pictures[i] for i in _seen], axis=0)
        _hits = store.moments(client, _vector / np.linalg.norm(_vector), 6)
    _tiles = [tile(composed[hit["clip"]].frames[hit["second"]], f"{hit['clip']}, second {hit['second']}", f"frame {hit['second']} of {hit['clip']}") for hit in _hits if hit["clip"] in composed]
    moments = mo.vstack([scene, wall(_tiles) if _tiles else mo.md("Write what to look for.")])
    return (moments,)


@app.cell(hide_code=True)
def _(duplicates, mo, moments, searching):
    mo.vstack([
        mo.ui.tabs({"Search": searching, "Near-duplicates": duplicates, "Moments in clips": moments}),
        mo.md("*Pictures: the stamps of Tux Paint (GNU GPL 2). Network: EfficientNet-Lite0 (Apache 2.0). Words: wordllama (MIT).*"),
    ])
    return


if __name__ == "__main__":
    app.run()
