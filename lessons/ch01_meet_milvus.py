import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="1 Meet Milvus")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Meet Milvus

    You know that Python can do it. You know roughly what it does. You cannot remember what it is called.
    A list of names does not help, and neither does a word search: *erase a folder* finds nothing, because the
    manual says *delete a directory tree*.

    This chapter starts from that small annoyance. You build a search that understands what you mean, first in six
    lines of NumPy, then you watch it reach its limits, then Milvus takes over.

    **What you will be able to do**

    - *say* what a vector database adds to a table and an array,
    - *create* a collection, *insert* rows and *search* them,
    - *tell* a search from a query, and use both at once,
    - *read* a hit: which number it carries, and which way is better,
    - *open* a collection again after a restart.
    """)
    return


@app.cell(hide_code=True)
def _():
    import json
    import re
    import sqlite3
    import subprocess
    import sys
    import tempfile
    import time
    import warnings
    from html import escape
    from pathlib import Path
    from textwrap import dedent

    import altair as alt
    import numpy as np
    import wordllama

    import grader.lesson as course

    return (
        Path,
        alt,
        course,
        dedent,
        escape,
        json,
        np,
        re,
        sqlite3,
        subprocess,
        sys,
        tempfile,
        time,
        warnings,
        wordllama,
    )


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** No chapter comes before this one. Python is all you need
    to know. {milvus.introduced}
    """)
    return


@app.cell(hide_code=True)
def _(course):
    milvus = course.milvus()
    client = course.connect()
    return client, milvus


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What is a Vector Database?

    Here is a shelf: 733 functions and classes of Python's standard library, each with the first sentence of its
    documentation. An **embedding model** turns a text into a list of numbers, a **vector**, so that texts with
    a similar meaning get vectors that point in a similar direction. The model here is small (it lies inside a
    Python package and needs no network) and gives 256 numbers per text.
    """)
    return


@app.cell
def _(Path, json, mo, np, wordllama):
    shelf = json.loads((mo.notebook_dir() / "data" / "pydoc.json").read_text())
    texts = [row["text"] for row in shelf]

    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


    def embed(some_texts):
        raw = model.embed(list(some_texts))
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)  # every vector gets length 1


    vectors = embed(texts)
    mo.show_code(mo.plain_text(f"{shelf[0]}\nvectors: {vectors.shape}, {vectors.dtype}"), position="above")
    return embed, model, shelf, texts, vectors


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Two vectors of length 1 point in nearly the same direction when their dot product is near 1. So the whole search
    is one matrix product and one sort.
    """)
    return


@app.cell
def _(embed, mo, np, shelf, vectors):
    def nearest(question, k=5):
        similarity = vectors @ embed([question])[0]
        best = np.argsort(-similarity)[:k]
        return [(shelf[i], float(similarity[i])) for i in best]


    mo.show_code()
    return (nearest,)


@app.cell(hide_code=True)
def _(course):
    by_meaning = course.predict(
        "*erase a folder*: no line on the shelf has the word *erase*, none has *folder*. The line of `shutil.rmtree` "
        "says “Recursively delete a directory tree.” Where among 733 lines will it come out?",
        ["Nowhere: not one word agrees", "Among the first fifty", "First"],
        "First",
        "The model has never seen this pair of sentences. It has seen *erase* and *delete*, *folder* and *directory*, in "
        "similar company often enough to place them in similar directions.",
        key="ch01 by meaning",
    )
    by_meaning
    return (by_meaning,)


@app.cell(hide_code=True)
def _(by_meaning, course, mo):
    course.after(by_meaning)
    asked = mo.ui.text(value="erase a folder", label="What do you want to do?", full_width=True)
    how_many = mo.ui.slider(1, 12, value=5, label="How many answers", show_value=True)
    mo.vstack([asked, how_many])
    return asked, how_many


@app.cell(hide_code=True)
def _(escape, mo):
    def bars(rows, caption=""):
        """Hits with a bar for the number; `rows` are (name, text, number). On a phone the parts stand below each other."""
        style = (
            ".bars{display:grid;grid-template-columns:fit-content(22rem) minmax(0,1fr) 7rem;gap:.35rem 1rem;align-items:center;margin:0}"
            ".bars>*{min-width:0;overflow-wrap:anywhere}.bars .bar{height:.5rem;border-radius:3px;background:#1592a6}"
            "@media(max-width:640px){.bars{grid-template-columns:1fr;gap:.1rem}.bars>:nth-child(3n){margin-bottom:.7rem}}"
        )
        lines = "".join(
            f"<code>{escape(name)}</code><span>{escape(text)}</span>"
            f"<span><span class='bar' aria-hidden='true' style='display:block;width:{max(0.0, min(1.0, number)) * 100:.0f}%'></span>"
            f"<span style='font-size:.8rem'>{number:.3f}</span></span>"
            for name, text, number in rows
        )
        head = f"<p style='font-size:.85rem;margin:0 0 .4rem'>{escape(caption)}</p>" if caption else ""
        return mo.Html(f"<style>{style}</style>{head}<div class='bars'>{lines}</div>")

    return (bars,)


