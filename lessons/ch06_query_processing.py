import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="6 Query Processing")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Query Processing

    *Something like this, but only in wool, under ten euros, and do show me what my colleague put in a second ago.* A request
    like that has five parts: near to **what**, among **which rows**, **how many**, counted **how**, and as of **when**. You
    write each part down in one call. Milvus takes each part literally.

    This chapter is about what the parts mean to Milvus. Most surprises with a search are no bugs of the index: a filter bound
    differently than it was read, a row had no value where one was compared, the limit counted something else, or the answer
    was some seconds old and no request had asked for better.

    **What you will be able to do**

    - *write* a filter over numbers, text, JSON, arrays and NULL, and *predict* which rows it keeps,
    - *quote* what a stranger typed, so that it stays a value,
    - *say* where a filter works, before, during or after the search, and *measure* what that costs in recall,
    - *set* the bounds of a range, a limit and an offset, and *explain* why fewer rows than the limit come back,
    - *choose* a consistency level by what it promises, and *say* what it costs.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import json
    import subprocess
    import sys
    import time
    import zlib
    from html import escape
    from pathlib import Path
    from statistics import median
    from textwrap import dedent

    import altair as alt
    import numpy as np
    import wordllama
    from pymilvus import AnnSearchRequest, DataType, MilvusException, RRFRanker, WeightedRanker

    import grader.lesson as course
    from grader.datasets import words

    sys.path.insert(0, str(mo.notebook_dir()))  # the models lie beside this lesson
    from models.filter_tree import read
    from models.recall import recall_at_k

    return (
        AnnSearchRequest,
        DataType,
        MilvusException,
        Path,
        RRFRanker,
        WeightedRanker,
        alt,
        course,
        dedent,
        escape,
        json,
        median,
        np,
        read,
        recall_at_k,
        subprocess,
        sys,
        time,
        wordllama,
        words,
        zlib,
    )


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "query", "filters", "json", "array", "nullable", "range_search", "grouping", "hybrid", "indexes"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You have searched a collection (chapter 1) and know what an index misses (chapter 5). {milvus.introduced} Two demonstrations, of consistency and of filters in another engine, need the server; where there
    is none, you see what it said when this course was made, with its version.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Vector Search Basics

    The shelf of chapter 1 is back: 733 functions and classes of Python's library, each with a sentence about it and a vector
    of that sentence. It has more columns: `letters` (how long the sentence is), `parts` (the words of its name, an ARRAY),
    `facts` (a JSON field that not every row fills alike), and `stars` (a rating, invented for this chapter, that most rows do
    not have: NULL).
    """)
    return


@app.cell
def _(Path, client, json, mo, np, wordllama, DataType):
    shelf = json.loads((mo.notebook_dir() / "data" / "pydoc.json").read_text())
    model = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)


    def embed(texts):
        raw = model.embed(list(texts))
        return raw / np.linalg.norm(raw, axis=1, keepdims=True)


    _rng = np.random.default_rng(6)
    for i, (row, vector) in enumerate(zip(shelf, embed(r["text"] for r in shelf))):
        row["id"], row["vector"] = i, vector.tolist()
        row["letters"] = len(row["text"])
        row["parts"] = row["name"].replace("_", ".").split(".")[:8]
        row["facts"] = {"from": {"package": row["module"].split(".")[0]}, "words": len(row["text"].split())}
        if "." in row["module"]:
            row["facts"]["from"]["inner"] = row["module"].split(".", 1)[1]
        row["stars"] = int(_rng.integers(1, 6)) if _rng.random() < 0.4 else None

    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("vector", DataType.FLOAT_VECTOR, dim=256)
    for _name in ("name", "module", "kind", "text"):
        _schema.add_field(_name, DataType.VARCHAR, max_length=1000)
    _schema.add_field("letters", DataType.INT64)
    _schema.add_field("parts", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=60)
    _schema.add_field("facts", DataType.JSON)
    _schema.add_field("stars", DataType.INT64, nullable=True)
    _index = client.prepare_index_params()
    _index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    if client.has_collection("shelf"):
        client.drop_collection("shelf")
    client.create_collection("shelf", schema=_schema, index_params=_index)
    client.insert("shelf", shelf)

    mo.show_code()
    return embed, shelf


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Three calls read rows. **get** wants keys. **query** wants a filter and gives every row that it keeps, in no particular
    order. **search** wants a vector, and gives the `limit` nearest rows, best first; with a filter, the nearest of those that
    the filter keeps. Inside, a search goes through five steps. Move the controls: each number below comes from Milvus.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    four_of_ten = course.predict(
        "The filter keeps four rows, and the search says `limit=10`. What comes back?",
        ["Four hits", "Ten hits: the four, and the six nearest of the others", "An error"],
        "Four hits",
        "The filter decides who may take part, the limit how many at most. No other row is called in to fill the list, and nothing "
        "says that it is short: count the hits.",
        key="ch06 four of ten",
    )
    four_of_ten
    return (four_of_ten,)


@app.cell(hide_code=True)
def _(course, four_of_ten, mo):
    course.after(four_of_ten)
    step_asked = mo.ui.text(value="erase a folder", label="Near to", full_width=True)
    step_filter = mo.ui.dropdown(
        ["", 'module == "os"', 'module == "shutil"', 'kind == "class"', "letters < 30", 'module == "json" and letters > 60'],
        value='module == "json" and letters > 60',
        label="Filter",
    )
    step_limit = mo.ui.slider(1, 20, value=10, label="limit", show_value=True)
    mo.vstack([step_asked, mo.hstack([step_filter, step_limit], justify="start", wrap=True)])
    return step_asked, step_filter, step_limit


@app.cell(hide_code=True)
def _(client, embed, escape, mo, shelf, step_asked, step_filter, step_limit):
    mo.stop(not step_asked.value.strip(), mo.md("*Type a few words.*"))
    _mask = client.query("shelf", filter=step_filter.value, output_fields=["count(*)"])[0]["count(*)"]
    _hits = client.search(
        "shelf", data=[embed([step_asked.value])[0].tolist()], filter=step_filter.value, limit=step_limit.value, output_fields=["name", "text"]
    )[0]
    _steps = [
        ("Read the filter", f"<code>{escape(step_filter.value) or '(none)'}</code> is parsed once and checked against the schema."),
        ("Mark the rows", f"Each row gets a bit: <b>{_mask}</b> of {len(shelf)} may take part. Deleted rows have none."),
        ("Search every segment", f"In each segment, the index looks for the {step_limit.value} nearest among the rows that the bitset marks."),
        ("Merge", f"The lists of all segments become one, best first, cut at <code>limit</code>: <b>{len(_hits)}</b> hits."),
        ("Fetch", "Fields named in <code>output_fields</code> are read for these rows only, at the end."),
    ]
    _bar = f"<svg viewBox='0 0 300 10' width='100%' height='10' role='img' aria-label='{_mask} of {len(shelf)} rows take part' preserveAspectRatio='none'><rect width='300' height='10' rx='2' fill='#8a94a3' opacity='.35'/><rect width='{300 * _mask / len(shelf):.1f}' height='10' rx='2' fill='#1592a6'/></svg>"
    _list = "".join(
        f"<li style='margin:.35rem 0;padding:.45rem .7rem;border:1px solid #8a94a366;border-left:4px solid {'#1592a6' if i != 2 else '#d9772b'};border-radius:6px'>"
        f"<b>{i + 1}. {head}.</b> {text}{_bar if i == 1 else ''}</li>"
        for i, (head, text) in enumerate(_steps)
    )
    _rows = "".join(
        f"<li style='margin:.2rem 0'><code>{escape(h['entity']['name'])}</code> <span style='opacity:.75'>{escape(h['entity']['text'])} ({h['distance']:.3f})</span></li>" for h in _hits
    )
    mo.Html(f"<ol style='list-style:none;padding:0;max-width:44rem'>{_list}</ol><ol style='overflow-wrap:anywhere'>{_rows or '<em>No row.</em>'}</ol>")
    return


@app.cell(hide_code=True)
def _(course, four_of_ten, mo):
    course.after(four_of_ten)
    mo.md("""
    So the filter comes *first*, as a **bitset** over all rows (a mask: one bit per row), and the search runs *under the bitset*. Two things follow. A filter does
    not make a search cheaper by itself: making the bitset also costs something. And an index that was built over all rows has to find its
    way among the marked ones; the section “Scalar Filtering” measures how well it does.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Query Expressions

    A filter is a sentence of a small language. It has no `if`, no variables and no subqueries; one screen holds all of it:

    ```text
    filter  =  filter or filter  |  filter and filter  |  not filter
            |  ( filter )  |  test
    test    =  value == value               also  !=  <  <=  >  >=
            |  field in [value, value …]    also  not in
            |  field like "begin%"          % any characters, _ one
            |  field is null                also  is not null
            |  array_contains(field, value)
                     also  array_contains_all, array_contains_any
            |  json_contains(field["key"], value)
                     also  json_contains_all, json_contains_any
            |  exists field["key"]
    value   =  field  |  field["key"]["key"]  |  field[0]
            |  number  |  "text"  |  true  |  array_length(field)
            |  value + value  …
    ```

    `not` binds before `and`, and `and` before `or`; `&&` and `||` mean the same as `and` and `or`. Write the words small, which works
    everywhere (the 2.3.5 server refuses `AND`). Names of fields are case-sensitive. Newer than that server, and *not run here*: phrases (2.5: docs v3.0.x, *Phrase
    Match*), samples (2.6: docs v3.0.x, *Random Sampling*), regular expressions `=~` and bits `&` (3.0: docs v3.0.x, *Pattern Matching*, *Basic Operators*).
    """)
    return


@app.cell(hide_code=True)
def _(course):
    binds = course.predict(
        '`module == "os" or module == "shutil" and letters > 60`: which rows does it keep?',
        ["The long ones of both modules", "All of os, and the long ones of shutil", "It is refused: parentheses are missing"],
        "All of os, and the long ones of shutil",
        "`and` binds tighter, as multiplication does. If you glue conditions together with \" and \", you write exactly this by "
        "accident: put parentheses around every `or`.",
        key="ch06 binds",
    )
    binds
    return (binds,)


@app.cell(hide_code=True)
def _(binds, course, mo):
    course.after(binds)
    filter_examples = {
        "or and and": 'module == "os" or module == "shutil" and letters > 60',
        "parentheses": '(module == "os" or module == "shutil") and letters > 60',
        "one of a list": 'module in ["os", "shutil"] and not (letters > 60)',
        "array": 'array_contains_any(parts, ["copy", "move"]) and array_length(parts) > 2',
        "JSON, two steps down": 'facts["from"]["inner"] == "path" and facts["words"] < 6',
        "JSON, a key that may be missing": 'exists facts["from"]["inner"]',
        "LIKE": 'name like "%.is_" or text like "Return the %"',
        "NULL": "stars != 3 or stars is null",
        "an error: a single =": 'module = "os"',
        "an error: the wrong type": 'letters == "60"',
        "an error: a field that is not there": "lenght > 60",
        "an error: Python's tuple": 'module in ("os", "shutil")',
    }
    filter_example = mo.ui.dropdown(filter_examples, value="or and and", label="Begin with")
    filter_example
    return (filter_example,)


@app.cell(hide_code=True)
def _(filter_example, mo):
    filter_text = mo.ui.text(value=filter_example.value, label="A filter, to be changed by you", full_width=True)
    filter_text
    return (filter_text,)


@app.cell(hide_code=True)
def _(MilvusException, client, shelf):
    def count_of(text):
        """(rows that Milvus keeps, its complaint)."""
        try:
            return client.query("shelf", filter=text, output_fields=["count(*)"])[0]["count(*)"] if shelf else 0, ""
        except MilvusException as error:
            return None, error.message

    return (count_of,)


@app.cell(hide_code=True)
def _(client, count_of, escape, filter_text, mo, read, shelf):
    def _node(part):
        rows, complaint = count_of(part.text)
        color = {"or": "#7a6fc2", "and": "#1592a6", "not": "#d9772b", "leaf": "#8a94a3"}[part.kind]
        share = 0 if rows is None else rows / len(shelf)
        said = "refused" if rows is None else f"keeps {rows}"
        bar = f"<span aria-hidden='true' style='display:block;height:4px;border-radius:2px;background:{color};width:{100 * share:.1f}%;min-width:2px'></span>"
        head = f"<b style='text-transform:uppercase;font-size:.75rem'>{part.kind}</b> " if part.kind != "leaf" else ""
        label = "" if part.kind != "leaf" else f"<code style='overflow-wrap:anywhere'>{escape(part.text)}</code> "
        inner = "".join(_node(p) for p in part.parts)
        return (
            f"<li style='list-style:none;margin:.3rem 0;padding:.35rem .6rem;border:1px solid {color};border-left-width:4px;border-radius:6px'>"
            f"{head}{label}<span style='font-size:.85rem;opacity:.85'>{said}</span>{bar if rows is not None else ''}"
            + (f"<ul style='padding:0 0 0 .3rem;margin:0'>{inner}</ul>" if inner else "")
            + "</li>"
        )


    _rows, _complaint = count_of(filter_text.value)
    if _complaint:
        _shown = mo.Html(f"<p>Milvus answers:</p><pre style='overflow-x:auto;border-left:4px solid #c2185b;padding:.5rem .8rem' tabindex='0'>{escape(_complaint)}</pre>")
    else:
        _first = client.query("shelf", filter=filter_text.value, limit=6, output_fields=["name", "letters"])
        _names = ", ".join(f"<code>{escape(r['name'])}</code> ({r['letters']})" for r in _first)
        _more = f" and {_rows - len(_first)} more" if _rows > len(_first) else ""
        _tree = f"<ul style='padding:0;max-width:44rem'>{_node(read(filter_text.value))}</ul>" if filter_text.value.strip() else ""
        _shown = mo.Html(f"<p><b>{_rows}</b> of {len(shelf)} rows: {_names or 'none'}{_more}.</p>{_tree}")
    _shown
    return


@app.cell(hide_code=True)
def _(binds, course, mo):
    course.after(binds)
    mo.md("""
    The boxes show how the filter was read, and what Milvus keeps of each part by itself. Also try the errors. Milvus Lite points
    at the place with a caret; a server says the same in fewer words.

    Some habits that spare trouble:

    - **JSON.** A key that a row does not have makes the test fail for this row; whether `!=` keeps such a row depends on the Milvus (Lite
      3.2.2 drops it, server 2.3.5 keeps it). Write `exists` when you mean it.
    - **Arrays.** `parts[0]` is the first element. `_all` wants every value of the list, `_any` at least one.
    - **LIKE** is about the whole text: `"os.%"` begins so, `"%.walk"` ends so, `"%path%"` has it somewhere. The 2.3.5 server knows the
      first form only.
    - **not.** Put what it negates in parentheses; the 2.3.5 server insists on them.
    - **Types.** Numbers compare with numbers, text with text. `letters == "60"` is refused, and that is a kindness.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### What a stranger types

    A filter is text, and often a part of it comes from a user. The usual way to put it in is an f-string with quotes around it:

    ```python
    filter = f'name == "{typed}"'
    ```
    """)
    return


@app.cell(hide_code=True)
def _(course):
    break_out = course.predict(
        'A user types this as a name: `x" or letters > 0 or name == "x`. How many of the 733 rows come back?',
        ["None: nothing has such a name", "All of them", "It is refused: the quotes do not match"],
        "All of them",
        "The first quote in the name ends the text, and what follows is a filter, with one more text at the end to use up the "
        "last quote. If the filter was the thing that kept customers apart, it does so no longer.",
        key="ch06 break out",
    )
    break_out
    return (break_out,)


@app.cell(hide_code=True)
def _(break_out, course, mo):
    course.after(break_out)
    typed_name = mo.ui.text(value='x" or letters > 0 or name == "x', label="A user types", full_width=True)
    typed_name
    return (typed_name,)


@app.cell
def _(mo):
    def quoted(text):
        """A text as a filter reads exactly this text."""
        escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
        return '"' + "".join(escapes.get(c, c) for c in text) + '"'


    mo.show_code()
    return (quoted,)


@app.cell(hide_code=True)
def _(count_of, escape, mo, quoted, typed_name):
    _rows = []
    for _how, _filter in (("f-string", f'name == "{typed_name.value}"'), ("quoted()", f"name == {quoted(typed_name.value)}")):
        _kept, _complaint = count_of(_filter)
        _said = f"<b>{_kept} rows</b>" if _kept is not None else "refused: " + escape(_complaint.splitlines()[0])
        _rows.append(f"<tr style='border-top:1px solid #8a94a355'><th scope='row' style='text-align:left;padding:.3rem .6rem'>{_how}</th><td style='padding:.3rem .6rem'><code>{escape(_filter)}</code></td><td style='padding:.3rem .6rem'>{_said}</td></tr>")
    mo.Html(f"<div style='overflow-x:auto' tabindex='0' role='region' aria-label='What each filter keeps'><table style='border-collapse:collapse;font-size:.9rem'>{''.join(_rows)}</table></div>")
    return


@app.cell(hide_code=True)
def _(break_out, course, mo):
    course.after(break_out)
    mo.md(r"""
    Try a name that ends with a backslash, and one with a quote in it. Then take the line for the backslash out of `quoted` in your
    head, and see that the same name breaks again: what escapes has to be escaped, and, where one
    replacement follows the other, *first*.

    **LIKE is a second language inside the first.** Quoted or not, `%` and `_` are wildcards to it. A beginning that a user typed has to
    be escaped for LIKE (a backslash before `%`, `_` and backslash), and then quoted for the filter, which doubles those backslashes. To
    find names that begin with `100%` the filter reads `name like "100\\%%"`. The 2.3.5 server knows no such escape; there, compare with
    `==`, or with a range.

    **Templates** do away with all of it: `filter="name == {n}", filter_params={"n": typed}` sends text and value apart (docs v3.0.x, *Filter
    Templating*; *not run here*: Milvus Lite 3.2.2 and server 2.3.5 refuse them). The page praises their speed. The better reason is that
    no value can break out. A field name or an operator from a stranger is no value, though: take those from a list of your own.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Scalar Filtering

    ### What a filter keeps of NULL

    Some functions on the shelf have stars, most have none: their value is NULL, *not known*. A comparison with it is neither true nor
    false but **unknown**, and a filter keeps only what is true. Negating unknown gives unknown.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    three_or_not = course.predict(
        "`stars == 3` keeps some rows, `stars != 3` keeps others. Together, are they all 733?",
        ["Yes: a row has three stars or it has not", "No: the rows without stars are in neither"],
        "No: the rows without stars are in neither",
        "It is unknown whether an unrated function has three stars, so neither filter keeps it. Say what you want of them: "
        "`or stars is null`, or `and stars is not null`.",
        key="ch06 three or not",
    )
    three_or_not
    return (three_or_not,)


