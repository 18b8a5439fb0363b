import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="D Troubleshooting Common Issues")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Troubleshooting Common Issues

    A search finds nothing, and there is no error. An error comes, and its words point elsewhere. Most of the trouble with Milvus is of one of these two kinds, and most of it has happened to others before.

    This appendix has a method, and a card for each of 59 symptoms. Every symptom on a card was produced by a script on a real Milvus, so its words are Milvus' own. The cards are stored in Milvus, and you can ask them.

    **What you will be able to do**

    - *look* before you change: reproduce, bisect, change one thing at a time,
    - *name* the cause of a symptom from what Milvus says about itself,
    - *cure* a collection so that nothing is lost and nothing else is touched,
    - *write* a report that can be answered.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json

    import altair as alt
    import pymilvus

    import grader.lesson as course
    from scripts.symptoms import cards, lite, said
    return alt, cards, course, json, lite, pymilvus, said


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "filters", "dynamic", "aliases", "partitions", "bm25"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know collections and filters (chapters 4 and 6) and the client (chapter 8). {milvus.introduced} What a card says of a server was recorded on Milvus 2.3.5.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## How to Look

    A message is a clue, not a diagnosis. Here is the most frequent one.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    fail_connecting = course.predict(
        "A program ends with “Fail connecting to server on …, illegal connection params or server unavailable”. What is the cause?",
        ["Nothing listens at the address", "The password is wrong", "The server wants TLS", "Each of the three is possible"],
        "Each of the three is possible",
        "The client makes a first call while it connects, and says the same whatever went wrong with it. What tells them apart is a second look from elsewhere.",
        key="appD fail connecting",
    )
    fail_connecting
    return (fail_connecting,)


@app.cell(hide_code=True)
def _(cards, course, fail_connecting):
    course.after(fail_connecting)
    _of = {"no-server": "nothing listens", "wrong-password": "the password is wrong", "no-login": "no login was sent", "plain-to-tls": "plain HTTP to a port with TLS"}
    connecting = {_what: list(cards.cards()[_id].seen.values())[-1] for _id, _what in _of.items()}
    course.table("what is wrong / what the client says", [f"|{what}|`{text}`|" for what, text in connecting.items()])
    return (connecting,)