@app.cell(hide_code=True)
def _(asked, bars, how_many, mo, nearest):
    mo.stop(not asked.value.strip(), mo.md("*Type a few words.*"))
    bars([(row["name"], row["text"], s) for row, s in nearest(asked.value, how_many.value)], "NumPy's answers, best first")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    256 dimensions cannot be drawn, but their two widest directions can. Each point below is a function; the cross is
    your query, and lines lead to its nearest functions. Near on this flat picture does not always mean near in 256
    dimensions, and that is worth remembering whenever you are shown such a map.
    """)
    return


@app.cell(hide_code=True)
def _(alt, asked, embed, how_many, mo, np, shelf, vectors):
    mo.stop(not asked.value.strip())
    _center = vectors.mean(axis=0)
    _, _, _axes = np.linalg.svd(vectors - _center, full_matrices=False)
    _flat = (vectors - _center) @ _axes[:2].T
    _q = embed([asked.value])[0]
    _qx, _qy = (_q - _center) @ _axes[:2].T
    _best = set(np.argsort(-(vectors @ _q))[: how_many.value].tolist())
    _points = [
        {"x": float(x), "y": float(y), "name": row["name"], "text": row["text"], "answer": "answer" if i in _best else "other"}
        for i, ((x, y), row) in enumerate(zip(_flat, shelf, strict=True))
    ]
    _ties = [{"x": float(_qx), "y": float(_qy), "x2": float(_flat[i][0]), "y2": float(_flat[i][1])} for i in _best]
    _bare = alt.Axis(labels=False, ticks=False, title=None, grid=False, domain=False)
    _dots = (
        alt.Chart(alt.Data(values=_points))
        .mark_circle()
        .encode(
            x=alt.X("x:Q", axis=_bare),
            y=alt.Y("y:Q", axis=_bare),
            color=alt.Color("answer:N", scale=alt.Scale(domain=["other", "answer"], range=["#9aa5b1", "#d9772b"]), legend=None),
            size=alt.condition("datum.answer == 'answer'", alt.value(90), alt.value(22)),
            opacity=alt.condition("datum.answer == 'answer'", alt.value(1), alt.value(0.55)),
            tooltip=["name:N", "text:N"],
        )
    )
    _lines = alt.Chart(alt.Data(values=_ties)).mark_rule(color="#d9772b", opacity=0.6).encode(x="x:Q", y="y:Q", x2="x2:Q", y2="y2:Q")
    _cross = (
        alt.Chart(alt.Data(values=[{"x": float(_qx), "y": float(_qy), "name": asked.value}]))
        .mark_point(shape="cross", size=200, filled=True, color="#1592a6")
        .encode(x="x:Q", y="y:Q", tooltip=["name:N"])
    )
    (_lines + _dots + _cross).properties(
        width="container", height=340, description="A map of the shelf: your query and its nearest functions"
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    That is the idea of vector search, complete. A **vector database** is what you need when the idea has to live:
    it keeps vectors together with the data that they stand for, and answers *which rows are nearest to this one?*
    quickly, while rows come and go, while filters apply, and while machines fail.

    How soon do you need one? NumPy compares the query with *every* row, so watch what that costs.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    linear = course.predict(
        "A search over a thousand rows takes NumPy a fraction of a millisecond. A hundred times as many rows will take…",
        ["about as long", "roughly a hundred times as long", "roughly ten thousand times as long"],
        "roughly a hundred times as long",
        "One dot product per row: the cost is a straight line, steeper once the rows no longer fit into the processor's caches. "
        "That is fine for a long while, and then it is not. The numbers below were measured just now, on your machine.",
        key="ch01 linear",
    )
    linear
    return (linear,)


@app.cell
def _(course, linear, np, time, vectors):
    course.after(linear)


    def seconds_a_search(rows):
        table = np.resize(vectors, (rows, vectors.shape[1])).astype(np.float32)
        question = vectors[0]
        times = []
        for _ in range(15):
            start = time.perf_counter()
            np.argpartition(-(table @ question), 5)[:5]
            times.append(time.perf_counter() - start)
        return min(times)  # the run that nothing else on this machine disturbed


    measured = {rows: seconds_a_search(rows) for rows in (1_000, 4_000, 16_000, 64_000, 128_000)}
    return (measured,)


@app.cell(hide_code=True)
def _(alt, measured):
    _rows = [{"rows": n, "ms": s * 1000} for n, s in measured.items()]
    _axis = alt.Axis(format="~s")
    alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=70), color="#1592a6").encode(
        x=alt.X("rows:Q", title="rows of 256 numbers", axis=_axis),
        y=alt.Y("ms:Q", title="milliseconds a search (best of 15)"),
        tooltip=["rows:Q", alt.Tooltip("ms:Q", format=".2f")],
    ).properties(width="container", height=240, description="Time of one NumPy search against the number of rows")
    return


@app.cell(hide_code=True)
def _(measured, mo):
    rows_wanted = mo.ui.slider(steps=[10**n for n in range(4, 10)], value=10**7, label="If you had this many rows")
    rows_wanted if measured else None
    return (rows_wanted,)


@app.cell(hide_code=True)
def _(measured, mo, rows_wanted):
    _slope = measured[128_000] / 128_000
    _seconds, _gib = rows_wanted.value * _slope, rows_wanted.value * 256 * 4 / 2**30
    _time = f"{_seconds * 1000:,.1f} ms" if _seconds < 1 else f"{_seconds:,.1f} s"
    mo.md(f"""
    At the speed just measured, **{rows_wanted.value:,} rows** cost **{_time}** a search and **{_gib:,.2f} GiB** of memory
    for the vectors alone, as 4-byte floats.

    Time is only the first thing that breaks. Next come the others: the array is gone when the process ends. Two
    processes need two copies. Deleting a row shifts the rows after it. *Only functions of `os.path`* needs a second
    structure that must never disagree with the first. One day the array no longer fits. Each has a known answer: an
    index, a log, a storage format, a server, shards. A vector database is those answers, working together.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## How We Got Here: A Brief History

    The idea is older than the name. Texts have been ranked by the angle between vectors for half a century; what
    changed is where the vectors come from, and how many there are.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    first_angle = course.predict(
        "When was the ranking of documents by the angle between their vectors?",
        ["1975", "1998", "2013, with word2vec", "2017, with Faiss"],
        "1975",
        "Salton, Wong and Yang, *A vector space model for automatic indexing*. Their vectors had one dimension per *word*, "
        "counted from the text itself, and that is exactly what the next demonstration tries.",
        key="ch01 first angle",
    )
    first_angle
    return (first_angle,)


