import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="23 Natural Language Processing Applications")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Natural Language Processing Applications

    A user types a question. What they get should be the sentence that answers it, the place where it stands, and silence where nothing answers. No large language model is needed for that, and if one
    writes your answers, it needs the same three things: the right passages, a quotation that can be looked up, and a reason to say no.

    This chapter builds such an application on the handbook of Python, and measures every step on 80 judged questions. 24 of them have no answer.

    **What you will be able to do**

    - *search* a text by meaning and by its words, and *say* which queries need which,
    - *answer* with a quotation and its source, or *say* that the documents do not say it,
    - *find* near-duplicates with MinHash, and *cut* documents into chunks that keep the answer,
    - *measure* a fusion on held-out judgments before you believe in it.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import inspect
    import re
    from html import escape

    import altair as alt
    import numpy as np
    from pymilvus import DataType, Function, FunctionType

    import grader.lesson as course
    from applications.answers import data, model, rank, store

    return (
        DataType,
        Function,
        FunctionType,
        alt,
        course,
        data,
        escape,
        inspect,
        model,
        np,
        rank,
        re,
        store,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "filters", "multi_vector", "hybrid", "bm25", "sparse", "text_match", "upsert"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know filters and output fields (chapter 9), and sparse vectors made by BM25, fusion and nDCG (chapter 11). {milvus.introduced}
    Everything here is made by the application `applications/answers`; the lesson imports its parts and shows them. To start it: `python -m applications.answers`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Text Embeddings and Semantic Search

    The documents are 59 pages of Python's handbook, the texts behind `help("with")`: 270,000 characters of prose. A page is too long for one vector, so each is cut into passages of whole sentences, 800 characters
    at most. A passage is a row with three vectors:

    - **words**: the sparse vector that Milvus makes with a BM25 function, one entry per word (chapter 11),
    - **meaning**: 256 numbers from the text model *wordllama*, COSINE,
    - **signature**: how the passage is worded, for near-duplicates (below).
    """)
    return


@app.cell
def _(client, data, inspect, mo, store):
    count = store.fill(client)
    pages = {page.topic: page for page in data.pages()}
    mo.accordion({"The collection: applications/answers/store.py": mo.md(f"```python\n{inspect.getsource(store.create)}```")})
    return count, pages


@app.cell(hide_code=True)
def _(count, mo, pages):
    mo.md(f"""{len(pages)} pages became **{count} passages**. A few were left out, because another page says the same; that is the third section.

    ### Two searches, two kinds of reader

    56 of the 80 questions have an answer, and the words of the handbook that answer are known. Half of them name the thing as the handbook does (“What does casefold do to the German letter ß?”), and half describe it
    (“How do I make text fit for comparing without regard to upper and lower case?”).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    who_needs = course.predict(
        "Which search finds more of the answers among its first ten passages, for readers who describe what they want?",
        ["words: the common words are enough", "meaning", "Both the same"],
        "meaning",
        "A description shares few words with its answer: *comparing without regard to upper and lower case* is *caseless matching*. The text model has learned that these are near. For readers who know the name the words do better.",
        key="ch23 who needs",
    )
    who_needs
    return (who_needs,)


@app.cell(hide_code=True)
def _(client, course, data, np, store, who_needs):
    course.after(who_needs)
    answerable = [q for kind in ("tune", "held") for q in data.questions(kind) if q.answer]


    def places(way):
        """For each question with an answer the place of the first passage among ten that has it, or None."""
        return [next((place for place, row in enumerate(store.search(client, q.text, 10, way), 1) if q.answer in row["text"]), None) for q in answerable]


    place_of = {way: places(way) for way in ("words", "meaning", "both")}


    def found_share(way, named):
        some = [place for place, q in zip(place_of[way], answerable) if q.named == named]
        return float(np.mean([place is not None for place in some])), float(np.mean([1 / place if place else 0 for place in some]))


    shares = {(way, named): found_share(way, named) for way in place_of for named in (True, False)}
    course.table(
        "search by / named: found among 10 / named: mean of 1/place / described: found among 10 / described: mean of 1/place",
        [f"|{way}|" + "|".join(f"{value:.2f}" for named in (True, False) for value in shares[way, named]) + "|" for way in place_of],
    )
    return answerable, place_of, shares


@app.cell(hide_code=True)
def test_who_describes_needs_meaning(shares):
    """Readers who name the thing are served best by the words, readers who describe it find more by meaning."""
    assert shares["words", True][1] > shares["meaning", True][1]
    assert shares["meaning", False][0] > shares["words", False][0] + 0.1
    return


@app.cell(hide_code=True)
def _(course, mo, who_needs):
    course.after(who_needs)
    mo.md("""
    *Both* is reciprocal rank fusion of the two (chapter 11). It finds as many answers as *words* for readers who name the thing, and more than *words* for those who describe it; and it is the best column for neither. The last section looks closer. Try some:
    """)
    return


@app.cell(hide_code=True)
def _(answerable, course, mo, who_needs):
    course.after(who_needs)
    chosen = mo.ui.dropdown([q.text for q in answerable], value="How do I hide the original error when raising a new one?", label="A judged question", full_width=True)
    way_of = mo.ui.radio(["words", "meaning", "both"], value="words", label="Search by", inline=True)
    mo.vstack([chosen, way_of])
    return chosen, way_of


@app.cell(hide_code=True)
def _(answerable, chosen, client, course, escape, mo, re, store, way_of):
    _question = next(q for q in answerable if q.text == chosen.value)
    _cards = []
    for _place, _row in enumerate(store.search(client, _question.text, 4, way_of.value), 1):
        _text = _row["text"][:260] + ("…" if len(_row["text"]) > 260 else "")
        if _question.answer in _row["text"]:
            _at = _row["text"].index(_question.answer)
            _from, _to = max(0, _at - 120), _at + len(_question.answer) + 80
            _text = ("…" if _from else "") + _row["text"][_from:_at] + "⟦" + _question.answer + "⟧" + _row["text"][_at + len(_question.answer) : _to] + "…"
        _safe = re.sub(r"⟦(.*?)⟧", r"<mark>\1</mark>", escape(_text), flags=re.DOTALL)
        _cards.append(f"<p style='margin:.5rem 0;line-height:1.45'><b>{_place}. {escape(_row['title'])}</b><br>{_safe}</p>")
    mo.vstack([mo.md(f"“{chosen.value}”, by {way_of.value}. What answers is marked."), course.scrolls("".join(_cards), "The first four passages")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### What a vector does not know

    An embedding knows what its model has met in texts. A part number, an order number, an error code was never met: it is taken apart into pieces, and the vector says little more than “letters and digits with hyphens”.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    part_number = course.predict(
        "How near are “gasket KX-2071-B” and “gasket KX-2071-C”, two different parts, by the cosine of their vectors?",
        ["Below 0.5: they are different parts", "About 0.7", "Above 0.9"],
        "Above 0.9",
        "One letter differs, in a piece that means nothing to the model. Ordered by meaning, a part that only looks like the right one can come first.",
        key="ch23 part number",
    )
    part_number
    return (part_number,)


@app.cell(hide_code=True)
def _(course, model, part_number):
    course.after(part_number)
    _names = ["gasket KX-2071-B", "gasket KX-2071-C", "gasket QR-8850-B", "seal for a pump"]
    _vectors = model.embed(_names)
    part_cosines = _vectors @ _vectors.T
    course.table("cosine / " + " / ".join(_names), [f"|{name}|" + "|".join(f"{value:.2f}" for value in row) + "|" for name, row in zip(_names, part_cosines)])
    return (part_cosines,)


@app.cell(hide_code=True)
def test_part_numbers_are_alike_to_a_model(part_cosines):
    """Two part numbers that differ in one letter have a cosine above 0.9, and a word of the same meaning is far."""
    assert part_cosines[0, 1] > 0.9 > 0.3 > part_cosines[0, 3]
    return


@app.cell(hide_code=True)
def _(course, mo, part_number):
    course.after(part_number)
    mo.md("""
    And a gasket is far from “seal for a pump”, because the number drowns the word. BM25 does not help by itself either: the analyzer `standard` splits at the hyphens into `kx`, `2071` and `b`, so KX-2071-C has two of three tokens. An identifier is **looked up**:
    bring it into one spelling, store it in a field of its own, and filter by it. Exercise 1 does that.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Question-Answering Systems

    A passage of 800 characters is not an answer. The application quotes **one sentence, or two that follow each other**, and adds where they stand. The steps:

    1. Search by words and meaning, fuse, keep eight passages.
    2. Every sentence and every pair of neighbors in them is a candidate.
    3. Each gets a **confidence**: the cosine with the question, plus the share of the question's terms that the sentence has, plus the share that its passage has. Rare terms count more.
    4. The best candidate is quoted, *if its confidence reaches a threshold*. Otherwise the answer is that the handbook does not say it.
    """)
    return


@app.cell(hide_code=True)
def _(inspect, mo, rank):
    mo.accordion({"The confidence: applications/answers/rank.py": mo.md(f"```python\n{inspect.getsource(rank.quotations)}\n\n{inspect.getsource(rank.decide)}```")})
    return


@app.cell
def _(client, mo, rank, store):
    def answered(question, least=rank.LEAST):
        """What the application says to a question: a quotation, or None."""
        found = rank.quotations(question, store.search(client, question), store.rare())
        return rank.decide(found, least)


    yes = answered("Is UnboundLocalError a subclass of NameError?")
    no = answered("Which index type does Milvus use by default?")
    mo.plain_text(f"{yes}\n{no}")
    return answered, no, yes


@app.cell(hide_code=True)
def test_a_citation_can_be_looked_up(no, pages, yes):
    """The quotation stands in its page from start to end, letter by letter; a question about something else has no answer."""
    assert pages[yes.topic].text[yes.start : yes.end] == yes.text and no is None
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    A citation is a promise that can be checked: `page[start:end]` **is** the quotation. So every passage keeps where it begins in its page, and a sentence in it adds its own place. Counted within the passage, the place would be wrong for every passage but the first.

    ### A search always finds something
    """)
    return


@app.cell(hide_code=True)
def _(course):
    no_answer = course.predict(
        "12 of the 40 held-out questions have no answer in the handbook, such as “Who wrote the debugger?”. For how many of them does the search return eight passages?",
        ["None of them", "About half", "All twelve"],
        "All twelve",
        "The nearest passages are nearest, however far they are. A limit is filled, and no score says “not here”. Whether to answer is a decision of its own, with a threshold that judged questions choose.",
        key="ch23 no answer",
    )
    no_answer
    return (no_answer,)


@app.cell(hide_code=True)
def _(client, course, data, no_answer, rank, store):
    course.after(no_answer)
    returned = sum(len(store.search(client, q.text)) == 8 for q in data.questions("held") if q.answer is None)


    def best_of(kind):
        """(confidence, what it is, question, quotation) of the best quotation of each judged question."""
        rows = []
        for q in data.questions(kind):
            top = rank.quotations(q.text, store.search(client, q.text), store.rare())[0]
            what = "has no answer" if q.answer is None else "answers" if q.answer in top.text else "misses the answer"
            rows.append((top.confidence, what, q.text, top.text))
        return rows


    judged = {kind: best_of(kind) for kind in ("tune", "held")}
    return judged, returned


@app.cell(hide_code=True)
def _(course, mo, no_answer, rank):
    course.after(no_answer)
    kind_of = mo.ui.radio({"the 40 that choose": "tune", "the 40 that were held out": "held"}, value="the 40 that choose", label="Questions", inline=True)
    least_of = mo.ui.slider(0.4, 3.0, step=0.1, value=rank.LEAST, label="Answer from this confidence on", show_value=True, full_width=True)
    mo.vstack([kind_of, least_of])
    return kind_of, least_of


@app.cell(hide_code=True)
def _(alt, course, judged, kind_of, least_of, mo, returned):
    _kinds = ["answers", "misses the answer", "has no answer"]
    _points = [{"confidence": round(c, 3), "best quotation": what, "question": q, "quotation": text[:120]} for c, what, q, text in judged[kind_of.value]]
    _dots = alt.Chart(alt.Data(values=_points)).mark_point(size=70, strokeWidth=2, filled=True, opacity=0.75).encode(
        x=alt.X("confidence:Q", scale=alt.Scale(domain=[0, 3.1])),
        y=alt.Y("best quotation:N", title=None, sort=_kinds),
        color=alt.Color("best quotation:N", legend=None, scale=alt.Scale(domain=_kinds, range=[course.TEAL, course.ORANGE, course.GREY])),
        tooltip=["question:N", "quotation:N", "confidence:Q"],
    )
    _rule = alt.Chart(alt.Data(values=[{"at": least_of.value}])).mark_rule(color=course.PURPLE, strokeWidth=2).encode(x=alt.X("at:Q", title="confidence"))
    _said = [what for c, what, _, _ in judged[kind_of.value] if c >= least_of.value]
    mo.vstack([
        mo.md(f"All {returned} of the 12 unanswerable held-out questions got eight passages. With the threshold at **{least_of.value:.1f}**, **{len(_said)}** of these 40 questions are answered: **{_said.count('answers')}** rightly, {_said.count('misses the answer')} with a sentence that misses, and {_said.count('has no answer')} although there is no answer."),
        course.chart(_dots + _rule, 190, "The confidence of the best quotation of each question, in three rows: those that answer lie to the right, those that miss in the middle, those without an answer to the left, with overlap", labels=150),
    ])
    return


@app.cell(hide_code=True)
def _(course, judged, no_answer, np, rank):
    course.after(no_answer)


    def outcome(kind, least):
        said = [what for c, what, _, _ in judged[kind] if c >= least]
        silent = [what for c, what, _, _ in judged[kind] if c < least]
        return said.count("answers"), len(said) - said.count("answers"), silent.count("has no answer"), len(silent) - silent.count("has no answer")


    chosen_by = {cost: rank.threshold([c for c, *_ in judged["tune"]], [what == "answers" for _, what, *_ in judged["tune"]], cost) for cost in (1.0, 4.0)}
    held_out = {"always": outcome("held", -np.inf), **{cost: outcome("held", least) for cost, least in chosen_by.items()}}
    course.table(
        "a wrong answer costs … a right one gains / threshold, from 40 questions / held out: right / wrong / rightly silent / silent though it is there",
        [f"|{'(always answer)' if cost == 'always' else 'as much as' if cost == 1 else f'{cost:g} times as much'}|{'none' if cost == 'always' else format(chosen_by[cost], '.2f')}|" + "|".join(map(str, values)) + "|" for cost, values in held_out.items()],
    )
    return chosen_by, held_out


@app.cell(hide_code=True)
def test_silence_is_worth_it(held_out):
    """On held-out questions a threshold takes away most wrong answers and few right ones, and refuses every question without an answer."""
    always, even = held_out["always"], held_out[1.0]
    assert even[0] >= always[0] - 5 and even[1] <= always[1] / 4 and even[2] >= 11
    return


@app.cell(hide_code=True)
def _(course, mo, no_answer):
    course.after(no_answer)
    mo.md("""
    An application that always answers is wrong more often than right. What a threshold is worth depends on what a wrong answer costs, and only you know that: in a shop it is a click, in a hospital more. The questions that **chose** the threshold are not those that **measure** it (chapter 11 has the reason).

    The price is in the last column: for many questions the handbook does have the answer, and the application stays silent. A better reader of sentences, a cross-encoder or a language model, moves that number. The frame stays: passages, a quotation with its place, and a threshold measured on questions without an answer.

    > A language model that is handed eight passages answers from eight passages, also where none of them helps. Let it abstain too, and check its quotation: the sentence has to stand in the passage, letter by letter.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Document Similarity

    “Similar” has two meanings. Two texts can **say** alike things, which the cosine of their vectors measures. Or they can be **worded** alike: one was copied from the other. For the second one the unit is the **shingle**, a run of three words, and the measure the Jaccard index of two sets of shingles: shared ones, divided by all different ones.

    Comparing all pairs takes too long for large collections. **MinHash** makes a short *signature*: for each of 128 hash functions the smallest value that it gives to any shingle of the text. Two signatures agree at a place with a probability equal to the Jaccard index, because the smallest shingle of both together is in both with that probability.
    """)
    return


@app.cell(hide_code=True)
def _(inspect, mo, model):
    mo.accordion({"The signature: applications/answers/model.py": mo.md(f"```python\n{inspect.getsource(model.shingles)}\n\n{inspect.getsource(model.signature)}```")})
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Stored as a **sparse vector**, with one entry of 1 for each pair (place, number), the inner product of two signatures *is* the number of equal places, and `SPARSE_INVERTED_INDEX` finds them without comparing all. That runs on every Milvus with sparse vectors, Lite included.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    paraphrase = course.predict(
        "“The loop ends when the list is empty.” and “When there is nothing left in the list, the loop is over.” mean the same. Where is their Jaccard index?",
        ["Near 0", "About 0.5", "Near 1"],
        "Near 0",
        "They share not one run of three words. Shingles see copies, not paraphrases; a paraphrase is found by its meaning. Each measure is blind to what the other one sees.",
        key="ch23 paraphrase",
    )
    paraphrase
    return (paraphrase,)


@app.cell(hide_code=True)
def _(course, model, paraphrase):
    course.after(paraphrase)
    _first = "The loop ends when the list is empty."
    _others = {
        "a paraphrase": "When there is nothing left in the list, the loop is over.",
        "a copy with a word more": "The loop ends when the list is really empty.",
        "the opposite": "The loop ends when the list is not empty.",
        "the same words, shuffled": "Empty is the list when ends the loop the.",
    }
    alike_rows = {what: (float(model.embed([_first])[0] @ model.embed([text])[0]), model.jaccard(model.shingles(_first), model.shingles(text))) for what, text in _others.items()}
    course.table("compared with “The loop ends when the list is empty.” / cosine of meaning / Jaccard of shingles", [f"|{what}: {_others[what]}|{a:.2f}|{b:.2f}|" for what, (a, b) in alike_rows.items()])
    return (alike_rows,)


@app.cell(hide_code=True)
def test_each_measure_is_blind_to_something(alike_rows):
    """A paraphrase has no shingle in common; the opposite is near by meaning; shuffled words are near by meaning and share no shingle."""
    assert alike_rows["a paraphrase"][1] == 0 and alike_rows["the opposite"][0] > 0.8
    assert alike_rows["the same words, shuffled"][0] > 0.8 and alike_rows["the same words, shuffled"][1] < 0.1
    return


@app.cell(hide_code=True)
def _(course, mo, paraphrase):
    course.after(paraphrase)
    mo.md("""
    The opposite is *nearer* than the paraphrase, by both measures. Neither of them knows what is true.

    ### How good is the estimate?

    The handbook says some things twice: the page *compound* repeats most of the pages *try* and *with*, sentence by sentence. Below, every passage of *try* is searched by its signature. A dot is a hit: the share of equal places, which Milvus returns, over the exact Jaccard index.
    """)
    return


@app.cell(hide_code=True)
def _(alt, client, course, data, mo, model, np, paraphrase, store):
    course.after(paraphrase)
    pairs_seen = []
    for _topic in ("try", "with", "for", "function", "augassign", "execmodel"):
        _page = next(page for page in data.pages() if page.topic == _topic)
        for _start, _end in data.chunks(_page.text, store.SIZE):
            _text = _page.text[_start:_end]
            for _hit in store.alike(client, _text, 6):
                pairs_seen.append({"exact": model.jaccard(model.shingles(_text), model.shingles(_hit["text"])), "estimate": _hit["share"], "pair": f"{_topic} and {_hit['topic']}"})
    off = float(np.mean([abs(p["exact"] - p["estimate"]) for p in pairs_seen if 0.05 < p["exact"] < 1]))
    _dots = alt.Chart(alt.Data(values=pairs_seen)).mark_circle(size=55, color=course.TEAL, opacity=0.6).encode(
        x=alt.X("exact:Q", title="exact Jaccard index", scale=alt.Scale(domain=[0, 1])), y=alt.Y("estimate:Q", title="share of equal places", scale=alt.Scale(domain=[0, 1])), tooltip=["pair:N", alt.Tooltip("exact:Q", format=".2f"), alt.Tooltip("estimate:Q", format=".2f")],
    )
    _even = alt.Chart(alt.Data(values=[{"a": 0, "b": 0}, {"a": 1, "b": 1}])).mark_line(color=course.GREY, strokeDash=[4, 4]).encode(x="a:Q", y="b:Q")
    mo.vstack([
        mo.md(f"{len(pairs_seen)} hits. Between 0.05 and 1 the estimate is off by **{off:.3f}** on average."),
        course.chart(_even + _dots, 280, "The share of equal places over the exact Jaccard index: the dots lie along the diagonal, a few hundredths off"),
    ])
    return off, pairs_seen


@app.cell(hide_code=True)
def test_minhash_estimates_jaccard(off, pairs_seen):
    """With 128 places the share of equal places is within a few hundredths of the Jaccard index."""
    assert off < 0.06 and sum(p["exact"] > 0.5 for p in pairs_seen) > 8
    return


@app.cell(hide_code=True)
def _(course, mo, paraphrase):
    course.after(paraphrase)
    same_from = mo.ui.slider(0.3, 1.0, step=0.05, value=0.8, label="A near-duplicate from this Jaccard index on", show_value=True, full_width=True)
    same_from
    return (same_from,)


@app.cell(hide_code=True)
def _(client, course, data, mo, model, same_from, store):
    def copies(least):
        """Passages of the handbook that another page has already, by signature in Milvus and shingles for the decision."""
        gone = {}
        for row in store.passages(distinct=False):
            mine = model.shingles(row["text"])
            for hit in store.alike(client, row["text"], 4):
                if (hit["topic"], hit["start"]) != (row["topic"], row["start"]) and hit["topic"] != row["topic"] and model.jaccard(mine, model.shingles(hit["text"])) >= least:
                    gone.setdefault(tuple(sorted((row["topic"], hit["topic"]))), []).append(row["start"])
        return gone


    _found = copies(same_from.value)
    duplicates = sum(map(len, _found.values()))
    assert len(data.pages()) == 59
    mo.vstack([
        mo.md(f"From **{same_from.value:.2f}** on, **{duplicates}** of {len(store.passages(distinct=False))} passages stand on another page too:"),
        course.table("pages / passages", [f"|{one} and {other}|{len(starts)}|" for (one, other), starts in sorted(_found.items(), key=lambda item: -len(item[1]))[:6]] or ["|none||"]),
    ])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The signature finds candidates, the shingles **decide**: an estimate that is off by 0.04 gets about every border wrong for some pairs. The application leaves near-duplicates out while it fills its collection, so that eight passages are eight different ones.

    A Milvus 3 server does more of it: the index `MINHASH_LSH` keeps signatures as binary vectors and finds those that share a *band* (docs v3.0.x, *MINHASH_LSH*; *not run here*: Lite 3.2.2 has no binary vectors), and a MinHash function makes the signature from the text while a row is inserted (docs v3.0.x, *MinHash Function*). Its candidates are not ranked
    unless the search asks for refinement, which needs the raw data in the index.

    ### Chunks that keep the answer

    A passage is a chunk, and how it is cut decides what can be found in it. Here the pages are cut in three ways: every so many characters, as many tutorials do; into runs of whole sentences; and into runs that overlap by a sentence.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    torn = course.predict(
        "56 questions, each answered by a sentence of about 120 characters. The pages are cut every 300 characters, wherever that is. How many of these sentences are torn apart?",
        ["One or two", "About a quarter", "Nearly all"],
        "About a quarter",
        "A sentence is hit by a cut about as often as its length is a part of the chunk's. Some stand on a second page, where the cut falls elsewhere. Cut between sentences, none is torn.",
        key="ch23 torn",
    )
    torn
    return (torn,)


@app.cell(hide_code=True)
def _(answerable, course, data, torn):
    course.after(torn)


    def cut(way, size):
        """The pages as texts of chunks."""
        if way == "every so many characters":
            return [page.text[at : at + size] for page in data.pages() for at in range(0, len(page.text), size)]
        return [page.text[a:b] for page in data.pages() for a, b in data.chunks(page.text, size, overlap=way == "sentences, overlapping")]


    def sentence_of(q):
        """The sentence of the handbook that has the words of the answer."""
        page = next(page for page in data.pages() if q.answer in page.text)
        at = page.text.index(q.answer)
        return page.text[slice(*next((a, b) for a, b in data.sentences(page.text) if a <= at < b))]


    answering = [sentence_of(q) for q in answerable]
    WAYS = ["every so many characters", "whole sentences", "sentences, overlapping"]
    whole = {(way, size): (sum(any(sentence in text for text in texts) for sentence in answering), len(texts), sum(map(len, texts))) for way in WAYS for size in (300, 800, 2000) for texts in [cut(way, size)]}
    course.table("cut / at most characters / chunks / characters stored / answering sentences that are whole, of 56", [f"|{way}|{size}|{n}|{stored:,}|{kept}|" for (way, size), (kept, n, stored) in whole.items()])
    return cut, whole


@app.cell(hide_code=True)
def test_sentences_keep_answers(whole):
    """Cut by characters many answering sentences are torn, cut by sentences none."""
    assert all(kept == 56 for (way, _), (kept, *_) in whole.items() if way != "every so many characters")
    assert 28 <= whole["every so many characters", 300][0] <= 46
    return


@app.cell(hide_code=True)
def _(course, mo, torn):
    course.after(torn)
    mo.md("""
    ### How large?

    A large chunk contains more answers, simply because it is large. A fair comparison gives each size the same **budget**: so many characters of passages are read, by a person or by a model that is paid by its length.
    """)
    return


@app.cell(hide_code=True)
def _(answerable, course, cut, model, np, torn):
    course.after(torn)


    def within(size, budgets=(1000, 2000, 4000)):
        """Which share of the answers stands in the nearest chunks, by meaning, whose lengths add up to a budget."""
        texts = list(dict.fromkeys(cut("sentences, overlapping", size)))
        nearest = np.argsort(-(model.embed(q.text for q in answerable) @ model.embed(texts).T), axis=1)
        lengths = np.array([len(text) for text in texts])
        shares = []
        for budget in budgets:
            hit = 0
            for q, order in zip(answerable, nearest):
                read = order[np.cumsum(lengths[order]) <= budget]
                hit += any(q.answer in texts[i] for i in read)
            shares.append(hit / len(answerable))
        return shares


    budget_of = {size: within(size) for size in (150, 300, 500, 800, 1200, 2000)}
    return (budget_of,)


@app.cell(hide_code=True)
def _(alt, budget_of, course, torn):
    course.after(torn)
    _values = [{"size": size, "share": share, "read": f"{budget:,} characters"} for size, shares in budget_of.items() for budget, share in zip((1000, 2000, 4000), shares)]
    course.chart(
        alt.Chart(alt.Data(values=_values)).mark_line(point=True, strokeWidth=2).encode(
            x=alt.X("size:Q", title="most characters of a chunk (logarithmic)", scale=alt.Scale(type="log", domain=[140, 2200])), y=alt.Y("share:Q", title="answers read", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("read:N", title="budget", sort=["1,000 characters", "2,000 characters", "4,000 characters"], scale=alt.Scale(range=[course.ORANGE, course.TEAL, course.PURPLE])), tooltip=["size:Q", "read:N", alt.Tooltip("share:Q", format=".2f")],
        ),
        270, "The share of answers that is read within a budget, over the size of the chunks, one line per budget", columns=1, labels=140,
    )
    return


@app.cell(hide_code=True)
def _(budget_of, course, mo, torn):
    course.after(torn)
    _best = {budget: max(budget_of, key=lambda size: budget_of[size][at]) for at, budget in enumerate((1000, 2000, 4000))}
    mo.md(f"""
    Within 1,000 characters chunks of **{_best[1000]}** read the most answers, within 2,000 those of **{_best[2000]}**, within 4,000 those of **{_best[4000]}**. A chunk that is larger than the budget is never read at all. With 56 questions a difference of one or two answers is luck; that the smallest budget wants small chunks is not.
    So “512 with an overlap of 50” is no rule. The size belongs to your documents and to what reads them, and a few dozen judged questions measure it in a minute.
    """)
    return


@app.cell(hide_code=True)
def test_a_small_budget_wants_small_chunks(budget_of):
    """With 1,000 characters to read chunks of 300 keep more answers than chunks of 1,200; larger than the budget means unread."""
    assert budget_of[300][0] > budget_of[1200][0] + 0.1
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Hybrid Keyword and Semantic Search

    ### What the analyzer lets through

    Before BM25 sees a word, the **analyzer** has made tokens of the text: a tokenizer splits it, filters change or drop the tokens, and the same happens to the query. What the analyzer drops cannot be found by any query. `run_analyzer` shows the tokens on a server (docs v3.0.x, *Analyzer Overview*; Lite 3.2.2 does not have it), so here every token is shown by a search for it.
    """)
    return


@app.cell
def _(DataType, Function, FunctionType, client, mo):
    def notes(name, texts, **analyzer):
        """A collection of texts with BM25, made anew; `analyzer` goes to the text field."""
        if client.has_collection(name):
            client.drop_collection(name)
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("text", DataType.VARCHAR, max_length=20_000, enable_analyzer=True, enable_match=True, **analyzer)
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
        index = client.prepare_index_params()
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
        client.insert(name, [{"id": n, "text": text} for n, text in enumerate(texts)])
        return name


    def has(name, query, limit=50):
        """The ids that a full text search finds."""
        return sorted(hit["id"] for hit in client.search(name, data=[query], anns_field="words", limit=limit)[0])


    STOP = "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with".split()
    mo.accordion({"How the notes are stored": mo.show_code()})
    return STOP, has, notes


@app.cell(hide_code=True)
def _(course):
    stop_words = course.predict(
        "A note says “IT is not allowed in the US”. Its field has a `stop` filter with the usual English list. Which of the four queries finds the note: `IT`, `not`, `US`, `allowed`?",
        ["All four", "`US` and `allowed`", "Only `allowed`", "None"],
        "`US` and `allowed`",
        "The list has *it* and *not*, and the filter sees them in lower case: a department and a negation are gone. *us* stands on some lists and not on others.",
        key="ch23 stop words",
    )
    stop_words
    return (stop_words,)


@app.cell(hide_code=True)
def _(STOP, course, has, notes, stop_words):
    course.after(stop_words)
    _texts = ["IT is not allowed in the US", "The casts were removed", "Part KX-2071-B fits", "Use KX-2071-C instead", "A café in Århus"]
    notes("plain", _texts)
    notes("stopped", _texts, analyzer_params={"tokenizer": "standard", "filter": ["lowercase", {"type": "stop", "stop_words": STOP}]})
    _queries = ["IT", "not", "US", "allowed", "casts", "cast", "KX-2071-B", "kx2071b", "café", "cafe"]
    found_by = {query: {name: has(name, query) for name in ("plain", "stopped")} for query in _queries}
    _words = lambda ids: "; ".join(_texts[n] for n in ids) or "nothing"  # noqa: E731
    course.table("query / `standard` finds / with a stop filter", [f"|`{query}`|{_words(found['plain'])}|{_words(found['stopped'])}|" for query, found in found_by.items()])
    return (found_by,)


@app.cell(hide_code=True)
def test_what_an_analyzer_loses(found_by):
    """A stop filter loses IT and not; the plural is another word; a hyphen splits; accents are kept."""
    assert found_by["IT"] == {"plain": [0], "stopped": []} and found_by["not"]["stopped"] == [] and found_by["US"]["stopped"] == [0]
    assert found_by["cast"]["plain"] == [] and found_by["KX-2071-B"]["plain"] == [2, 3] and found_by["cafe"]["plain"] == []
    return


@app.cell(hide_code=True)
def _(course, mo, stop_words):
    course.after(stop_words)
    mo.md("""
    Read the table line by line; each one is a bug report of some help desk.

    - **Stop words** are names in capitals, and `not` is half of the meaning of a sentence. BM25 gives a frequent word a small weight anyway: leave them in.
    - **Inflections**: `cast` does not find *casts*. The analyzer `english` has a stemmer (docs v3.0.x, *English*), which brings both to one form, on both sides. Lite 3.2.2 has no stemmer and ignores the filter.
    - **Hyphens** split: `KX-2071-B` finds its neighbor too, and `kx2071b` finds neither.
    - **Accents** stay, unless the filter `asciifolding` takes them away (docs v3.0.x, *ASCII folding*).

    Whatever you do to the text you have to do to the query. In the analyzer that happens by itself; in your own program it is one function that both sides call. Exercise 6 is a help desk in which it does not.

    ### Inflections, measured

    The application has such a function for its terms, `model.terms`, which drops the commonest endings. Used *before* the analyzer, for texts and queries alike, it is a stemmer that runs everywhere:
    """)
    return


@app.cell(hide_code=True)
def _(answerable, client, course, model, notes, np, re, stop_words, store):
    course.after(stop_words)
    _rows = store.passages()


    def stemmed(text):
        """All words of a text, each without its ending, in their order."""
        return " ".join(next(iter(model.terms(word)), word) for word in re.findall(r"\w+", text.lower()))


    notes("as_it_is", [row["text"] for row in _rows])
    notes("stems", [stemmed(row["text"]) for row in _rows])


    def _mrr(name, change, named=None):
        some = [q for q in answerable if named is None or q.named == named]
        answers = client.search(name, data=[change(q.text) for q in some], anns_field="words", limit=10)
        places = [next((place for place, hit in enumerate(hits, 1) if q.answer in _rows[hit["id"]]["text"]), None) for q, hits in zip(some, answers)]
        return float(np.mean([p is not None for p in places])), float(np.mean([1 / p if p else 0 for p in places]))


    _ways = {"words as they are, on both sides": ("as_it_is", str), "stems on both sides": ("stems", stemmed), "stems in the query only": ("as_it_is", stemmed)}
    stem_quality = {what: _mrr(*way) for what, way in _ways.items()}
    course.table("texts and queries / found among 10, of 56 questions / mean of 1/place", [f"|{what}|{a:.2f}|{b:.2f}|" for what, (a, b) in stem_quality.items()])
    return (stem_quality,)


@app.cell(hide_code=True)
def test_one_sided_analysis_loses(stem_quality):
    """Stems in the query only are worse than no stems at all."""
    assert stem_quality["stems in the query only"][1] < stem_quality["words as they are, on both sides"][1]
    return


@app.cell(hide_code=True)
def _(course, mo, stem_quality, stop_words):
    course.after(stop_words)
    _plain, _both, _one = (stem_quality[way] for way in ("words as they are, on both sides", "stems on both sides", "stems in the query only"))
    mo.md(f"""
    On both sides stems change the found answers from {_plain[0]:.2f} to {_both[0]:.2f}, and the mean of 1/place from {_plain[1]:.2f} to {_both[1]:.2f}: more is found, and a little lower, because a stem joins words that are not the same. In the query only they *cost*: {_one[1]:.2f}. Half of an analyzer is worse than none.

    ### Fusion is a hypothesis

    Chapter 11 had a shelf on which the fusion of three fields beat each of them, and readers for whom it beat none. Which is it here? The weight of the words goes from 0 to 1; each list of scores is squeezed into 0 to 1 first, because a cosine and a BM25 score do not share a scale (and Lite 3.2.2 gives BM25 scores a minus sign).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    fusion_above = course.predict(
        "On the 28 questions of one half a weight is chosen. On the other 28, will this fusion be better than words alone and than meaning alone?",
        ["Better than both, certainly: it was tuned", "It was better on the first half; the second one may say something else", "Worse than both"],
        "It was better on the first half; the second one may say something else",
        "The weight was chosen because it is good on the first half. With 28 questions, two or three of them decide which weight wins. Only the other half says what it is worth.",
        key="ch23 fusion above",
    )
    fusion_above
    return (fusion_above,)


@app.cell(hide_code=True)
def _(client, course, data, fusion_above, model, np, store):
    course.after(fusion_above)


    def squeezed(hits, field):
        raw = [abs(hit["distance"]) if field == "words" else hit["distance"] for hit in hits]
        least, most = min(raw, default=0), max(raw, default=0)
        return {hit["id"]: (value - least) / (most - least) if most > least else 1.0 for hit, value in zip(hits, raw)}


    def curve(kind):
        """Mean of 1/place among ten for each weight of the words, in tenths."""
        asked = [q for q in data.questions(kind) if q.answer]
        texts = {row["id"]: row["text"] for row in store.passages()}
        parts = {
            field: [squeezed(hits, field) for hits in client.search(store.PASSAGES, data=queries, anns_field=field, limit=50)]
            for field, queries in {"words": [q.text for q in asked], "meaning": model.embed(q.text for q in asked).tolist()}.items()
        }
        values = []
        for tenths in range(11):
            total = 0.0
            for q, words, meaning in zip(asked, parts["words"], parts["meaning"]):
                score = {id: tenths * words.get(id, 0) + (10 - tenths) * meaning.get(id, 0) for id in {*words, *meaning}}
                order = sorted(score, key=lambda id: (-score[id], id))[:10]
                total += next((1 / place for place, id in enumerate(order, 1) if q.answer in texts[id]), 0)
            values.append(total / len(asked))
        return values


    curves = {kind: curve(kind) for kind in ("tune", "held")}
    picked = int(np.argmax(curves["tune"]))
    return curves, picked


@app.cell(hide_code=True)
def _(alt, course, curves, fusion_above, mo, picked):
    course.after(fusion_above)
    _names = {"tune": "the half that chooses", "held": "the half that was held out"}
    _values = [{"weight": n / 10, "quality": v, "questions": _names[kind]} for kind, values in curves.items() for n, v in enumerate(values)]
    _lines = alt.Chart(alt.Data(values=_values)).mark_line(point=True, strokeWidth=2).encode(
        x=alt.X("weight:Q", title="weight of the words"), y=alt.Y("quality:Q", title="mean of 1/place", scale=alt.Scale(domain=[0.4, 0.9])),
        color=alt.Color("questions:N", title=None, sort=list(_names.values()), scale=alt.Scale(domain=list(_names.values()), range=[course.ORANGE, course.TEAL])), tooltip=["weight:Q", "questions:N", alt.Tooltip("quality:Q", format=".3f")],
    )
    _rule = alt.Chart(alt.Data(values=[{"at": picked / 10}])).mark_rule(color=course.PURPLE, strokeDash=[5, 4], strokeWidth=2).encode(x="at:Q")
    _held, _tune = curves["held"], curves["tune"]
    mo.vstack([
        mo.md(f"The first half chooses the weight **{picked / 10:.1f}** ({_tune[picked]:.3f} there; words alone {_tune[10]:.3f}, meaning alone {_tune[0]:.3f}). On the second half it has **{_held[picked]:.3f}**; words alone {_held[10]:.3f}, meaning alone {_held[0]:.3f}."),
        course.chart(_lines + _rule, 260, "The mean of one over place over the weight of the words, for the half of the questions that chooses and the half that was held out, with the chosen weight as a line", columns=1, labels=190),
    ])
    return


@app.cell(hide_code=True)
def test_a_weight_of_one_half_is_no_truth(curves, picked):
    """The weight that one half chooses loses to the meaning alone on the other half; a weight in the middle is near the best of both."""
    tune, held = curves["tune"], curves["held"]
    assert held[picked] < held[0] and min(held[4] - max(held), tune[4] - max(tune)) > -0.05
    return


@app.cell(hide_code=True)
def _(course, curves, fusion_above, mo, picked):
    course.after(fusion_above)
    _tune, _held = curves["tune"], curves["held"]
    _whole = [(a + b) / 2 for a, b in zip(_tune, _held)]
    mo.md(f"""
    The tuned weight **loses**: on the half that was held out it is {_held[0] - _held[picked]:.3f} below the meaning alone. It was not wrong on its half. The halves disagree about which field is better, and 28 questions that happen to name things chose the words.

    What both curves agree on is the middle. A weight of 0.4 is {max(_tune) - _tune[4]:.3f} below the best on the one half and {max(_held) - _held[4]:.3f} below it on the other, and over all 56 questions it has {_whole[4]:.3f}, with {_whole[10]:.3f} for the words alone and {_whole[0]:.3f} for the meaning alone. That last sentence is once more chosen and measured on the same questions. So what is known: *a fusion in the middle
    does not depend on which kind of reader comes*, and a number for how much better it is needs more questions. In exercise 2 there are enough.

    ### Words that must be there

    A score never *demands* a word. Where one has to be in the text, `TEXT_MATCH` is a filter on tokens (docs v3.0.x, *Text Match*), and filters join: `text_match(text, 'finally') and text_match(text, 'return')`. Its words are joined by OR unless you join them yourself. A Milvus 3 server also has `PHRASE_MATCH` for words in their order (docs v3.0.x, *Phrase Match*), which Lite 3.2.2 refuses.
    """)
    return


@app.cell
def _(client, mo, store):
    _found = {}
    for _filter in ("text_match(text, 'finally return')", "text_match(text, 'finally') and text_match(text, 'return')"):
        _rows = client.query(store.PASSAGES, filter=_filter, output_fields=["topic"], limit=500)
        _found[_filter] = len(_rows)
    mo.plain_text("\n".join(f"{n:3} passages: {filter}" for filter, n in _found.items()))
    return


@app.cell(hide_code=True)
def _(client, mo, store):
    try:
        client.query(store.PASSAGES, filter="phrase_match(text, 'finally clause')", output_fields=["topic"], limit=1)
        _said = "taken"
    except Exception as _error:
        _said = f"refused: {' '.join(str(getattr(_error, 'message', _error)).split())[:90]}"
    mo.md(f"`phrase_match(text, 'finally clause')` on this Milvus: {_said}")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## The whole application

    ```bash
    python -m applications.answers            # Milvus Lite, the handbook, the page; Ctrl-C ends all
    python -m applications.answers.judge      # 40 held-out questions against two baselines
    ```

    `data.py` cuts, `model.py` embeds and signs, `store.py` talks to Milvus, `rank.py` quotes and decides, `judge.py` measures, `page.py` is what a user sees. Ask it something here:
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    own = mo.ui.text("Can a raw string end with a backslash?", label="Your question to the handbook", full_width=True, max_length=300)
    own
    return (own,)


@app.cell(hide_code=True)
def _(answered, mo, own, rank):
    _one = answered(own.value, -9.0) if own.value.strip() else None
    if _one is None:
        _text = "Type a question."
    elif _one.confidence >= rank.LEAST:
        _text = f"> {_one.text}\n\n{_one.title}, page “{_one.topic}”, characters {_one.start:,} to {_one.end:,}; confidence {_one.confidence:.2f}"
    else:
        _text = f"The handbook does not say it, or not in words that are recognized. The best quotation has the confidence {_one.confidence:.2f}, and {rank.LEAST} is wanted."
    mo.md(_text)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Compute BM25 vectors in the client and insert them.”** A BM25 function makes them inside Milvus since 2.5 (docs v3.0.x, *Full Text Search*), from the statistics of what is stored. A client that counts its own words counts yesterday's.
    - **“Embeddings understand everything.”** They have not met your part numbers.
    - **“Split every 512 characters.”** About a quarter of the answers of this chapter is torn at 300. Cut at sentences, and measure the size.
    - **“Take the top hit as the answer.”** It is there for every question, also for those without an answer.
    - **“Remove stop words.”** BM25 does not need it, and *IT*, *no* and *not* are gone.
    - **“Cosine above 0.9 means duplicate.”** It means near in meaning. *is empty* and *is not empty* are near.
    - **“Use metric IP for the BM25 field.”** Its index has the metric BM25, and the query is a text, not a vector.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Exercises
    """)
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch23/ex07")
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
        "A shop's search is by text vectors. Customers who paste an order number get other orders. What helps?",
        {
            "A larger text model": "It has not met the number either.",
            "A field with the number in one spelling, and a filter on it": "An identifier is looked up.",
            "A smaller limit": "The wrong one is first already.",
        },
        answer="A field with the number in one spelling, and a filter on it",
        key="ch23 quiz number",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A question-answering system answers every question, and 24 of 40 answers are wrong. What do you need to choose a threshold?",
        {
            "The scores of the right answers": "They say how high right ones are, not how high wrong ones get.",
            "Judged questions, some of them without an answer, and what a wrong answer costs": "The threshold lies where answering stops paying, and is measured on other questions.",
            "A threshold of 0.7, which is usual": "Usual for a different model, on different texts.",
        },
        answer="Judged questions, some of them without an answer, and what a wrong answer costs",
        key="ch23 quiz threshold",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "Two reports have a cosine of 0.97 and a Jaccard index of their shingles of 0.02. What are they?",
        {
            "Copies": "Copies share their runs of words.",
            "Two reports of the same thing, each in its own words": "Near in meaning, not worded alike.",
            "A mistake: the two measures have to agree": "Each is blind to what the other one sees.",
        },
        answer="Two reports of the same thing, each in its own words",
        key="ch23 quiz copies",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A stemmer is added to the queries, because the collection is large and re-indexing takes a day. What happens?",
        {
            "Plurals are found from now on": "The index still has the whole words.",
            "Queries lose words that they found before": "*casts* becomes *cast*, which no text with *casts* has.",
            "Nothing": "The query is analyzed once more, but its words are already cut.",
        },
        answer="Queries lose words that they found before",
        key="ch23 quiz one side",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Meaning** for readers who describe, **words** for readers who name, a **lookup** for identifiers.
    - An answer is a **quotation with its place**: `page[start:end]` is what was quoted.
    - A search always finds something. **Abstaining** needs a threshold, chosen on judged questions, some of them without an answer, and measured on others.
    - **MinHash** estimates how alike two texts are worded; the shingles decide.
    - **Chunks** of whole sentences that overlap keep answers; their size is measured within a budget.
    - What the **analyzer** drops cannot be found, and both sides need the same one.
    - **Fusion** is measured on queries that did not choose it.

    ## Where to read on

    - Milvus docs v3.0.x, *Full Text Search*, *Analyzer Overview*, *Choose the Right Analyzer for Your Use Case*, *Text Match*, *Phrase Match*, *MINHASH_LSH*, *MinHash Function*, *Text Highlighter*.
    - Stephen Robertson and Hugo Zaragoza, *The Probabilistic Relevance Framework: BM25 and Beyond* (2009).
    - Andrei Broder, *On the Resemblance and Containment of Documents* (1997): shingles and MinHash.
    - Pranav Rajpurkar, Robin Jia and Percy Liang, *Know What You Don't Know: Unanswerable Questions for SQuAD* (2018).
    - Chapter 11 introduces BM25 beside vectors, and fusion; chapter 24 puts a search like this behind logins and tenants.
    """)
    return


if __name__ == "__main__":
    app.run()