@app.cell(hide_code=True)
def test_one_message_has_four_causes(connecting):
    """A server that is down, a wrong password, no password and TLS give the same words (recorded on 2.3.5)."""
    assert len(set(connecting.values())) == 1 and "Fail connecting" in connecting["nothing listens"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Four causes, one message (recorded on Milvus 2.3.5 with pymilvus 3.0.2). The message cannot decide. `curl http://HOST:9091/healthz` can: if it answers, the server is there. Then `https` in place of `http`, then the login.

    So look in this order:

    1. **Reproduce.** The smallest program that shows it, against a Milvus of its own. What you cannot repeat you cannot cure.
    2. **Ask.** Milvus says a lot about itself, and asking changes nothing.
    3. **Bisect.** Halve what it may be, and look which half has it.
    4. **Change one thing at a time**, and look at *its* evidence afterwards.

    ### Ask: what a collection says about itself

    A reader complains: a filter on the year finds nothing, and books that were delivered are not there. Before anything is changed, six calls:
    """)
    return


@app.cell
def _(client, lite):
    lite.make(client, "books_v2", dynamic=True, metric="L2")
    client.insert("books_v2", [{**row, "year": str(1990 + row["id"])} for row in lite.on_a_circle(20)])
    lite.make(client, "books_v3", dynamic=True)
    client.create_alias(collection_name="books_v3", alias="books")

    described = client.describe_collection("books")
    asked = {
        "Does the name lead anywhere? `has_collection`": client.has_collection("books"),
        "Where does it lead? `describe_collection`": described["collection_name"],
        "Which dimension? `describe_collection`": next(f["params"]["dim"] for f in described["fields"] if f["name"] == "vector"),
        "Which properties, such as a TTL? `describe_collection`": described["properties"],
        "Which metric? `describe_index`": client.describe_index("books_v3", "vector")["metric_type"],
        "Is it loaded? `get_load_state`": client.get_load_state("books")["state"].name,
        "How many rows? `count(*)`": lite.count(client, "books"),
        "And in the collection of the loader?": lite.count(client, "books_v2"),
        "What is under `year` there? `query`": client.query("books_v2", filter="id == 3", output_fields=["year"])[0]["year"],
    }
    return (asked,)


@app.cell(hide_code=True)
def _(asked, course):
    course.table("asked / answered", [f"|{what}|`{answer!r}`|" for what, answer in asked.items()])
    return


@app.cell(hide_code=True)
def test_a_collection_answers(asked):
    """The alias leads to a collection without rows, the other one has 20, and its years are texts."""
    _values = list(asked.values())
    assert _values[:2] == [True, "books_v3"] and _values[5:8] == ["Loaded", 0, 20] and _values[8] == "1993"
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Two causes are visible already: the alias leads to a collection that is empty, and where the rows are, the years are texts. None of this is an error to Milvus.

    `load_collection()` is *not* among the calls. A script that loads before it looks has removed the evidence that the collection was not loaded.

    ### One change at a time

    Two causes, so four combinations of cures. The reader's query is `year >= 2000`.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    both_needed = course.predict(
        "You move the alias to the right collection, and the query returns nothing, as before. What follows?",
        ["The alias was not a cause: move it back", "Nothing yet: there may be a second cause behind it", "The index has to be built anew"],
        "Nothing yet: there may be a second cause behind it",
        "A symptom stays until its last cause is gone. Whether a cure worked is seen in its own evidence, here in where the alias leads.",
        key="appD both needed",
    )
    both_needed
    return (both_needed,)


@app.cell(hide_code=True)
def _(both_needed, client, course, lite):
    course.after(both_needed)
    lite.make(client, "books_cured", dynamic=True)
    client.insert("books_cured", [{**row, "year": 1990 + row["id"]} for row in lite.on_a_circle(20)])
    combinations = {}
    for _alias, _where in ((False, "books_v3"), (True, "books_v2"), (True, "books_cured")):
        client.alter_alias(collection_name=_where, alias="books")
        combinations[_alias, _where == "books_cured"] = lite.count(client, "books", "year >= 2000")
    client.alter_alias(collection_name="books_v3", alias="books")
    combinations[False, True] = lite.count(client, "books", "year >= 2000")
    course.table("alias moved / years are numbers / rows found", [f"|{'yes' if a else 'no'}|{'yes' if b else 'no'}|{n}|" for (a, b), n in sorted(combinations.items())])
    return (combinations,)


@app.cell(hide_code=True)
def test_only_both_cures_together_help(combinations):
    """Each cure alone leaves the symptom as it was; both together give the ten rows."""
    assert combinations == {(False, False): 0, (True, False): 0, (False, True): 0, (True, True): 10}
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    If you undo each change that did not help at once, you never get to the last row of this table. So keep a cure whose own evidence is right, and continue.

    ### Bisect

    A batch of 1,000 rows is refused, because some row in it has no title. The message does not say which one.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    halving = course.predict(
        "One of 1,000 rows is wrong. You insert halves: a half that is refused is halved again. How many inserts until the wrong row is found and all others are in?",
        ["About 10", "About 20", "About 500", "1,000"],
        "About 20",
        "Ten halvings, and each of them tries two halves: about 2 · log2(1,000).",
        key="appD halving",
    )
    halving
    return (halving,)


@app.cell
def _(client, course, halving, lite, mo, said):
    course.after(halving)


    def by_halves(rows):
        """Insert all rows that can be inserted; the wrong ones, and the number of calls."""
        calls = 1
        try:
            client.insert("halves", rows)
            return [], calls
        except Exception:
            if len(rows) == 1:
                return rows, calls
        wrong = []
        for half in (rows[: len(rows) // 2], rows[len(rows) // 2 :]):
            found, more = by_halves(half)
            wrong, calls = wrong + found, calls + more
        return wrong, calls


    def delivery(bad, size=1000):
        """`size` rows, `bad` of them without a title, spread evenly."""
        rows = lite.on_a_circle(size)
        for n in range(bad):
            rows[(2 * n + 1) * size // (2 * bad)]["title"] = None
        return rows


    halved = {}
    for _bad in (1, 2, 4, 8, 16, 32, 64, 128):
        lite.make(client, "halves")
        _wrong, _calls = by_halves(delivery(_bad))
        halved[_bad] = (len(_wrong), _calls, lite.count(client, "halves"))
    refused = said(lambda: client.insert("halves", delivery(1)))
    mo.plain_text(refused)
    return by_halves, delivery, halved


@app.cell(hide_code=True)
def _(alt, course, halved, mo):
    _points = [{"wrong rows": bad, "inserts": calls, "way": "halves"} for bad, (_, calls, _) in halved.items()] + [{"wrong rows": bad, "inserts": 1000, "way": "one by one"} for bad in halved]
    mo.vstack([
        course.chart(
            alt.Chart(alt.Data(values=_points)).mark_line(point=True, strokeWidth=3).encode(
                x=alt.X("wrong rows:Q", title="wrong rows among 1,000 (logarithmic)", scale=alt.Scale(type="log", base=2, domain=[1, 128])), y=alt.Y("inserts:Q", title="inserts", scale=alt.Scale(domain=[0, 1050])),
                color=alt.Color("way:N", title=None, sort=["halves", "one by one"], scale=alt.Scale(range=[course.TEAL, course.ORANGE])), tooltip=["way:N", "wrong rows:Q", "inserts:Q"],
            ),
            230, "Inserts needed over the number of wrong rows among 1,000: by halves the line rises from about twenty, one by one it stays at 1,000", columns=1, labels=120,
        ),
        mo.md(f"One wrong row took **{halved[1][1]}** inserts, eight took {halved[8][1]}, 128 took {halved[128][1]:,}. Each time exactly the wrong rows were left out. A call is refused whole or taken whole, so no row came in twice."),
    ])
    return


@app.cell(hide_code=True)
def test_halves_find_every_wrong_row(halved):
    """All wrong rows are found and all others are in, with few inserts as long as few are wrong."""
    assert all(found == bad and rows == 1000 - bad for bad, (found, _, rows) in halved.items())
    assert halved[1][1] <= 21 and halved[8][1] < 150
    return


@app.cell(hide_code=True)
def _(mo):
    size_of = mo.ui.slider(100, 1000, step=100, value=1000, label="Rows in the delivery", show_value=True, full_width=True)
    bad_of = mo.ui.slider(1, 50, value=1, label="Rows without a title", show_value=True, full_width=True)
    mo.vstack([mo.md("Try other deliveries:"), size_of, bad_of])
    return bad_of, size_of


@app.cell(hide_code=True)
def _(bad_of, by_halves, client, delivery, lite, mo, size_of):
    lite.make(client, "halves")
    _wrong, _calls = by_halves(delivery(bad_of.value, size_of.value))
    mo.md(f"**{_calls}** inserts found {len(_wrong)} wrong {'row' if len(_wrong) == 1 else 'rows'} among {size_of.value:,}; {lite.count(client, 'halves'):,} rows are in.")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    The same works on anything with an order: the steps between a file and a hit, the commits of a program, the versions of a model, the configuration lines of two servers of which one works.

    ## The Cards

    Each card has what one sees, why, and what to do. *Seen* is what Milvus or the client said when `scripts/symptoms` produced it; where there was no error, it is what happened. Lite and a server often say it in different words, and sometimes only one of them says anything.
    """)
    return