@app.cell(hide_code=True)
def _(course, first_angle, mo):
    course.after(first_angle)
    _events = [
        (1970, "data", "The relational model", "Codd, CACM 13(6)"),
        (1975, "vectors", "Documents as vectors of words, ranked by angle", "Salton, Wong, Yang, CACM 18(11)"),
        (1975.6, "search", "k-d trees: exact neighbors in few dimensions", "Bentley, CACM 18(9)"),
        (1990, "vectors", "Latent semantic analysis: fewer, denser dimensions", "Deerwester et al., JASIS 41(6)"),
        (1998, "search", "Locality-sensitive hashing: approximate on purpose", "Indyk, Motwani, STOC"),
        (2011, "search", "Product quantization: vectors in a few bytes", "Jégou, Douze, Schmid, TPAMI 33(1)"),
        (2013, "vectors", "word2vec: meaning learned from neighbors in text", "Mikolov et al., arXiv 1301.3781"),
        (2016, "search", "HNSW: walking a layered graph", "Malkov, Yashunin, arXiv 1603.09320"),
        (2017, "search", "Faiss: billions of vectors, GPUs", "Johnson, Douze, Jégou, arXiv 1702.08734"),
        (2018, "vectors", "BERT: a vector for a word in its sentence", "Devlin et al., arXiv 1810.04805"),
        (2019, "data", "Milvus is opened; DiskANN searches from disk", "github.com/milvus-io/milvus; Subramanya et al., NeurIPS"),
        (2021, "vectors", "CLIP: pictures and words in one space", "Radford et al., arXiv 2103.00020"),
        (2021.6, "data", "Milvus described as a data management system", "Wang et al., SIGMOD"),
        (2024, "search", "RaBitQ: one bit per dimension, with a bound", "Gao, Long, arXiv 2405.12497"),
    ]
    _color = {"vectors": "#1592a6", "search": "#d9772b", "data": "#7a6fc2"}
    _style = (
        ".line{list-style:none;margin:0;padding:0;border-left:2px solid #9aa5b155;margin-left:3.6rem}"
        ".line li{position:relative;padding:0 0 .1rem 1.2rem;margin:0}"
        ".line time{position:absolute;left:-3.6rem;font-variant-numeric:tabular-nums;font-weight:650}"
        ".line i{position:absolute;left:-.5rem;top:.42rem;width:.85rem;height:.85rem;border-radius:50%}"
        ".line small{opacity:.75}"
    )
    _items = "".join(
        f"<li style='margin-top:{min(1.6, 0.06 * (y - before)):.2f}rem'><time>{int(y)}</time>"
        f"<i style='background:{_color[line]}' aria-hidden='true'></i>{what} <small>({line}; {source})</small></li>"
        for before, (y, line, what, source) in zip([1970, *(e[0] for e in _events)], _events)
    )
    _key = " &nbsp; ".join(f"<span style='color:{c}' aria-hidden='true'>●</span> {line}" for line, c in _color.items())
    mo.Html(f"<style>{_style}</style><p>{_key}</p><ol class='line' aria-label='Fifty years in three threads'>{_items}</ol>")
    return


@app.cell(hide_code=True)
def _(course, first_angle, mo):
    course.after(first_angle)
    mo.md("""
    Three threads: where **vectors** come from, how they are **searched**, how **data** is kept. They stayed apart until learned vectors became good enough for general use.

    The same in one experiment. First the vectors of 1975: one dimension per word, weighted by how rare the word is.
    """)
    return


@app.cell
def _(course, first_angle, mo, np, re, texts):
    course.after(first_angle)


    def words_of(text):
        return re.findall(r"[a-z]+", text.lower())


    vocabulary = {w: i for i, w in enumerate(sorted({w for t in texts for w in words_of(t)}))}


    def count(text):
        v = np.zeros(len(vocabulary))
        for w in words_of(text):
            if w in vocabulary:
                v[vocabulary[w]] += 1
        return v


    counts = np.array([count(t) for t in texts])
    rarity = np.log(len(texts) / (counts > 0).sum(axis=0))
    table_1975 = counts * rarity / np.linalg.norm(counts * rarity, axis=1, keepdims=True)
    answer_1975 = table_1975 @ (count("erase folder") * rarity)

    used = (counts > 0).sum(axis=1).mean()
    said = f"{len(vocabulary)} dimensions, {used:.1f} of them not zero; best similarity to 'erase folder': {answer_1975.max():.3f}"
    mo.show_code(mo.plain_text(said), position="above")
    return


