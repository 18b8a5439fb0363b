"""Ask the handbook: an answer in its own words, with the place where it stands."""
import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Ask the handbook")


@app.cell(hide_code=True)
def _():
    from html import escape

    import marimo as mo

    from applications import serve
    from applications.answers import data, rank, store
    return data, escape, mo, rank, serve, store


@app.cell(hide_code=True)
def _(mo, serve, store):
    client = serve.connect()
    rare = store.rare()
    mo.md("""
    # Ask the handbook

    Questions about the Python language, answered in the handbook's own words, or not at all.
    """)
    return client, rare


@app.cell(hide_code=True)
def _(mo):
    question = mo.ui.text("Is UnboundLocalError a subclass of NameError?", label="Your question", full_width=True, max_length=300)
    question
    return (question,)


@app.cell(hide_code=True)
def _(mo, rank):
    sure = mo.ui.slider(0.5, 3.0, step=0.1, value=rank.LEAST, label="Answer from this confidence on", show_value=True, debounce=True, full_width=True)
    way = mo.ui.dropdown({"words and meaning": "both", "words only": "words", "meaning only": "meaning"}, value="words and meaning", label="Search by")
    mo.vstack([way, sure])
    return sure, way


@app.cell(hide_code=True)
def _(client, escape, mo, question, rank, rare, store, sure, way):
    _passages = store.search(client, question.value, way=way.value)
    _found = rank.quotations(question.value, _passages, rare)
    quotation = rank.decide(_found, sure.value)
    _line = "padding:.7rem .2rem;border-top:1px solid color-mix(in srgb, currentColor 18%, transparent);line-height:1.5;overflow-wrap:anywhere"


    def _place(one):
        return f"<span style='opacity:.8'>{escape(one.title)}, page “{escape(one.topic)}”, characters {one.start:,} to {one.end:,} · confidence {one.confidence:.2f}</span>"


    if quotation is not None:
        _elsewhere = [row for row in store.alike(client, quotation.text, 5) if row["share"] > 0.3 and row["topic"] != quotation.topic]
        _also = f"<p style='opacity:.8'>Said much the same on: {', '.join(escape(row['topic']) for row in _elsewhere)}.</p>" if _elsewhere else ""
        _top = f"<blockquote id='answer' style='font-size:1.15rem;margin:.6rem 0;padding-left:.9rem;border-left:4px solid #0d9488'>{escape(quotation.text)}</blockquote>{_place(quotation)}{_also}"
    elif not question.value.strip():
        _top = "<p id='answer'>Type a question.</p>"
    else:
        _top = "<p id='answer' style='font-size:1.15rem'><b>The handbook does not say it</b>, or not in words that this page recognizes. What is nearest:</p>"
    _shown, _cards = set(), []
    for _one in _found:
        if _one is quotation or any(_one.topic == t and _one.start < e and s < _one.end for t, s, e in _shown):
            continue
        _shown.add((_one.topic, _one.start, _one.end))
        _cards.append(f"<li style='{_line}'>{escape(_one.text)}<br>{_place(_one)}</li>")
        if len(_cards) == 4:
            break
    _rest = f"<p style='margin:1rem 0 .2rem'>{'Other quotations, less sure' if quotation else ''}</p><ul style='list-style:none;padding:0;margin:0'>{''.join(_cards)}</ul>" if _cards else ""
    mo.Html(f"<div style='font-size:1rem'>{_top}{_rest}</div>")
    return (quotation,)


@app.cell(hide_code=True)
def _(data, mo, quotation):
    # The page, with the quotation in its place: a citation that cannot be looked up is none.
    _text = next((page.text for page in data.pages() if quotation and page.topic == quotation.topic), "")
    _before = _text[max(0, quotation.start - 700) : quotation.start] if quotation else ""
    _after = _text[quotation.end : quotation.end + 700] if quotation else ""
    from html import escape as _escape

    _html = f"<div style='white-space:pre-wrap;line-height:1.5;overflow-wrap:anywhere'>…{_escape(_before)}<mark>{_escape(quotation.text)}</mark>{_escape(_after)}…</div>" if quotation else ""
    mo.accordion({"The place in the handbook": mo.Html(_html)}) if quotation else mo.md("")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Text: help topics of CPython, Python Software Foundation License Version 2.*
    """)
    return


if __name__ == "__main__":
    app.run()