@app.cell(hide_code=True)
def _(cards, mo):
    _groups = {}
    for _card in cards.cards().values():
        _groups.setdefault(_card.group, []).append(_card)


    def _shown(card):
        seen = "\n".join(f"- *{who.replace('lite', 'Lite').replace('server', 'Server')}:* ``{text} ``" for who, text in card.seen.items())
        return f"**{card.says}**\n\n{seen}\n- *Cause.* {card.cause}\n- *Cure.* {card.cure} (Chapter {int(card.chapter[2:])})"


    mo.vstack([mo.md(f"### {group.capitalize()}\n\n" + "\n\n".join(_shown(card) for card in of)) for group, of in _groups.items()])
    return


@app.cell(hide_code=True)
def _(cards, client, lite):
    _slow = {"lite-not-installed", "one-process-per-file", "hung-up-while-idle", "orm-goes"}
    produced = {name: symptom(client) for name, symptom in lite.ALL.items() if name not in _slow}
    lite.drop(client)
    as_recorded = [name for name, text in produced.items() if text == cards.recorded().get("lite 3.2.2", {}).get(name)]
    return as_recorded, produced


@app.cell(hide_code=True)
def _(as_recorded, cards, course, mo, produced):
    _changed = [f"|{cards.cards()[name].says}|`{cards.cards()[name].seen.get('lite 3.2.2')}`|`{text}`|" for name, text in produced.items() if name not in as_recorded]
    _line = mo.md(f"{len(produced)} of the symptoms were produced again just now, on the Milvus of this page: **{len(as_recorded)}** said word for word what was recorded.")
    mo.vstack([_line, course.table("card / recorded / now", _changed)]) if _changed else _line
    return