@app.cell(hide_code=True)
def _(alt, course, embed, first_angle, mo):
    course.after(first_angle)
    _words = ["erase", "delete", "folder", "directory", "shuffle", "random", "average", "mean"]
    _v = embed(_words)
    _rows = [{"a": a, "b": b, "cosine": float(_v[i] @ _v[j])} for i, a in enumerate(_words) for j, b in enumerate(_words)]
    _base = alt.Chart(alt.Data(values=_rows)).encode(
        x=alt.X("a:N", sort=_words, axis=alt.Axis(title=None, labelAngle=-40, orient="top")), y=alt.Y("b:N", sort=_words, title=None)
    )
    _grid = _base.mark_rect().encode(
        color=alt.Color("cosine:Q", scale=alt.Scale(scheme="teals", domain=[0, 1]), legend=None), tooltip=["a:N", "b:N", alt.Tooltip("cosine:Q", format=".2f")]
    )
    _numbers = _base.mark_text(fontSize=11).encode(
        text=alt.Text("cosine:Q", format=".2f"), color=alt.condition("datum.cosine > 0.55", alt.value("white"), alt.value("#12343b"))
    )
    mo.vstack([
        mo.md(
            "Zero everywhere: words that never occur on the shelf have no dimension, so to these vectors the query is "
            "empty. And here is what learning from company adds: the cosine of pairs of *words*, from the model above."
        ),
        (_grid + _numbers).properties(width=430, height=300, description="Cosine between eight words"),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The Evolution of Data Systems

    Every kind of data system is built around the question that it answers *without looking at everything*. A B-tree
    answers *equal to* and *between*. An inverted index answers *contains this word*. A column store answers *the sum
    of*. Ask a system a different kind of question and it falls back on reading every row.

    You can watch that happen. SQLite is a fine relational database, and `EXPLAIN QUERY PLAN` shows what it is
    going to do: `SEARCH … USING INDEX` jumps to the rows; `SCAN` reads them all.
    """)
    return


@app.cell
def _(embed, np, shelf, sqlite3, vectors):
    sql = sqlite3.connect(":memory:", check_same_thread=False)
    sql.execute("CREATE TABLE shelf (name TEXT, module TEXT, text TEXT, vector BLOB)")
    sql.executemany(
        "INSERT INTO shelf VALUES (?, ?, ?, ?)",
        [(r["name"], r["module"], r["text"], v.tobytes()) for r, v in zip(shelf, vectors, strict=True)],
    )
    sql.execute("CREATE INDEX by_name ON shelf (name)")
    sql.execute("CREATE VIRTUAL TABLE words USING fts5 (name UNINDEXED, text, tokenize = 'porter')")
    sql.execute("INSERT INTO words SELECT name, text FROM shelf")

    calls = {"cosine": 0}


    def cosine(blob, question, _known={}):
        calls["cosine"] += 1
        if question not in _known:
            _known[question] = embed([question])[0]
        return float(np.frombuffer(blob, dtype=vectors.dtype) @ _known[question])


    sql.create_function("cosine", 2, cosine)
    return calls, sql


@app.cell(hide_code=True)
def _(course):
    scan_it = course.predict(
        "SQLite gets the vectors in a column and a function `cosine`. `ORDER BY cosine(vector, 'erase a folder') DESC LIMIT 3`: "
        "for how many of the 733 rows does it call the function?",
        ["3", "about 30: it stops early", "733"],
        "733",
        "An index on names says nothing about directions, so every row is read and every cosine computed: the plan says "
        "`SCAN`. Choose the questions one after the other and read the plans.",
        key="ch01 scan",
    )
    scan_it
    return (scan_it,)


@app.cell(hide_code=True)
def _(course, mo, scan_it):
    course.after(scan_it)
    questions = {
        "the row named shutil.rmtree": "SELECT name, text FROM shelf WHERE name = 'shutil.rmtree'",
        "names from shutil.a to shutil.d": "SELECT name, text FROM shelf WHERE name BETWEEN 'shutil.a' AND 'shutil.d'",
        "lines with the letters “director”": "SELECT name, text FROM shelf WHERE text LIKE '%director%' LIMIT 5",
        "lines with the word directory": "SELECT name, text FROM words WHERE words MATCH 'directory' ORDER BY rank LIMIT 5",
        "lines that mean erase a folder": "SELECT name, text FROM shelf ORDER BY cosine(vector, 'erase a folder') DESC LIMIT 3",
    }
    question = mo.ui.dropdown(questions, value="lines that mean erase a folder", label="Ask SQLite for", full_width=True)
    question
    return (question,)


@app.cell(hide_code=True)
def _(calls, mo, question, sql):
    _before = calls["cosine"]
    _rows = sql.execute(question.value).fetchall()
    _plan = "; ".join(row[3] for row in sql.execute("EXPLAIN QUERY PLAN " + question.value))
    _cosines = calls["cosine"] - _before
    _table = "\n".join(f"| `{name}` | {text} |" for name, text in _rows)
    mo.md(f"""
    ```sql
    {question.value}
    ```

    **Plan:** {_plan}{f" · **cosines computed:** {_cosines}" if _cosines else ""}

    | name | text |
    |---|---|
    {_table}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    | system | built around | answers without reading everything |
    |---|---|---|
    | relational | B-tree | equal to, between, joined with |
    | search engine | inverted index | contains these words, ranked |
    | column store | sorted, compressed columns | sums and counts over many rows |
    | key-value store | hash table, log-structured tree | the value of this key, at any scale |
    | **vector database** | **vector index** | **nearest to this point** |

    None of them replaces the others. A vector database is the newest row in an old table, and most systems in the
    table learn from one another: relational databases have vector extensions, and Milvus has scalar indexes and
    full text search.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Where Traditional Databases Fall Short for AI

    Is this a matter of taste or does it show? Twelve questions in everyday words, each with the functions that answer
    it, are put to three systems over the same shelf: SQL `LIKE` on all words, full text search with stemming and BM25
    ranking, and vectors. A system scores when a right function is among its first three. Then four questions of the other
    kind: exact terms.
    """)
    return


@app.cell(hide_code=True)
def _(np, re, shelf, sql, embed, vectors):
    everyday = {
        "erase a folder": ["shutil.rmtree", "os.rmdir"],
        "cut a path in two": ["os.path.split", "os.path.splitdrive", "os.path.splitext"],
        "how much room is left on the drive": ["shutil.disk_usage"],
        "biggest number that divides both": ["math.gcd"],
        "words that look almost like this one": ["difflib.get_close_matches"],
        "the day of the week": ["calendar.weekday"],
        "break a long paragraph into lines": ["textwrap.wrap", "textwrap.fill"],
        "wait a moment": ["time.sleep", "signal.pause", "asyncio.sleep"],
        "take away shared indentation": ["textwrap.dedent"],
        "duplicate a directory with everything in it": ["shutil.copytree"],
        "does this file exist": ["os.path.exists", "os.path.lexists", "os.path.isfile"],
        "every order the items can stand in": ["itertools.permutations"],
    }
    exact = {
        "RFC-4217": ["ftplib.FTP_TLS"],
        "CRC-32": ["zlib.crc32"],
        "Adler": ["zlib.adler32"],
        "Weibull": ["random.weibullvariate"],
    }
    _common = set("a an the of to in is it for this that and or with on one how much".split())


    def content_words(text):
        return [w for w in re.findall(r"[A-Za-z0-9-]+", text) if w.lower() not in _common]


    def by_like(text):
        ws = content_words(text)
        return [r["name"] for r in shelf if all(w.lower() in r["text"].lower() for w in ws)][:3]


    def by_words(text):
        match = " OR ".join(f'"{w}"' for w in content_words(text))
        return [n for (n,) in sql.execute("SELECT name FROM words WHERE words MATCH ? ORDER BY rank LIMIT 3", (match,))]


    def by_vector(text):
        return [shelf[i]["name"] for i in np.argsort(-(vectors @ embed([text])[0]))[:3]]


    systems = {"SQL LIKE": by_like, "full text": by_words, "vectors": by_vector}
    return everyday, exact, systems


@app.cell(hide_code=True)
def _(course):
    who_wins = course.predict(
        "Which of the three finds *every* answer, in both kinds of question?",
        ["Full text search", "Vectors", "None of them"],
        "None of them",
        "Vectors win clearly on everyday words and still miss two. A rare exact term such as a document number is the other way "
        "round: the word index cannot miss it, and to the model it is letters without meaning. Serious systems use both: "
        "that is **hybrid search**, chapters 11 and 23.",
        key="ch01 who wins",
    )
    who_wins
    return (who_wins,)


@app.cell(hide_code=True)
def _(alt, course, everyday, exact, systems, who_wins):
    course.after(who_wins)
    _rows = [
        {
            "system": name,
            "kind": kind,
            "found": sum(bool(set(ask(q)) & set(right)) for q, right in asked_for.items()) / len(asked_for),
            "of": f"{sum(bool(set(ask(q)) & set(right)) for q, right in asked_for.items())} of {len(asked_for)}",
        }
        for kind, asked_for in (("everyday words", everyday), ("exact terms", exact))
        for name, ask in systems.items()
    ]
    _base = alt.Chart(alt.Data(values=_rows)).encode(
        y=alt.Y("system:N", sort=list(systems), title=None),
        x=alt.X("found:Q", scale=alt.Scale(domain=[0, 1.12]), axis=alt.Axis(format="%", title="right answer among the first three", values=[0, 0.5, 1])),
    )
    alt.layer(
        _base.mark_bar(height=16).encode(
            color=alt.Color("system:N", scale=alt.Scale(domain=list(systems), range=["#9aa5b1", "#7a6fc2", "#1592a6"]), legend=None)
        ),
        _base.mark_text(align="left", dx=4).encode(text="of:N"),
    ).properties(width=230, height=90).facet(column=alt.Column("kind:N", title=None)).properties(
        description="For everyday words and for exact terms: how often each of three systems has a right answer among its first three"
    )
    return


@app.cell(hide_code=True)
def _(course, everyday, exact, mo, who_wins):
    course.after(who_wins)
    one_question = mo.ui.dropdown(list(everyday) + list(exact), value="take away shared indentation", label="Compare them on")
    one_question
    return (one_question,)


@app.cell(hide_code=True)
def _(everyday, exact, mo, one_question, systems):
    _right = (everyday | exact)[one_question.value]
    _rows = "\n".join(
        f"| {name} | " + (", ".join(f"**`{n}`**" if n in _right else f"`{n}`" for n in ask(one_question.value)) or "*nothing*") + " |"
        for name, ask in systems.items()
    )
    mo.md(f"""
    | system | first three (right ones bold) |
    |---|---|
    {_rows}
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Could the traditional systems not simply add a vector column? They do, and that is often the right choice: a few
    hundred thousand vectors beside data that already lives in PostgreSQL are well served by an extension. What
    they were not built for shows later: memory planned around indexes that are larger than the rows, filters that must
    work *inside* a graph walk, shards that all have to answer before a top ten is known, and builds that take hours
    and must not stop the writes.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Enter Milvus

    Milvus is a database built around the vector index. It comes in three forms, and one client, `MilvusClient`,
    talks to all of them, so what you write here runs there:

    | form | what it is | made for | `MilvusClient(…)` |
    |---|---|---|---|
    | **Milvus Lite** | a Python package; data in a folder | learning, tests, notebooks, devices; up to a few million vectors | `"./milvus.db"` |
    | **Milvus Standalone** | one server, usually one container | a product on one machine; up to about 100 million | `"http://localhost:19530"` |
    | **Milvus Distributed** | many nodes on Kubernetes | up to tens of billions | `"http://milvus.internal:19530"` |

    (The sizes are those of docs v3.0.x, *Overview of Milvus Deployment Options*. Zilliz Cloud is Milvus operated for you,
    reached with a URI and a token.) Let the one that serves this page introduce itself:
    """)
    return


@app.cell
def _(client, mo):
    mo.show_code(mo.plain_text(f"version:     {client.get_server_version()}\ncollections: {client.list_collections()}"), position="above")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    An empty database. A **collection** is Milvus' table; its **schema** names the fields. One field is the primary key,
    one holds the vector and fixes its dimension, and the others are ordinary data that comes along. The **metric**,
    how nearness is measured, belongs to the index on the vector field.
    """)
    return


@app.cell
def _(client, mo, shelf, vectors):
    from pymilvus import DataType


    def make_shelf(name, metric):
        if client.has_collection(name):
            client.drop_collection(name)

        schema = client.create_schema()
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=256)
        schema.add_field("name", DataType.VARCHAR, max_length=100)
        schema.add_field("module", DataType.VARCHAR, max_length=50)
        schema.add_field("text", DataType.VARCHAR, max_length=300)

        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type=metric)
        client.create_collection(name, schema=schema, index_params=index)

        rows = [{"id": i, "vector": v.tolist(), "name": r["name"], "module": r["module"], "text": r["text"]}
                for i, (r, v) in enumerate(zip(shelf, vectors, strict=True))]
        return client.insert(name, rows)["insert_count"]


    inserted = {metric: make_shelf(f"shelf_{metric.lower()}", metric) for metric in ("COSINE", "L2", "IP")}
    mo.show_code(mo.plain_text(f"inserted: {inserted}\ncollections: {sorted(client.list_collections())}"), position="above")
    return (inserted,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The same shelf three times, once for each metric, so that you can compare them in a moment. `FLAT` is the index
    that compares with every row, as NumPy did: exact, and right for 733 rows. Chapter 5 is about the others.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Why Milvus?

    Speed is the usual answer, and chapter 5 measures it. The plainer answer is that the question is
    rarely *nearest to this* alone. It is *nearest to this, among rows that I may see, that are in stock, that are from
    this module*, on data that changes while you ask.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    filter_first = course.predict(
        "Of the five functions nearest to *erase a folder*, none is in `os.path`. You search for the nearest five **with the filter** "
        '`module == "os.path"`. How many hits come back?',
        ["0: the five nearest are found first, then filtered", "5", "All 28 of `os.path`"],
        "5",
        "The filter decides *which rows take part* before the nearest are chosen, so the limit is filled as long as enough rows "
        "qualify. Filtering the hits afterwards, in your own code, is what would have left you with none.",
        key="ch01 filter first",
    )
    filter_first
    return (filter_first,)


@app.cell(hide_code=True)
def _(course, filter_first, inserted, mo, shelf):
    course.after(filter_first)
    mo.stop(not inserted)
    _modules = sorted({r["module"] for r in shelf})
    wish = mo.ui.text(value="erase a folder", label="Search Milvus for", full_width=True)
    only = mo.ui.dropdown(["every module", *_modules], value="os.path", label="Only in", searchable=True)
    metric = mo.ui.dropdown(["COSINE", "L2", "IP"], value="COSINE", label="Metric")
    limit = mo.ui.slider(1, 10, value=5, label="Limit", show_value=True)
    mo.vstack([wish, mo.hstack([only, metric, limit], justify="start", gap=2, wrap=True)])
    return limit, metric, only, wish


@app.cell
def _(client, embed, limit, metric, mo, only, wish):
    hits = client.search(
        f"shelf_{metric.value.lower()}",
        data=embed([wish.value or "nothing"]).tolist(),
        filter=f'module == "{only.value}"' if only.value != "every module" else "",
        limit=limit.value,
        output_fields=["name", "text"],
    )[0]
    mo.show_code(position="above")
    return (hits,)


@app.cell(hide_code=True)
def _(bars, hits, metric, mo):
    _better = "smaller is nearer" if metric.value == "L2" else "larger is nearer"
    mo.vstack([
        mo.md(f"{len(hits)} hits from Milvus; `distance` is **{metric.value}**: {_better}."),
        bars([(h["entity"]["name"], h["entity"]["text"], h["distance"]) for h in hits]),
    ])  # fmt: skip
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Switch the metric and read the numbers. COSINE and IP agree to the last digit, because every vector here has
    length 1. L2 gives other numbers in the same order, and it gives the **squared** distance: for vectors of length 1
    it is 2 − 2·cosine, as you can check on any row.

    Reasons to choose Milvus, in one list: filters that take part in the search, many index types behind one call,
    inserts and deletes while you search, several vectors per row, full text search beside vectors, levels of
    consistency that you choose per request, users and roles, and a way from a notebook to a cluster without new code.

    Reasons not to: everything fits in one array, nothing changes, and one process asks. Then NumPy was the right
    answer at the start of this chapter, and it still is.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Origin Story and Open Source Journey

    A *milvus* is a bird of prey, the kite: fast, with sharp eyes. The name was given by Zilliz, the company that began
    the project and names its projects after birds.

    | when | what | source |
    |---|---|---|
    | October 2019 | source opened under the Apache License 2.0 | docs v1.1.1, *What is Milvus* |
    | March 2020 | hosted by the foundation now called LF AI & Data, as an incubating project | docs v1.1.1, *Milvus Community Charters*: 15 months before it graduated |
    | 9 March 2021 | version 1.0.0 | release notes 1.0.0 |
    | June 2021 | graduates from incubation; described at SIGMOD as *a purpose-built vector data management system* | docs v1.1.1, *Milvus Community Charters*; Wang et al., SIGMOD 2021 |
    | January 2022 | 2.0.0: storage and computation apart, stateless nodes | release notes 2.0.0; Guo et al., *Manu*, PVLDB 15(12) |
    | 23 August 2023 | 2.3.0: ANNOY and Time Travel leave (RNSG had left before, chapter 5) | release notes 2.3.0 |
    | 6 August 2025 | 2.6.0: one coordinator, streaming nodes, a log of its own | release notes 2.6.0 |
    | 29 July 2026 | 3.0.0 | release notes 3.0.0 |

    Version 2 was a new design: from one writer over shared storage to a cluster whose nodes keep nothing (docs v2.0.x,
    *What is New in Milvus 2.0*). Between 2.0 and 3.0 most of what runs inside a cluster was renamed or merged
    (chapter 3). That is why so much of what you find about Milvus is out of date, and why this course labels everything
    with the version that it holds for. The client has changed too: the older way of writing Python for Milvus still
    works, and prints a warning that it will go.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    orm = course.predict(
        "Many tutorials begin with `from pymilvus import connections, Collection`. What does pymilvus 3 say to that?",
        ["Nothing: it is the recommended way", "It warns that this goes away in 3.1", "ImportError"],
        "It warns that this goes away in 3.1",
        "`MilvusClient` is what replaces it, and the only form used in this course.",
        key="ch01 orm",
    )
    orm
    return (orm,)


@app.cell
def _(course, milvus, mo, orm, warnings):
    course.after(orm)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        from pymilvus import connections

        connections.connect("old-style", uri=milvus.uri)
        connections.disconnect("old-style")

    mo.show_code(mo.plain_text(f"{heard[0].category.__name__}: {heard[0].message}"), position="above")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Getting Started with Milvus

    On your own machine, the first five minutes are these:

    ```sh
    pip install "pymilvus[milvus-lite]"      # on Windows: pip install pymilvus milvus-lite
    ```

    ```python
    from pymilvus import MilvusClient

    client = MilvusClient("./first.db")
    client.create_collection("notes", dimension=3)
    ```

    `create_collection(name, dimension=…)` is the quick form: it makes a primary key `id`, a field `vector`, the metric
    COSINE, and takes any further fields as they come. Here is a first collection with three notes in it. The vectors are
    three numbers each, written by hand, so that you can check every result in your head.
    """)
    return


@app.cell
def _(client, mo):
    client.create_collection("notes", dimension=3)
    client.insert(
        "notes",
        [
            {"id": 1, "vector": [1.0, 0.0, 0.0], "note": "points along the first axis"},
            {"id": 2, "vector": [0.0, 1.0, 0.0], "note": "points along the second axis"},
            {"id": 3, "vector": [2.0, 2.0, 0.0], "note": "halfway between, and longer"},
        ],
    )
    first_hits = client.search("notes", data=[[1.0, 0.2, 0.0]], limit=3, output_fields=["note"])

    mo.show_code(mo.plain_text("\n".join(str(hit) for hit in first_hits[0])), position="above")
    return (first_hits,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    **Reading a hit.** `search` takes a *list* of query vectors and returns a list of hits for each; `first_hits[0]`
    belongs to the first. A hit has three parts:

    - `id`: the primary key of the row,
    - `distance`: the score under the collection's metric. The name does not change with the metric: under COSINE and IP
      a *larger* `distance` is nearer, under L2 a smaller one,
    - `entity`: the fields that you asked for in `output_fields`, and only those.

    Row 3 is twice as long as the others and that made no difference: COSINE looks at direction alone.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    query_or_search = course.predict(
        "`client.query(\"shelf_cosine\", filter='module == \"shutil\"', limit=4)` is not `search`. What will its rows lack?",
        ["A distance, and any order of nearness", "The primary key", "Nothing: query is another name for search"],
        "A distance, and any order of nearness",
        "`query` takes no vector. It returns rows that satisfy a condition, as SQL would. `search` ranks by nearness; `get` "
        "fetches by primary key.",
        key="ch01 query or search",
    )
    query_or_search
    return (query_or_search,)


@app.cell
def _(client, course, inserted, mo, query_or_search):
    course.after(query_or_search)
    some = client.query("shelf_cosine", filter='module == "shutil"', output_fields=["name"], limit=4) if inserted else []
    how_many_rows = client.query("shelf_cosine", filter="", output_fields=["count(*)"])[0]["count(*)"]
    by_key = client.get("notes", ids=[3], output_fields=["note"])

    mo.show_code(mo.plain_text("\n".join([*map(str, some), f"count(*): {how_many_rows}", f"get: {by_key[0]}"])), position="above")
    return


@app.cell(hide_code=True)
def _(course):
    survives = course.predict(
        "A Python process writes 733 rows to `./shelf.db` and ends without closing anything. A second process opens the same path. "
        "What does it find?",
        ["An empty database: the rows were in memory", "733 rows, searchable after `load_collection`", "A lock error"],
        "733 rows, searchable after `load_collection`",
        "Every acknowledged insert is in a log on disk before `insert` returns. A reopened collection is on disk but not in memory: "
        "`load_collection` brings it back. `./shelf.db` looks like a file name and is a folder.",
        key="ch01 survives",
    )
    survives
    return (survives,)


@app.cell
def _(Path, course, dedent, mo, subprocess, survives, sys, tempfile):
    course.after(survives)

    writer = """
    import os, random
    from pymilvus import MilvusClient
    client = MilvusClient("./shelf.db")
    client.create_collection("shelf", dimension=8)
    client.insert("shelf", [{"id": i, "vector": [random.random() for _ in range(8)]} for i in range(733)])
    os._exit(0)                                  # gone, without a goodbye
    """
    reader = """
    from pymilvus import MilvusClient
    client = MilvusClient("./shelf.db")
    print("is it there?", client.has_collection("shelf"))
    client.load_collection("shelf")
    print("rows:", client.query("shelf", filter="", output_fields=["count(*)"])[0]["count(*)"])
    print("nearest to row 7:", client.search("shelf", data=[client.get("shelf", ids=[7])[0]["vector"]], limit=1)[0][0]["id"])
    """

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for program in (writer, reader):
            done = subprocess.run([sys.executable, "-c", dedent(program)], cwd=folder, capture_output=True, text=True, timeout=120)
        inside = sorted(p.name for p in Path(folder, "shelf.db").iterdir())

    mo.show_code(mo.plain_text(f"the second process says\n{done.stdout}inside shelf.db: {inside}"), position="above")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“`pip install pymilvus` brings Milvus Lite.”** It did once. Today it is an extra: `pip install
      "pymilvus[milvus-lite]"`. Without it, `MilvusClient("./x.db")` fails: *milvus-lite is required for local database
      connections*. On Windows the extra brings nothing (pymilvus 3.0.2 marks it `sys_platform != 'win32'`): install
      `pymilvus` and `milvus-lite` by name.
    - **“Milvus Lite has only FLAT, no partitions, and does not run on Windows.”** That described an earlier Milvus Lite.
      Version 3 is a different program under the same name: it has IVF_FLAT, HNSW and others, partitions, full text search.
      What it lacks is listed where it matters, in chapter 5 above all.
    - **`connections.connect()`, `Collection(…)`, `utility.…`**: the old object style. In pymilvus 3.0.2 it warns, as you saw,
      that it goes in 3.1.
    - **“The score is a distance, so smaller is better.”** Only for L2, and for the metrics of bits (chapter 2). The default metric is COSINE, where larger is nearer.
    - **“L2 is the Euclidean distance.”** It is its square: no root is taken. Thresholds copied from other code are wrong.
    - **“Milvus' hybrid search means vectors with a filter.”** Once it did (docs v2.3.x, *Conduct a Hybrid Search*). Now that is
      *filtered search* (docs v3.0.x, *Filtered Search*), and hybrid search joins several vector searches.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Exercises

    Each exercise is a file in your workspace, the folder `my/`. Write here or in your own editor: both see the same file.
    **Check** runs your code against a Milvus of its own, and looks at what it did.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex06")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Checkpoint
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A search under COSINE returns `distance` 0.91 for one row and 0.12 for another. Which is nearer to the query?",
        {
            "The row with 0.12": "So it would be under L2. COSINE is a similarity: it is 1 for the same direction and falls from there.",
            "The row with 0.91": "The field is called `distance` under every metric, but COSINE and IP grow with nearness.",
            "It cannot be said without the vectors": "The score is all you need: hits come back in order, nearest first.",
        },
        answer="The row with 0.91",
        key="ch01 quiz cosine",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You have 2,000 product descriptions that change once a year, and one script that searches them. What do you need?",
        {
            "Milvus Distributed, to be ready for growth": "A cluster for 2,000 rows is work without a gain. The same client code can "
            "move to one later.",
            "Milvus Standalone with an HNSW index": "It would do the job well, and so would ten lines of NumPy in under a millisecond.",
            "An array and a dot product": "Everything fits, nothing changes, one process asks. Say it with a clear conscience.",
        },
        answer="An array and a dot product",
        key="ch01 quiz size",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Which call answers “give me the rows whose `module` is `math`”?",
        {
            "`client.search(…, filter='module == \"math\"')`": "That needs a vector to be near to, and returns at most `limit` rows in "
            "order of nearness to it.",
            "`client.query(…, filter='module == \"math\"')`": "A condition and no vector: that is a query.",
            "`client.get(…, ids=[\"math\"])`": "`get` fetches by primary key, and the primary key here is a number.",
        },
        answer="`client.query(…, filter='module == \"math\"')`",
        key="ch01 quiz query",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - An **embedding** turns data into a vector; near in direction means near in meaning.
    - Comparing with every row is exact and costs a straight line in the number of rows. A **vector database** keeps
      vectors with their data and avoids reading everything, durably, filtered, while rows change.
    - Every data system is built around the question that it answers without a scan. Vectors do not replace words:
      exact terms belong to a word index, and the two together are hybrid search.
    - Milvus comes as **Lite**, **Standalone** and **Distributed**, behind one `MilvusClient`.
    - `search` ranks by nearness, `query` selects by condition, `get` fetches by key. A hit is `id`, `distance`, `entity`.
    - What `insert` acknowledged survives the process.

    ## Where to read on

    - Chapter 2, *Understanding Vector Search*: metrics, recall, and why a thousand dimensions behave oddly.
    - Chapter 5, *Vector Indexes*: how not to look at every row, and what that costs in answers.
    - Chapter 8, *Getting Started with PyMilvus*: the client from end to end.
    - Milvus docs v3.0.x, *What is Milvus*, *Quickstart*, *Overview of Milvus Deployment Options*.
    """)
    return