@app.cell(hide_code=True)
def _(client, course, mo, three_or_not):
    course.after(three_or_not)
    _tests = ["stars == 3", "stars != 3", "not (stars == 3)", "stars not in [3]", "stars is null", "stars != 3 or stars is null", "stars is not null and stars != 3"]
    _lines = []
    for _test in _tests:
        _all = client.query("shelf", filter=_test, output_fields=["stars"], limit=1000)
        _null = sum(row["stars"] is None for row in _all)
        _lines.append(f"|`{_test}`|{len(_all)}|{_null}|")
    mo.vstack(
        [
            course.table("filter / rows kept / of these without stars", _lines),
            mo.md("""
    The fourth line is a trap: Milvus Lite 3.2.2 counts NULL as *not in the list*, although it does not count it as *different from 3*.
    Engines disagree there, and have had bugs there (milvus-io/milvus #49891, 3.0.0; milvus-io/milvus #48441, before 3.0.0). The last two lines mean the same everywhere, because they say it. Note
    also that there is no `== null`, and that 0 and `""` are values like any other.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### Before, during, after

    Ten neighbors, but only among rows that a filter keeps. There are three places for the filter:

    - **Before:** find the rows that it keeps, compare the query with each of them. Exact. The cost is one comparison per row that it keeps.
    - **During:** walk through the index of all rows, and count only those that are kept. Cheap, but the way leads through rows that do not
      count, and it may end before ten are found.
    - **After:** search as if there were no filter, then throw away. It needs nothing from Milvus, which is why so many programs do it.

    To measure, each of the 10,000 words of chapter 5 gets a number drawn by lot, `lot`, from 0 to 9,999. The filter `lot < 500` keeps 5%,
    any 5%. The vectors have an HNSW index and, in a second collection, FLAT.
    """)
    return


@app.cell
def _(DataType, client, mo, np, words):
    K, N = 10, 10_000
    _all, _ = words(N + 100, dim=64)
    stored, asked = _all[:N], _all[N:]
    lot = np.random.default_rng(1).permutation(N)


    def make(who, name, index_type, **params):
        if who.has_collection(name):
            who.drop_collection(name)
        schema = who.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=64)
        schema.add_field("lot", DataType.INT64)
        who.create_collection(name, schema=schema)
        for start in range(0, N, 2500):
            who.insert(name, [{"id": i, "vector": stored[i].tolist(), "lot": int(lot[i])} for i in range(start, start + 2500)])
        who.flush(name)
        index = who.prepare_index_params()
        index.add_index("vector", index_type=index_type, metric_type="L2", params=params)
        who.create_index(name, index)
        who.load_collection(name)


    make(client, "lots_flat", "FLAT")
    make(client, "lots_hnsw", "HNSW", M=16, efConstruction=100)
    lots_ready = True
    mo.accordion({"How the two collections are made": mo.show_code()})
    return K, N, asked, lot, lots_ready, make, stored


@app.cell(hide_code=True)
def _(K, asked, lot, np, recall_at_k, stored):
    def true_of(kept):
        """The true neighbors among the first `kept` lots, for each query."""
        ids = np.flatnonzero(lot < kept)
        gaps = (stored[ids] ** 2).sum(axis=1) - 2 * asked @ stored[ids].T
        return [ids[row[:K]].tolist() for row in np.argsort(gaps, axis=1)]


    def measured(who, where, kept, ef=64, fetched=100, during="lots_hnsw"):
        """(recall@10, hits per query) of a filter in one of three places."""
        if where == "after":
            answers = who.search("lots_hnsw", data=asked.tolist(), limit=fetched, anns_field="vector", output_fields=["lot"],
                                 search_params={"params": {"ef": max(ef, fetched)}}, consistency_level="Strong")  # fmt: skip
            found = [[h["id"] for h in hits if h["entity"]["lot"] < kept][:K] for hits in answers]
        else:
            answers = who.search("lots_flat" if where == "before" else during, data=asked.tolist(), limit=K, anns_field="vector",
                                 filter=f"lot < {kept}", search_params={"params": {"nprobe": 16} if "ivf" in during else {"ef": ef}}, consistency_level="Strong")  # fmt: skip
            found = [[h["id"] for h in hits] for hits in answers]
        return recall_at_k(found, true_of(kept)), float(np.mean([len(f) for f in found]))

    return measured, true_of


@app.cell(hide_code=True)
def _(course):
    two_percent = course.predict(
        "The filter keeps 1% of the words, a hundred of them. A program asks for the 100 nearest of all words, and then throws away what the "
        "filter does not keep. How many of the ten that it wants are left, on average?",
        ["About one", "About five", "Nine or ten"],
        "About one",
        "One row in a hundred is kept, so of a hundred rows about one is. Fetching ten times as many as needed helps as long as the filter "
        "keeps more than a tenth.",
        key="ch06 one percent",
    )
    two_percent
    return (two_percent,)


@app.cell(hide_code=True)
def _(course, lots_ready, mo, two_percent):
    course.after(two_percent)
    keeps = mo.ui.slider(steps=[5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000], value=100, label="Rows that the filter keeps, of 10,000", show_value=True)
    width = mo.ui.dropdown({"ef 16": 16, "ef 64": 64, "ef 256": 256}, value="ef 64", label="HNSW looks with")
    overfetch = mo.ui.dropdown({"10": 10, "100": 100, "1000": 1000}, value="100", label="After: fetch first")
    mo.hstack([keeps, width, overfetch], justify="start", wrap=True) if lots_ready else None
    return keeps, overfetch, width


@app.cell(hide_code=True)
def _(K, client, course, keeps, measured, milvus, mo, overfetch, time, width):
    _lines = []
    for _where, _words in (("before", "before: FLAT, under the bitset"), ("during", f"during: HNSW, {width.selected_key}, under the bitset"), ("after", f"after: HNSW, {overfetch.value} fetched, then thrown away")):
        _start = time.perf_counter()
        _recall, _hits = measured(client, _where, keeps.value, width.value, overfetch.value)
        _ms = (time.perf_counter() - _start) * 1000
        _lines.append(f"|{_words}|**{_recall:.2f}**|{_hits:.1f} of {min(K, keeps.value)}|{_ms:.0f} ms|")
    mo.vstack(
        [
            mo.md(f"`lot < {keeps.value}`: {keeps.value / 100:g}% of the rows. 100 queries, just sent to Milvus {milvus.identity}:"),
            course.table("the filter works / recall@10 / hits per query / all queries", _lines),
        ]
    )
    return


@app.cell(hide_code=True)
def _(alt, client, course, lots_ready, measured, mo, overfetch, two_percent, width):
    course.after(two_percent)
    _names = {"before": "before (FLAT)", "during": "during (HNSW)", "after": "after"}
    _rows = [
        {"kept": n / 10_000, "recall": measured(client, where, n, width.value, overfetch.value)[0], "filter": _names[where]}
        for where in (_names if lots_ready else ())
        for n in (10, 50, 200, 1000, 3000, 10_000)
    ]
    _chart = alt.Chart(alt.Data(values=_rows)).mark_line(point=alt.OverlayMarkDef(size=60, filled=True)).encode(
        x=alt.X("kept:Q", title="share of the rows that the filter keeps", scale=alt.Scale(type="log", domain=[0.001, 1]), axis=alt.Axis(format="~%", values=[0.001, 0.01, 0.1, 1])),
        y=alt.Y("recall:Q", title="recall@10", scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("filter:N", title=None, sort=list(_names.values()), scale=alt.Scale(domain=list(_names.values()), range=["#7a6fc2", "#1592a6", "#d9772b"])),
        shape=alt.Shape("filter:N", title=None, sort=list(_names.values()), scale=alt.Scale(domain=list(_names.values()))),
        tooltip=["filter:N", alt.Tooltip("kept:Q", format="~%"), alt.Tooltip("recall:Q", format=".2f")],
    )
    _say = {r["filter"]: r["recall"] for r in _rows if r["kept"] == 0.005}
    mo.vstack(
        [
            course.chart(_chart, 300, "Recall against the share that the filter keeps: before stays at 1, during falls, after falls soonest"),
            mo.md("At 0.5% kept: " + ", ".join(f"{k} **{v:.2f}**" for k, v in _say.items()) + "."),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, two_percent):
    course.after(two_percent)
    mo.md("""
    Filtering *after* the search fails once the filter keeps too few of the rows that you asked for to fill the limit. *During* holds longer, and then also falls:
    a walk on a graph meets few rows that count, and stops when its list of `ef` candidates is full of others. So a filtered search can
    return fewer hits than the limit although enough rows match, and then it **is** the index (milvus-io/milvus #33933, 2.4). *Before* is exact, and gets *cheaper* the stricter the filter is.

    So an engine should change its mind. A server does: where the bitset leaves little, it gives up the graph and compares the rows that are
    left one by one. Milvus Lite does not. Here is the same data on a server.
    """)
    return


@app.cell(hide_code=True)
def _(course, make, measured, two_percent):
    course.after(two_percent)


    def _lots_on_server(server, who):
        make(who, "lots_hnsw", "HNSW", M=16, efConstruction=100)
        make(who, "lots_ivf", "IVF_FLAT", nlist=128)
        lines = []
        for kept in (10_000, 2000, 1000, 500, 100, 10):
            (recall, hits), (cells, few) = measured(who, "during", kept), measured(who, "during", kept, during="lots_ivf")
            after = measured(who, "after", kept)[0]
            lines.append(f"| {kept / 100:g}% | **{recall:.2f}**, {hits:.1f} | {cells:.2f}, {few:.1f} | {after:.2f} |")
        return (
            "100 queries; recall@10, and hits per query:\n\n"
            "| the filter keeps | during, HNSW, `ef` 64 | during, IVF_FLAT, `nprobe` 16 of 128 | after, HNSW, 100 fetched |\n|:---|:---|:---|:---|\n" + "\n".join(lines)
        )


    course.on_server("ch06_filter_on_server", ["consistency"], _lots_on_server)
    return


@app.cell(hide_code=True)
def _(course, mo, two_percent):
    course.after(two_percent)
    mo.md("""
    Look at the column of HNSW: recall sinks as the filter gets stricter, and then jumps to 1. The worst filters for a graph are those in the
    middle. IVF_FLAT on this server makes no such jump: it opens its `nprobe` cells whatever the bitset leaves in them. What to
    do when a filter of yours lies there:

    - Raise `ef`, for such searches only.
    - Ask for `FLAT` if most searches are that strict, or let a **partition key** keep the rows apart (chapter 4): then each search looks
      into one part, without a bitset.
    - With a costly expression and a filter that keeps most rows, Milvus can filter *while* it walks on:
      `search_params={"hints": "iterative_filter"}` (docs v3.0.x, *Filtered Search*; *not run here*).
    - And give scalar fields that are filtered on an index, `INVERTED` or `BITMAP` (chapter 5): it speeds up the bitset, not the search.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Hybrid Search

    The name has two meanings, so always check which one is meant.

    - **The old sense:** a vector search with a scalar filter, as in the section above. In older texts, and in this book's table of
      contents, *hybrid* means that (docs v2.3.x, *Conduct a Hybrid Search*). Today it is called *filtered search* (docs v3.0.x, *Filtered Search*).
    - **The sense of today:** several vector searches at once, in one collection with several vector fields, whose rankings are **fused** into one.
      `client.hybrid_search` does that, since 2.4.0 (release notes 2.4.0; docs v3.0.x, *Multi-Vector Hybrid Search*). Chapter 11 is about it.

    Here both are at work. Each function gets a second vector, made from the *spelling* of its name: which three-letter pieces it
    has. One search looks at what a function does, one at how it is called.
    """)
    return


@app.cell
def _(DataType, client, mo, np, shelf, zlib):
    def spelled(name, dim=128):
        """The three-letter pieces of a name, each in a place of its own (nearly)."""
        v = np.zeros(dim)
        text = f" {name.lower()} "
        for i in range(len(text) - 2):
            v[zlib.crc32(text[i : i + 3].encode()) % dim] += 1
        return (v / np.linalg.norm(v)).tolist()


    _schema = client.create_schema(auto_id=False)
    _schema.add_field("id", DataType.INT64, is_primary=True)
    _schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=256)
    _schema.add_field("spelling", DataType.FLOAT_VECTOR, dim=128)
    _schema.add_field("name", DataType.VARCHAR, max_length=100)
    _schema.add_field("module", DataType.VARCHAR, max_length=100)
    _index = client.prepare_index_params()
    _index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
    _index.add_index("spelling", index_type="FLAT", metric_type="COSINE")
    if client.has_collection("twice"):
        client.drop_collection("twice")
    client.create_collection("twice", schema=_schema, index_params=_index)
    client.insert(
        "twice",
        [{"id": r["id"], "meaning": r["vector"], "spelling": spelled(r["name"]), "name": r["name"], "module": r["module"]} for r in shelf],
    )
    twice_ready = True
    mo.show_code()
    return spelled, twice_ready


@app.cell(hide_code=True)
def _(course):
    never_first = course.predict(
        "Two rankings are fused by their ranks: a row gets 1 / (60 + rank) from each list. Can a row win that is first in neither?",
        ["No", "Yes"],
        "Yes",
        "Second in both lists gives 1/62 + 1/62, which is more than 1/61 + 1/80 for a row that is first here and twentieth there. That is "
        "the point: what two views agree on, rises.",
        key="ch06 never first",
    )
    never_first
    return (never_first,)


@app.cell(hide_code=True)
def _(course, mo, never_first, twice_ready):
    course.after(never_first)
    twice_text = mo.ui.text(value="copy a tree", label="Look for", full_width=True)
    fuse = mo.ui.dropdown(["ranks: RRFRanker(60)", "scores: WeightedRanker"], value="ranks: RRFRanker(60)", label="Fuse by")
    weight = mo.ui.slider(0, 1, step=0.1, value=0.5, label="Weight of the meaning (WeightedRanker)", show_value=True)
    only = mo.ui.dropdown({"any module": "", "shutil": 'module == "shutil"', "os": 'module == "os"'}, value="any module", label="and, in the old sense, only in")
    mo.vstack([twice_text, mo.hstack([fuse, weight, only], justify="start", wrap=True)]) if twice_ready else None
    return fuse, only, twice_text, weight


@app.cell(hide_code=True)
def _(AnnSearchRequest, RRFRanker, WeightedRanker, client, course, embed, fuse, mo, only, spelled, twice_text, weight):
    mo.stop(len(twice_text.value.strip()) < 2, mo.md("*Type a few letters.*"))
    _vectors = {"meaning": embed([twice_text.value])[0].tolist(), "spelling": spelled(twice_text.value)}
    _lists = {
        field: [h["entity"]["name"] for h in client.search("twice", data=[v], anns_field=field, limit=20, filter=only.value, output_fields=["name"])[0]]
        for field, v in _vectors.items()
    }
    _requests = [AnnSearchRequest(data=[v], anns_field=field, param={}, limit=20, expr=only.value or None) for field, v in _vectors.items()]
    _ranker = RRFRanker(60) if fuse.value.startswith("ranks") else WeightedRanker(weight.value, round(1 - weight.value, 1))
    _hits = client.hybrid_search("twice", reqs=_requests, ranker=_ranker, limit=6, output_fields=["name"])[0]


    def _place(field, name):
        return str(_lists[field].index(name) + 1) if name in _lists[field] else "not in the first 20"


    course.table(
        "together / rank by meaning / rank by spelling",
        [f"|{i + 1}. `{h['entity']['name']}`|{_place('meaning', h['entity']['name'])}|{_place('spelling', h['entity']['name'])}|" for i, h in enumerate(_hits)],
    )
    return


@app.cell(hide_code=True)
def _(course, mo, never_first):
    course.after(never_first)
    mo.md("""
    Each of the two searches has a filter and a limit of its own. A limit of 20 means that what stands at place 21 of *both* lists is out,
    however good the sum would be: give the single searches a longer limit than the whole. Ranks can be fused whatever the metrics
    are. Scores cannot, unless they are on one scale; chapter 11 takes that apart.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Search Parameters

    What else a search can be told. The parameters of an index (`nprobe`, `ef`) were chapter 5's; here are those that decide
    what comes back.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo):
    mo.vstack(
        [
            course.table(
                "parameter / says / mind",
                [
                    "|`limit`|how many rows at most|10 when you say nothing; counts rows, also under a range|",
                    "|`offset`|how many rows to skip|the skipped rows are searched all the same; page 1 has offset 0|",
                    "|`output_fields`|which fields to return|by itself the key and the distance only|",
                    "|`radius`, `range_filter`|the two ends of a range|see below|",
                    "|`group_by_field`|one hit for each value of a field|the 2.3.5 server ignores it without a word|",
                    "|`consistency_level`|how fresh|the next section|",
                    "|`order_by_fields`|a different order from that by distance|docs v3.0.x, *Basic Vector Search*; *not run here*|",
                ],
            ),
            mo.md("""
    `limit` and `offset` together may be 16,384 at most (chapter 9 tries it; docs v3.0.x, *Basic Vector Search*, has “less than”). An unknown search parameter is not refused: if you
    write `nporbe`, you get the default.
    """),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### How far, instead of how many

    `radius` is the *far* end of a range, and does not belong to it. `range_filter` is the *near* end, and does. For L2, far means
    large, and Milvus computes squares. For IP and COSINE, far means *small*.

    ```text
    L2             range_filter  <=  squared distance  <  radius
    IP, COSINE     radius  <  similarity  <=  range_filter
    ```
    """)
    return


@app.cell(hide_code=True)
def _(course):
    swapped = course.predict(
        "By COSINE, you want what is more similar than 0.3 and at most 0.8, and write `radius=0.8, range_filter=0.3`. What happens?",
        ["The same as the other way round", "Nothing comes back, or an error, depending on the Milvus", "The most similar rows come back"],
        "Nothing comes back, or an error, depending on the Milvus",
        "No number is above 0.8 and at most 0.3. Milvus Lite answers with an empty list; the 2.3.5 server refuses, with a long message. The "
        "empty list is worse: it looks like an answer.",
        key="ch06 swapped",
    )
    swapped
    return (swapped,)


@app.cell(hide_code=True)
def _(course, mo, swapped):
    course.after(swapped)
    range_ask = mo.ui.text(value="erase a folder", label="Near to", full_width=True)
    range_radius = mo.ui.slider(-0.2, 1.0, step=0.05, value=0.3, label="radius", show_value=True)
    range_near = mo.ui.slider(-0.2, 1.0, step=0.05, value=0.8, label="range_filter", show_value=True)
    range_limit = mo.ui.slider(steps=[5, 10, 50, 733], value=733, label="limit", show_value=True)
    mo.vstack([range_ask, mo.hstack([range_radius, range_near, range_limit], justify="start", wrap=True)])
    return range_ask, range_limit, range_near, range_radius


@app.cell(hide_code=True)
def _(MilvusException, client, embed, escape, mo, np, range_ask, range_limit, range_near, range_radius, shelf):
    mo.stop(not range_ask.value.strip(), mo.md("*Type a few words.*"))
    _q = embed([range_ask.value])[0]
    _all = np.array([r["vector"] for r in shelf]) @ _q
    try:
        _hits = client.search("shelf", data=[_q.tolist()], limit=range_limit.value, search_params={"params": {"radius": range_radius.value, "range_filter": range_near.value}}, output_fields=["name"])[0]
        _said = f"**{len(_hits)}** hits" + (": " + ", ".join(f"`{h['entity']['name']}` ({h['distance']:.2f})" for h in _hits[:4]) + (" …" if len(_hits) > 4 else "") if len(_hits) else ".")
    except MilvusException as _error:
        _hits, _said = [], f"Milvus answers: {escape(_error.message)}"
    _in = {h["id"] for h in _hits}


    def _x(value):
        return 14 + (value + 0.25) / 1.3 * 372


    _rng = np.random.default_rng(0)
    _dots = "".join(
        f"<circle cx='{_x(s):.1f}' cy='{52 - _rng.random() * 34:.1f}' r='{2.6 if i in _in else 1.6}' fill='{'#1592a6' if i in _in else '#8a94a3'}' opacity='{0.95 if i in _in else 0.45}'/>"
        for i, s in enumerate(_all)
    )
    _ticks = "".join(f"<text x='{_x(t):.1f}' y='104' font-size='13' text-anchor='middle' fill='currentColor'>{t:g}</text>" for t in (-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1))
    _ends = (
        f"<circle cx='{_x(range_radius.value):.1f}' cy='62' r='6' fill='none' stroke='#d9772b' stroke-width='2.5'/><text x='{_x(range_radius.value):.1f}' y='86' font-size='13' text-anchor='middle' fill='currentColor'>radius</text>"
        f"<circle cx='{_x(range_near.value):.1f}' cy='62' r='6' fill='#d9772b'/><text x='{_x(range_near.value):.1f}' y='{86 if abs(range_near.value - range_radius.value) > 0.2 else 10}' font-size='13' text-anchor='middle' fill='currentColor'>range_filter</text>"
    )
    _bar = f"<rect x='{_x(range_radius.value):.1f}' y='59' width='{max(0, _x(range_near.value) - _x(range_radius.value)):.1f}' height='6' fill='#d9772b' opacity='.5'/>"
    mo.vstack(
        [
            mo.Html(
                f"<svg viewBox='0 0 400 110' width='100%' style='max-width:40rem' role='img' aria-label='Similarity of 733 functions on a line; {len(_hits)} lie in the range'>"
                f"{_dots}<line x1='14' x2='386' y1='62' y2='62' stroke='currentColor' opacity='.5'/>{_bar}{_ends}{_ticks}</svg>"
            ),
            mo.md(f"{_said} <small>Each dot is a function at its similarity; a hollow end is outside the range, a full one inside. {int((_all > range_radius.value).sum())} functions are above the radius.</small>"),
        ]
    )
    return


@app.cell(hide_code=True)
def _(course, mo, swapped):
    course.after(swapped)
    mo.md("""
    Pull the limit down, and the range is cut: a limit also counts under a range. On Milvus Lite there is a further catch: it looks at the nearest five times `limit` rows and applies the range to those (chapter 9), so a ring that lies farther out needs a limit large enough to reach it (raise both ends of a narrow
    ring and watch). And `range_filter` without `radius` is no range search: the 2.3.5 server then ignores it.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ### One row is not one result

    A limit counts rows. If the things that people look for have several rows each (an article in passages, a product in pictures), five rows may
    be one result five times. Throwing the doubles away afterwards leaves too few; `group_by_field` lets Milvus count groups instead.
    (Milvus Lite looks at ten times the rows asked for and no further: behind a group with more rows than that, the others are missed.)
    """)
    return


@app.cell
def _(client, course, embed, mo, swapped):
    course.after(swapped)


    def modules(**more):
        asked = [embed(["split a path into its parts"])[0].tolist()]
        hits = client.search("shelf", data=asked, limit=5, output_fields=["module"], **more)[0]
        return [hit["entity"]["module"] for hit in hits]


    plain, grouped = modules(), modules(group_by_field="module")

    mo.show_code(mo.md(f"Five rows: {', '.join(plain)}.\n\nFive groups: {', '.join(grouped)}."), position="above")
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Consistency Levels and Guarantees

    An insert goes into a log. The nodes that answer searches read this log, a little behind the writers. `insert` returns when the log has the
    row: from then on it is *safe*. When a search *sees* it is a different question, and the search itself answers it, by its level. The
    level says up to which moment of the log the node must have read *before it answers*. If it has not come so far, it waits.

    | level | the node must have read | promise |
    |:---|:---|:---|
    | `Strong` | up to now | every write that had returned is seen, from any client |
    | `Session` | up to this client's own last write | you read your own writes |
    | `Bounded` | up to some seconds ago | nothing older than that is missed; the default |
    | `Eventually` | nothing in particular | an answer at once, and some day the newest |

    Below is the log as a line. Change the level, and how far behind the node is.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    level = mo.ui.dropdown(["Strong", "Session", "Bounded", "Eventually"], value="Bounded", label="Level")
    behind = mo.ui.slider(0.0, 7.0, step=0.2, value=1.6, label="The node is behind by (seconds)", show_value=True)
    mo.hstack([level, behind], justify="start", wrap=True)
    return behind, level


@app.cell(hide_code=True)
def _(behind, level, mo):
    _NOW, _TALL = 10.0, 150
    _writes = [(1.2, False), (2.6, True), (4.4, False), (6.1, False), (7.0, True), (8.2, False), (9.1, False)]  # (second, whether it is ours)
    _own_last = max(t for t, mine in _writes if mine)
    _wanted = {"Strong": _NOW, "Session": _own_last, "Bounded": _NOW - 5, "Eventually": 0.0}[level.value]
    _read = _NOW - behind.value
    _seen_to = max(_read, _wanted)
    _wait = max(0.0, _wanted - _read)


    def _x(t):
        return 12 + t * 37


    _marks = ""
    for _t, _mine in _writes:
        _seen = _t <= _seen_to + 1e-9
        _fill = "#d9772b" if _mine else "#1592a6"
        _marks += f"<circle cx='{_x(_t):.0f}' cy='70' r='8' fill='{_fill if _seen else 'none'}' stroke='{_fill}' stroke-width='2.5'/>"
        _marks += f"<text x='{_x(_t):.0f}' y='50' font-size='13' text-anchor='middle' fill='currentColor'>{'mine' if _mine else ''}</text>"
    _gap = f"<rect x='{_x(_read):.0f}' y='64' width='{37 * _wait:.0f}' height='12' fill='#c2185b' opacity='.35'/>" if _wait else ""
    _svg = (
        f"<svg viewBox='0 0 394 {_TALL}' width='100%' style='max-width:40rem' role='img' aria-label='The log: the node has read up to second {_read:.1f}, {level.value} asks for second {_wanted:.1f}'>"
        f"<line x1='12' x2='{_x(_NOW):.0f}' y1='70' y2='70' stroke='currentColor' opacity='.4'/>"
        f"<line x1='12' x2='{_x(_read):.0f}' y1='70' y2='70' stroke='#1592a6' stroke-width='5' opacity='.6'/>{_gap}{_marks}"
        f"<path d='M{_x(_wanted):.0f} 84v14' stroke='#d9772b' stroke-width='3'/><text x='{min(max(_x(_wanted), 86), 300):.0f}' y='114' font-size='13' text-anchor='middle' fill='currentColor'>▲ {level.value} asks for this</text>"
        f"<path d='M{_x(_read):.0f} 56v-26' stroke='#1592a6' stroke-width='3'/><text x='{min(max(_x(_read), 80), 306):.0f}' y='22' font-size='13' text-anchor='middle' fill='currentColor'>the node has read so far</text>"
        f"<text x='{_x(_NOW):.0f}' y='142' font-size='13' text-anchor='end' fill='currentColor'>the search comes in: second 10</text><text x='12' y='142' font-size='13' fill='currentColor'>second 0</text></svg>"
    )
    _missed = sum(t > _seen_to + 1e-9 for t, _ in _writes)
    mo.vstack(
        [
            mo.Html(_svg),
            mo.md(
                f"**{level.value}**: the node {'waits until it has read ' + format(_wait, '.1f') + ' s more' if _wait else 'answers at once'}; "
                f"{'it sees all ' + str(len(_writes)) + ' writes' if not _missed else str(_missed) + ' of ' + str(len(_writes)) + ' writes (hollow) are not seen'}."
            ),
        ]
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    This is a drawing. Bounded allows five seconds here, as Milvus does by default (`common.gracefulTime`, 5000 ms; docs v3.0.x, *common-related
    Configurations*). Two things to try: with a node close behind, Bounded misses just the newest rows; and Session costs nothing as long as you wrote
    nothing lately.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    two_processes = course.predict(
        "Process A inserts a row; the insert returns. At that moment process B searches with the level Session. Does it find the row?",
        ["Always", "Never, or nearly so", "About half of the time"],
        "Never, or nearly so",
        "Session is a promise to the client who wrote. B has written nothing, so it asks for nothing. Only Strong waits for what *every client* "
        "wrote.",
        key="ch06 two processes",
    )
    two_processes
    return (two_processes,)


@app.cell(hide_code=True)
def _(course, dedent, mo, two_processes):
    course.after(two_processes)
    READER = dedent('''\
    import json, sys, time
    from pymilvus import MilvusClient

    client = MilvusClient(**json.loads(sys.argv[1]))
    for line in sys.stdin:  # one question a line: a level, and the key of the row that was inserted just now
        level, key = line.split()
        start = time.perf_counter()
        hits = client.search("log", data=[[float(key), 0.0]], limit=1, consistency_level=level)[0]
        print(json.dumps([bool(hits) and hits[0]["id"] == int(key), time.perf_counter() - start]), flush=True)
    ''')
    mo.accordion({"Process B, whole: it searches when it is told to": mo.md(f"```python\n{READER.strip()}\n```")})
    return (READER,)


@app.cell(hide_code=True)
def _(DataType, READER, course, json, median, subprocess, sys, time, two_processes):
    course.after(two_processes)
    _TRIES = 8


    def _on_server(server, a):
        if a.has_collection("log"):
            a.drop_collection("log")
        schema = a.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
        index = a.prepare_index_params()
        index.add_index("place", index_type="FLAT", metric_type="L2")
        a.create_collection("log", schema=schema, index_params=index)
        b = subprocess.Popen([sys.executable, "-c", READER, json.dumps({"uri": server.uri, **server.admin})], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        key = 0


        def in_a(level, key):
            start = time.perf_counter()
            hits = a.search("log", data=[[float(key), 0.0]], limit=1, consistency_level=level)[0]
            return bool(hits) and hits[0]["id"] == key, time.perf_counter() - start


        def in_b(level, key):
            b.stdin.write(f"{level} {key}\n")
            b.stdin.flush()
            return json.loads(b.stdout.readline())


        lines = []
        try:
            in_a("Strong", 0)
            in_b("Strong", 0)  # both are connected and warm
            for level in ("Strong", "Session", "Bounded", "Eventually"):
                cells = []
                for reader in (in_a, in_b):
                    seen, spent = 0, []
                    for _ in range(_TRIES):
                        key += 1
                        a.insert("log", [{"id": key, "place": [float(key), 0.0]}])
                        found, seconds = reader(level, key)
                        seen += found
                        spent.append(seconds * 1000)
                    cells.append(f"{seen} of {_TRIES}, {median(spent):.0f} ms")
                lines.append(f"| {level} | {cells[0]} | {cells[1]} |")
        finally:
            b.stdin.close()
            b.wait(20)
            b.stdout.close()
        return "A inserts a row, and then searches for it, or has B search for it. Seen, and the median time of the search:\n\n| level | A, who wrote it | B, another process |\n|:---|:---|:---|\n" + "\n".join(lines)


    course.on_server("ch06_two_processes", ["consistency"], _on_server)
    return


@app.cell(hide_code=True)
def _(course, mo, two_processes):
    course.after(two_processes)
    mo.md("""
    The price of a promise is waiting. A time tick is written to the log every 200 ms (`proxy.timeTickInterval`; docs v3.0.x, *proxy-related
    Configurations*), and only when the next tick arrives does a node know that it has missed nothing earlier. A search that wants the newest waits for a tick or two. That is all the difference; the search itself takes a few
    milliseconds at any level.

    - **Which level?** Ask whose writes the reader must see. Every client's: Strong. Its own: Session. No newest ones: leave it at Bounded.
    - **Per request, not forever.** A collection has a level (set when it is created); each search and query may ask for a different one.
    - **Iterators read at the collection's level.** `query_iterator` and `search_iterator` of pymilvus 3.0.2 take a `consistency_level`, and send beside it
      *use the collection's default*, which wins. Eight rows that were inserted just now: an iterator over a Strong collection reads 8, over a Bounded one
      0, whatever it is asked for (run on 2.3.5). So read a `count(*)` at Strong before an iterator, and compare afterwards; or count with `query`.
    - **A flush is no answer.** It makes a segment, it costs seconds, and a search sees rows that were not flushed. Nor is `sleep`.
    - **Deletes are writes.** A deleted row may still come back below Strong
      (milvus-io/milvus-docs #1381, 2.0.0).
    - **Milvus Lite ignores the level.** There is one process and no log to lag behind: you see whatever you write. A test that passes on Lite says
      nothing about freshness on a server.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **“Hybrid search is a vector search with a filter.”** It was. `hybrid_search` fuses several vector searches; a filter is `filter=`.
    - **`expr=` and `param=`.** Arguments of the ORM (`Collection.search`); pymilvus 3.0.2 warns that it goes in 3.1. `MilvusClient` says `filter` and
      `search_params`.
    - **f-strings with quotes around.** See above. Quote, or use templates.
    - **`AND` in capitals.** The documentation writes it so (docs v3.0.x, *Basic Operators*). The 2.3.5 server refuses it, and 2.5.1 did (milvus-io/milvus #38864, 2.5.1); an
      old Milvus Lite even ignored what followed (milvus-io/milvus-lite #285, 2.4). Small letters work everywhere.
    - **“LIKE cannot be escaped.”** True once (milvus-io/milvus-docs #2525, 2.4). Now a backslash does
      it (docs v3.0.x, *Pattern Matching*).
    - **`field[10]` for the tenth element.** A page writes so (docs v3.0.x, *Filtering Explained*). The first element is `field[0]`.
    - **Radius in kilometers.** L2 is squared. And for a similarity, the radius is the smaller bound.
    - **Fetch more and throw away.** Works until a filter is strict.
    - **“Search right after insert returns nothing: a bug.”** No consistency level was requested.
    - **Filtering by Time Travel.** A page still shows it (docs v3.0.x, *Bitset*); it left with 2.3.0 (release notes 2.3.0).
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
    course.panel("ch06/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch06/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch06/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch06/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch06/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch06/ex06")
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
        '`tenant == "a" or tenant == "b" and deleted == false`: a deleted row of tenant a comes back. Why?',
        {
            "Deletes are seen late below Strong": "They are, but `deleted` is a field here, and its value is what the filter reads.",
            "`and` binds before `or`": "The condition about `deleted` belongs to tenant b alone. Parentheses around the `or` fix it; so does `tenant in [\"a\", \"b\"]`.",
            "`false` has to be written `False`": "Both are understood. A wrong word would have been refused.",
            "The filter is applied after the search": "It is a bitset before the search. When it was applied has no part in what it keeps.",
        },
        answer="`and` binds before `or`",
        key="ch06 quiz binds",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "`discount` is nullable. Which filter keeps every product without a discount of 10, those without any included?",
        {
            "`discount != 10`": "A product without a value is neither equal nor different: unknown, and so it is dropped.",
            "`not (discount == 10)`": "The negation of unknown is unknown.",
            "`discount != 10 or discount is null`": "It says both things that are wanted, and means the same on every Milvus.",
            "`discount != 10 or discount == null`": "There is no NULL to compare with; the filter is refused.",
        },
        answer="`discount != 10 or discount is null`",
        key="ch06 quiz null",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "10,000 rows, an HNSW index, and a filter that 50 rows match. On Milvus Lite the search returns 6 hits for `limit=10`. What helps at once?",
        {
            "A larger `ef`": "The walk keeps more candidates, so more of those that count are among them. FLAT would be exact.",
            "A larger `limit`, cut in Python": "The walk ends where it ended before. A longer list is not filled either: with `limit=50` the same six or seven hits come.",
            "consistency_level=\"Strong\"": "All rows are old. Freshness is a different question.",
            "Filtering in Python after a search without a filter": "Of ten hits one in two hundred is kept: none, mostly. That is the worst of the three places.",
        },
        answer="A larger `ef`",
        key="ch06 quiz filter",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "By IP, you want everything with a similarity above 0.5. What do you send?",
        {
            "radius=0.5": "The radius is the far end, and for a similarity far means small. Without range_filter there is no near end. Mind the limit.",
            "range_filter=0.5": "That is the near end: at most 0.5. And without a radius it is no range search at all.",
            "radius=1.0, range_filter=0.5": "Nothing is above 1.0 and at most 0.5.",
            "radius=0.25": "Squares belong to L2.",
        },
        answer="radius=0.5",
        key="ch06 quiz range",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A worker inserts documents. A web server, another process, must show each of them as soon as the worker's insert has returned. Which level does the web server ask for?",
        {
            "Session": "That waits for the web server's own writes, and it makes none.",
            "Bounded": "It may answer as of some seconds ago.",
            "Strong": "It waits until the node has read all writes up to now, the worker's included. The price is about the interval of the log's time marks.",
            "Any, if the worker flushes": "A flush takes seconds and makes small segments. Freshness is asked for by the reader.",
        },
        answer="Strong",
        key="ch06 quiz level",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - A request says near to **what**, among **which** rows, **how many**, counted **how**, and as of **when**. Each part is taken literally.
    - `not` before `and` before `or`. NULL is neither equal nor different; say `is null` when you mean it.
    - What strangers type gets quoted, backslash first; LIKE has an escape of its own; templates need neither.
    - A filter is a **bitset before** the search. Filtering **after** it fails as soon as it is strict; an index **under** a strict
      bitset can also fail, and some engines then compare row by row.
    - *Hybrid* once meant a filter, and means several vectors today.
    - The radius is the far end and outside, range_filter the near end and inside. L2 is squared. The limit counts rows.
    - **Strong** sees every client's writes, **Session** one's own, **Bounded** waits only for a node that is seconds behind, **Eventually** never.

    ## Where to read on

    - Milvus docs v3.0.x, *Filtering Explained*, *Basic Operators*, *Pattern Matching*, *Filter Templating*, *Filtered Search*, *Range
      Search*, *Nullable Fields*, *Consistency Level*.
    - `lessons/models/filter_tree.py`: how a filter is cut into parts.
    - OWASP, *Injection Prevention Cheat Sheet*: the same story, for SQL and everything after it.
    - Cormack, Clarke, Büttcher, *Reciprocal Rank Fusion outperforms Condorcet and individual Rank Learning Methods*, SIGIR 2009.
    - Chapter 9 pages, groups and iterates; chapter 11 fuses; chapter 15 writes in a stream; chapter 17 spreads it over machines.
    """)
    return


@app.cell(hide_code=True)
def test_iterators_read_at_the_collections_level(DataType, course):
    """`query_iterator` and `search_iterator` read at the level of the collection, whatever they are given."""
    import logging as _logging

    try:
        _client = course.connect(needs=["consistency"])
    except course.NotServed:
        _client = None


    def _fresh(level):
        """What both iterators return of eight rows inserted just now."""
        if _client.has_collection("iterated"):
            _client.drop_collection("iterated")
        schema = _client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("place", DataType.FLOAT_VECTOR, dim=2)
        index = _client.prepare_index_params("place", index_type="FLAT", metric_type="L2")
        _client.create_collection("iterated", schema=schema, index_params=index, consistency_level=level)
        found = []
        for asked, start in (("query", 0), ("search", 8)):
            _client.insert("iterated", [{"id": start + i, "place": [float(start + i), 0.0]} for i in range(8)])
            if asked == "query":
                pages = _client.query_iterator("iterated", batch_size=100, output_fields=["id"], consistency_level="Strong" if level == "Bounded" else "Bounded")
            else:
                _logging.disable(_logging.WARNING)  # it says at length that this server has an older search iterator
                pages = _client.search_iterator("iterated", data=[[0.0, 0.0]], batch_size=100, consistency_level="Strong" if level == "Bounded" else "Bounded")
                _logging.disable(_logging.NOTSET)
            ids = []
            while page := pages.next():
                ids += [row["id"] for row in page]
            pages.close()
            found.append(sum(i >= start for i in ids))
        return found


    if _client:
        assert _fresh("Strong") == [8, 8]  # asked for Bounded
        assert any(min(_fresh("Bounded")) < 8 for _ in range(8))  # asked for Strong; a busy machine may catch up in some tries
    return


if __name__ == "__main__":
    app.run()