@app.cell(hide_code=True)
def test_the_symptoms_are_still_the_same(as_recorded, milvus, produced):
    """What Lite 3.2.2 and the client say has not changed since the cards were written."""
    assert "lite 3.2.2" not in milvus.identity or set(as_recorded) == set(produced)
    return


@app.cell(hide_code=True)
def _(course):
    silent = course.predict(
        "Of the 59 symptoms, how many come without any error on Milvus Lite or on the 2.3.5 server?",
        ["None: a database reports what is wrong", "About one in ten", "More than a third"],
        "More than a third",
        "A filter that matches nothing, an alias that leads elsewhere, a second insert, an old row: each of these is a valid answer to a valid call.",
        key="appD silent",
    )
    silent
    return (silent,)


@app.cell(hide_code=True)
def _(alt, cards, course, mo, silent):
    course.after(silent)
    _groups = list(dict.fromkeys(c.group for c in cards.cards().values()))
    quiet = [c.id for c in cards.cards().values() if any(text.startswith("no error") for text in c.seen.values())]
    _rows = [{"group": g, "kind": kind, "cards": sum(c.group == g and (c.id in quiet) == (kind == "no error") for c in cards.cards().values())} for g in _groups for kind in ("no error", "an error")]
    mo.vstack([
        mo.md(f"**{len(quiet)}** of {len(cards.cards())} are silent on at least one of the two. By group:"),
        course.chart(
            alt.Chart(alt.Data(values=_rows)).mark_bar().encode(
                y=alt.Y("group:N", title=None, sort=_groups), x=alt.X("cards:Q", title="cards"), color=alt.Color("kind:N", title=None, sort=["no error", "an error"], scale=alt.Scale(domain=["no error", "an error"], range=[course.ORANGE, course.GREY])), tooltip=["group:N", "kind:N", "cards:Q"]
            ),
            300, "Cards of each group, those without an error and those with one: finding the wrong thing and losing data are almost always silent, connecting and writing are not", columns=1, labels=150,
        ),
    ])
    return (quiet,)