@app.cell(hide_code=True)
def test_erase_a_folder_comes_first(nearest):
    """A search by vectors finds what shares no word with the query."""
    assert nearest("erase a folder", 1)[0][0]["name"] == "shutil.rmtree"
    assert all("erase" not in row["text"] and "folder" not in row["text"] for row, _ in nearest("erase a folder", 733))
    return


@app.cell(hide_code=True)
def test_none_of_the_three_finds_everything(everyday, exact, systems):
    """Vectors find everyday words and miss exact terms, full text the other way round."""
    def found(ask, asked_for):
        return sum(bool(set(ask(q)) & set(right)) for q, right in asked_for.items())

    assert found(systems["vectors"], everyday) == len(everyday) - 2
    assert found(systems["full text"], everyday) < len(everyday) // 2
    assert found(systems["full text"], exact) == len(exact) > found(systems["vectors"], exact)
    return


@app.cell(hide_code=True)
def test_a_filter_fills_the_limit(client, embed, inserted):
    """A filter decides which rows take part before the nearest are chosen, so the limit is filled."""
    _data = embed(["erase a folder"]).tolist()
    _all = client.search("shelf_cosine", data=_data, limit=5, output_fields=["module"])[0] if inserted else []
    assert "os.path" not in {hit["entity"]["module"] for hit in _all}
    _few = client.search("shelf_cosine", data=_data, limit=5, filter='module == "os.path"')[0]
    assert len(_few) == 5
    return