@app.cell(hide_code=True)
def test_many_symptoms_are_silent(cards, quiet):
    """More than a third of the cards come without an error; of those about losing data all do."""
    assert len(quiet) > len(cards.cards()) / 3
    assert all(c.id in quiet for c in cards.cards().values() if c.group == "losing data")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Connecting and writing fail loudly. Finding the wrong thing and losing data are silent, and these are the expensive ones. Against silence helps a check that you run on purpose: a count before and after, a search whose answer is known, a comparison of keys.

    One more kind is silent and does not fit on a card: in a cluster whose query node was killed, searches went on for seconds with *part of the rows missing*, and no error said so. Chapter 17 kills one and draws it.

    ## Ask the Cards

    59 cards are too many to read while something is on fire. So they are stored in Milvus, as chapter 23 stores passages: their text with a BM25 function, which ranks by shared words, and their meaning as a vector of *wordllama*.
    """)
    return


@app.cell
def _(cards, client, mo):
    cards.store(client)
    _lines = [
        f"{said}\n  by words:   {cards.ask(client, said, 'words', 3)}\n  by meaning: {cards.ask(client, said, 'meaning', 3)}"
        for said in ("permission deny to bob", "the new release shows last month's products")
    ]
    stored = True
    mo.plain_text("\n".join(_lines))
    return (stored,)


@app.cell(hide_code=True)
def _(cards, client, mo, stored):
    assert stored
    own_words = mo.ui.text(value="I get exactly ten hits", label="What went wrong?", full_width=True, max_length=300)
    weight_of = mo.ui.slider(0.0, 1.0, step=0.1, value=0.5, label="Weight of the meaning", show_value=True, full_width=True)
    mo.vstack([mo.md("Type a message or a complaint:"), own_words, weight_of])
    return own_words, weight_of


@app.cell(hide_code=True)
def _(cards, client, mo, own_words, weight_of):
    _found = cards.ask(client, own_words.value, "both", 3, weight_of.value) if own_words.value.strip() else []
    mo.md("\n".join(f"{place}. **{cards.cards()[i].says}.** {cards.cards()[i].cause} *Cure:* {cards.cards()[i].cure}" for place, i in enumerate(_found, 1)) or "Type something.")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Does that help? 72 wordings were written for this question: 28 **messages**, pasted as they come, with other names and numbers than on the card, and 44 **complaints** in a user's words, none of which stands on a card. Each has one right card. *found@1* is the share for which it comes first, *found@3* for which it is among three. The other side is a plain word search: cards by how many of the typed words they have.

    The wordings come from the authors of the cards, who know them; users' own words are further away. So read the differences, not the heights.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    words_or_meaning = course.predict(
        "Which search finds the right card first most often, for messages and for complaints?",
        ["Meaning, for both", "Words for messages; for complaints no one is good, and meaning helps to get among three", "Words for both, by far"],
        "Words for messages; for complaints no one is good, and meaning helps to get among three",
        "A message is the program's own words, and the card has them. A complaint has few words in common with the card, and a small model brings it near, seldom to the top.",
        key="appD words or meaning",
    )
    words_or_meaning
    return (words_or_meaning,)


@app.cell(hide_code=True)
def _(cards, client, course, stored, words_or_meaning):
    course.after(words_or_meaning)
    assert stored
    _ways = {
        "plain word search": lambda said: cards.plain(said, 3),
        "words (BM25)": lambda said: cards.ask(client, said, "words", 3),
        "meaning": lambda said: cards.ask(client, said, "meaning", 3),
        "both": lambda said: cards.ask(client, said, "both", 3),
    }
    measured = {}
    for _way, _ask in _ways.items():
        for _kind in ("message", "complaint"):
            _of = [(said, card) for said, kind, card in cards.judged() if kind == _kind]
            _found = [(_ask(said), card) for said, card in _of]
            measured[_way, _kind] = (sum(f[:1] == [c] for f, c in _found), sum(c in f for f, c in _found), len(_of))
    return (measured,)


@app.cell(hide_code=True)
def _(alt, course, measured, mo):
    _rows = [{"search": way, "asked": f"{kind}s, {at}", "share": round(n / of, 3)} for (way, kind), (first, three, of) in measured.items() for at, n in (("found@1", first), ("found@3", three))]
    _order = ["plain word search", "words (BM25)", "meaning", "both"]
    mo.vstack([
        course.chart(
            alt.Chart(alt.Data(values=_rows)).mark_point(size=110, filled=True, opacity=0.85).encode(
                x=alt.X("share:Q", title="share found", scale=alt.Scale(domain=[0, 1])), y=alt.Y("asked:N", title=None, sort=["messages, found@1", "messages, found@3", "complaints, found@1", "complaints, found@3"]),
                color=alt.Color("search:N", title=None, sort=_order, scale=alt.Scale(domain=_order, range=[course.GREY, course.TEAL, course.ORANGE, course.PURPLE])), tooltip=["search:N", "asked:N", "share:Q"],
            ),
            230, "Shares found at one and at three by four searches, for messages and complaints: messages lie near one for words, complaints far lower for all", columns=2, labels=170,
        ),
        course.table("search / messages: first / among three / complaints: first / among three", [
            f"|{way}|{measured[way, 'message'][0]} of {measured[way, 'message'][2]}|{measured[way, 'message'][1]}|{measured[way, 'complaint'][0]} of {measured[way, 'complaint'][2]}|{measured[way, 'complaint'][1]}|" for way in _order
        ]),
    ])
    return


@app.cell(hide_code=True)
def test_words_for_messages_and_meaning_for_complaints(measured):
    """BM25 finds nearly every message; among three, meaning finds more complaints than words, and each finds more than a plain word search."""
    assert measured["words (BM25)", "message"][0] >= 25 > measured["meaning", "message"][0]
    assert measured["meaning", "complaint"][1] > measured["words (BM25)", "complaint"][1] > measured["plain word search", "complaint"][1]
    return


@app.cell(hide_code=True)
def _(measured, mo):
    _b, _w, _m, _p = (measured[w, "complaint"] for w in ("both", "words (BM25)", "meaning", "plain word search"))
    mo.md(f"""
    For a message, words alone are best: paste it as it is. Fusing with the meaning *costs* first places there. For a complaint the plain word search has the card among three for {_p[1]} of {_p[2]}, BM25 for {_w[1]}, meaning for {_m[1]}, both for {_b[1]}. First it is for hardly more than a third, whatever the search.

    The slider above shows that no weight serves both. A tool would look first whether it was given a message, for example by `code=` or an exception's name, and choose. Weights that were chosen on these 72 would have to be measured on others (chapter 11).

    ## What to Send with a Report

    If no card fits, ask others. They see only what you send. The documentation tells you to look at the container's log and at whether server and client fit together, and asks for the details in an issue (docs v3.0.x, *Troubleshooting*). This function collects what a client can know, and no row and no password:
    """)
    return


@app.cell
def _(client, json, lite, mo, pymilvus):
    def report(client, name, what_was_done, seen, expected):
        """Everything about a collection that a stranger needs, and nothing that is in it."""
        facts = client.describe_collection(name)
        return {
            "versions": {"server": client.get_server_version(), "pymilvus": pymilvus.__version__},
            "asked as": name,
            "collection": facts["collection_name"],
            "fields": [f"{f['name']}: {f['type'].name} {f['params'] or ''}".strip() for f in facts["fields"]],
            "dynamic": facts["enable_dynamic_field"],
            "level": facts["consistency_level_name"],
            "properties": facts["properties"],
            "indexes": [{k: v for k, v in client.describe_index(facts["collection_name"], i).items() if k in ("field_name", "index_type", "metric_type", "params", "state")} for i in client.list_indexes(facts["collection_name"])],
            "state": client.get_load_state(name)["state"].name,
            "rows": lite.count(client, name),
            "what was done": what_was_done,
            "what was seen": seen,
            "what was expected": expected,
        }


    sent = report(client, "books", 'query(filter="year >= 2000")', "0 rows, always", "10 rows; 20 were inserted into books_v2")
    mo.plain_text(json.dumps(sent, indent=1))
    return (sent,)


@app.cell(hide_code=True)
def test_a_report_shows_the_cause_and_no_row(json, sent):
    """It says where the name leads and how many rows are there, and has no value of a row in it."""
    assert (sent["asked as"], sent["collection"], sent["rows"]) == ("books", "books_v3", 0)
    assert "book 3" not in json.dumps(sent)
    return


@app.cell(hide_code=True)
def _(client, lite, sent):
    assert sent
    client.drop_alias("books")
    for _name in ("books_v2", "books_v3", "books_cured"):
        lite.drop(client, _name)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    If you write *asked as: books, collection: books_v3, rows: 0* beside *inserted into books_v2*, you have found the cause while writing. That happens often.

    Add by hand:

    - the **smallest program** that shows it, with made-up data. If it needs your data, say so.
    - how Milvus was **deployed**: Lite, one container, Helm; its memory, and whether a restart changes it.
    - **when** it began, and what changed shortly before. Log files inside the image are in UTC (docs v3.0.x, *Operational FAQ*), so give the time zone of your own.
    - the **log of the server** from a minute before to a minute after, whole, as a file. Not a picture of it.
    - what you have **tried**, and what it showed.

    Look through it for passwords, tokens, names and vectors before you send it: a vector can be enough to reconstruct a text (chapter 19).

    ## What old tutorials get wrong

    - **“Restart it.”** It may help, and takes the evidence away: what was loaded, what was in memory, the log of a container that is made anew. Look first.
    - **“Drop the collection and load the data again.”** The most expensive cure there is. Exercise 2 changes an alias, an index and single rows instead.
    - **“Add `time.sleep(2)` after the insert.”** It hides a level. A read at Strong is right, and waits as long as it has to.
    - **“Call `flush()` before you search.”** Visibility is no matter of flushing; each flush makes a segment.
    - **“`/healthz` says OK, so it is not Milvus.”** It says that processes run, not that a search works (chapter 16).
    - **“No error, so the data is fine.”** More than a third of these cards.
    - **“Delete `member_id` in the etcd pod.”** It is in the documentation (docs v3.0.x, *Troubleshooting*) for one message of one crash. Copy the volume before you delete anything in it.
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
    course.panel("appD/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("appD/ex02")
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
        "A nightly script calls load_collection() and then checks whether every collection is loaded. What does it find out?",
        {
            "Whether the collections were loaded during the day": "It has just changed that.",
            "Whether they can be loaded": "That they were not is gone.",
            "Nothing at all": "It does say whether loading works.",
        },
        answer="Whether they can be loaded",
        key="appD quiz load",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A migration copied 2,000,000 rows, and count(*) of both collections is 2,000,000. Is every row there?",
        {
            "Yes": "One may be missing, and a different one too many.",
            "Yes, if both were read at Strong": "Then the counts are right. Counts say nothing about which rows.",
            "Not shown: compare the keys": "Two sets of one size may differ.",
        },
        answer="Not shown: compare the keys",
        key="appD quiz count",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A search returns wrong products. You change the metric, the filter and the model, and now it is right. What do you know?",
        {
            "The cause": "One of three, or two of them together.",
            "That the three together help": "Which of them is needed, the next outage has to find out.",
            "That the model was wrong": "It was changed together with two other things.",
        },
        answer="That the three together help",
        key="appD quiz three",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "You have an error message of 30 words. How do you search for it?",
        {
            "Describe it in your own words": "It has its own, and the card has the same.",
            "Paste it, without your own names and numbers": "Words find words.",
            "By vectors, because they understand it": "In this appendix they found fewer messages than words did.",
        },
        answer="Paste it, without your own names and numbers",
        key="appD quiz paste",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Reproduce, ask, bisect, change one thing.** A message is a clue: four causes share the words “Fail connecting”.
    - Asking changes nothing: where a name leads, dimension, metric, properties, load state, rows one by one.
    - A **symptom** stays until its last cause is gone; a cure is judged by its own evidence.
    - To **bisect** costs about 2 · log2 of the rows for one wrong row.
    - More than a third of the symptoms are **silent**. Compare keys, not counts.
    - A message is searched by its words. A complaint needs meaning too, and even then a look at three cards.
    - A **report** has versions, schema, index, state, counts, a small program and a whole log, and no secrets.

    ## Where to read on

    - Milvus docs v3.0.x, *Troubleshooting*, *Operational FAQ*, *Performance FAQ*, *Product FAQ*.
    - David Agans, *Debugging: The 9 Indispensable Rules* (2002).
    - Andreas Zeller and Ralf Hildebrandt, *Simplifying and Isolating Failure-Inducing Input* (2002): halving, made general.
    - Chapter 16 watches a Milvus, chapter 18 brings lost rows back, chapter 20 rehearses outages.
    """)
    return


if __name__ == "__main__":
    app.run()