@app.cell(hide_code=True)
def test_l2_is_squared(client, embed, inserted):
    """Under L2 a hit has the squared distance: 2 − 2·cosine for vectors of length 1."""
    _data = embed(["erase a folder"]).tolist()
    _l2, _cosine = ({h["id"]: h["distance"] for h in client.search(n, data=_data, limit=5)[0]} for n in ("shelf_l2", "shelf_cosine"))
    assert inserted and all(abs(_l2[i] - (2 - 2 * _cosine[i])) < 1e-4 for i in _l2)
    return


@app.cell(hide_code=True)
def test_what_pymilvus_says_without_lite(dedent, subprocess, sys, tempfile):
    """Without Milvus Lite, pymilvus says that milvus-lite is required for local database connections."""
    _program = """
    import sys
    sys.modules["milvus_lite"] = None            # as if it were not installed
    from pymilvus import MilvusClient
    try:
        MilvusClient("./x.db")
    except Exception as error:
        print(error)
    """
    with tempfile.TemporaryDirectory() as _folder:
        _done = subprocess.run([sys.executable, "-c", dedent(_program)], cwd=_folder, capture_output=True, text=True, timeout=120)
    assert "milvus-lite is required for local database connections" in _done.stdout, _done.stdout
    return


@app.cell(hide_code=True)
def test_the_extra_brings_no_lite_on_windows():
    """The extra `pymilvus[milvus-lite]` installs no Milvus Lite on Windows."""
    from importlib.metadata import requires as _requires

    _lite = [r for r in _requires("pymilvus") if r.startswith("milvus-lite")]
    assert _lite and all("sys_platform != 'win32'" in r or 'sys_platform != "win32"' in r for r in _lite), _lite
    return


if __name__ == "__main__":
    app.run()
