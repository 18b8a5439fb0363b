import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="21 Recommendation")


@app.cell(hide_code=True)
def _():
    import marimo as mo
    return (mo,)


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # Building a Recommendation System with Milvus

    A search has a query. A recommendation has a person: what they liked, what they have seen, and a page with room for ten films. This chapter builds the whole system from ratings that real people gave: factors learned in NumPy, two collections in Milvus,
    a page that never shows what was seen, and a number that says whether all of it is better than a list of popular films.

    It ends as an application that you can start and use, `applications/films`. Everything that you see here is its code.

    **What you will be able to do**

    - *turn* likes into factors with NumPy, and a user into a vector without training again,
    - *design* the two collections of a recommender, and *say* what one click writes,
    - *leave out* what was seen, *filter*, and *re-rank* for variety and for age,
    - *serve* users and films that have no ratings,
    - *judge* a recommender against baselines on a split by time, and *find* a leak in one.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    import inspect
    import time
    from html import escape

    import altair as alt
    import numpy as np

    import grader.lesson as course
    from applications.films import data, judge, model, rank, store
    return alt, course, data, escape, inspect, judge, model, np, rank, store, time


@app.cell(hide_code=True)
def _(course):
    _needs = ["search", "filters", "upsert", "array", "decay_ranker", "grouping"]
    milvus = course.milvus(needs=_needs)
    client = course.connect(needs=_needs)
    return client, milvus


@app.cell(hide_code=True)
def _(milvus, mo):
    mo.md(f"""
    **Before you begin.** You know the metrics (chapter 2) and filters (chapter 6). {milvus.introduced}

    The ratings are MovieLens, collected by GroupLens at the University of Minnesota: for research, **not for commercial use**. Facts about the films come from Wikidata (CC0). `lessons/data/films.NOTICE` has the conditions.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Architecture Design

    A recommender is three loops that turn at different speeds. *Learning* reads everything and takes minutes or hours. *Writing* follows a click and takes milliseconds. *Serving* answers a page, also in milliseconds, and has to know the click of a second ago.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    def _box(x, y, w, title, line, color):
        return (
            f"<rect x='{x}' y='{y}' width='{w}' height='58' rx='8' fill='none' stroke='{color}' stroke-width='2'/>"
            f"<text x='{x + w / 2}' y='{y + 25}' text-anchor='middle' font-size='15' font-weight='600' fill='currentColor'>{title}</text>"
            f"<text x='{x + w / 2}' y='{y + 44}' text-anchor='middle' font-size='13' fill='currentColor' opacity='.8'>{line}</text>"
        )


    def _arrow(x1, y1, x2, y2, words="", dx=0, dy=-6):
        label = f"<text x='{(x1 + x2) / 2 + dx}' y='{(y1 + y2) / 2 + dy}' text-anchor='middle' font-size='13' fill='currentColor'>{words}</text>" if words else ""
        return f"<line x1='{x1}' y1='{y1}' x2='{x2}' y2='{y2}' stroke='currentColor' stroke-width='1.6' marker-end='url(#c21a)'/>{label}"


    course.scrolls(
        "<svg viewBox='0 0 720 236' width='720' height='236' style='min-width:640px' role='img' aria-label='Three loops: ratings are learned into films, a click rewrites the row of a person, a page reads the person, searches the films and re-ranks'>"
        "<defs><marker id='c21a' viewBox='0 0 8 8' refX='7' refY='4' markerWidth='7' markerHeight='7' orient='auto'><path d='M0 0L8 4L0 8z' fill='currentColor'/></marker></defs>"
        + _box(10, 16, 150, "ratings", "what everyone did", course.GREY) + _box(285, 16, 150, "factors", "learned each night", course.GREY) + _box(560, 16, 150, "films", "a collection", course.TEAL)
        + _box(10, 162, 150, "a click", "liked, seen", course.ORANGE) + _box(285, 162, 150, "people", "a collection", course.TEAL) + _box(560, 162, 150, "a page", "ten films", course.ORANGE)
        + _arrow(160, 45, 285, 45, "learning") + _arrow(435, 45, 560, 45, "upsert") + _arrow(160, 191, 285, 191, "writing") + _arrow(435, 191, 560, 191, "taste, seen")
        + _arrow(635, 74, 635, 162, "serving: search, re-rank", -86, 0)
        + "</svg>",
        "The three loops of a recommender",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Serving has two stages, and the border between them is the design. The **first stage** is Milvus: from thousands or millions of films it finds some candidates by vector, and leaves out what a filter excludes. The **second stage** is your program: it looks at a few hundred candidates
    at most, and may do with them what no index does, such as showing at most three of a genre. What the first stage did not bring, the second cannot show.

    Both live on how little is known. How little?
    """)
    return


@app.cell(hide_code=True)
def _(course):
    how_many = course.predict(
        "671 people and 9,066 films, so six million pairs. The people are keen: the median one has rated 71 films. Which share of all pairs has a rating?",
        ["About 40 percent", "About 10 percent", "Less than 2 percent"],
        "Less than 2 percent",
        "100,004 of 6,083,286. Most of the table is unknown, and the work of a recommender is to guess at it.",
        key="ch21 how many",
    )
    how_many
    return (how_many,)


@app.cell(hide_code=True)
def _(alt, course, data, how_many, mo, np):
    course.after(how_many)
    ratings, films = data.ratings(), data.films()
    all_likes = ratings.likes()
    fans = all_likes.sum(axis=0)
    _sorted = np.sort(fans)[::-1]
    _points = [{"film": n + 1, "likes": float(_sorted[n])} for n in sorted({int(x) for x in np.geomspace(1, (fans > 0).sum(), 90)} | {100}) if n < (fans > 0).sum()]
    top_share = float(_sorted[:100].sum() / _sorted.sum())
    _curve = alt.Chart(alt.Data(values=_points)).mark_line(color=course.TEAL, strokeWidth=3).encode(
        x=alt.X("film:Q", scale=alt.Scale(type="log"), title="films, the most liked first (logarithmic)"), y=alt.Y("likes:Q", title="users who liked it"), tooltip=["film:Q", "likes:Q"],
    )
    _rule = alt.Chart(alt.Data(values=[{"film": 100}])).mark_rule(color=course.ORANGE, strokeDash=[5, 4], strokeWidth=2).encode(x="film:Q")
    mo.vstack([
        mo.md(f"**{len(ratings.user) / (ratings.users * ratings.films):.1%}** of the pairs have a rating. The 100 most liked films, left of the dashed line, have {top_share:.0%} of all likes; {int((fans <= 3).sum()):,} of the {len(films):,} films have three or fewer, {int((fans == 0).sum()):,} have none."),
        course.chart(_curve + _rule, 240, "Likes per film, the most liked first: from 286 the curve falls fast, and most films have a handful or none"),
    ])
    return all_likes, fans, films, ratings


@app.cell(hide_code=True)
def _(course, how_many, mo):
    course.after(how_many)
    mo.md("""
    This curve is in every shop and library, and it decides three things in this chapter. A list of popular films is a strong **baseline**, because so many likes fall on so few films. A film with three fans is hardly known, and a method that treats it like one with 286 will go wrong. And most of the catalog has to be reached
    some other way, which is why anyone builds a recommender at all.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Data Modeling

    ### From stars to likes

    Ratings in stars are rare outside of films. What a system has is **implicit feedback**: watched to the end, bought, read. It says yes, and it never says no. So we reduce the stars to that: 3.5 or more is a like. The rest means that the film was seen.

    A like is all that the model learns from. *Seen* is remembered apart from it, because it answers a different question: what may not be shown again.

    ### Two collections
    """)
    return


@app.cell(hide_code=True)
def _(course, inspect, mo, store):
    mo.accordion({
        "The films: a vector, and the facts that a filter asks for": course.code(inspect.getsource(store.create), "python"),
        "The people: a vector, and what they have seen": course.code(inspect.getsource(store.create_people), "python"),
    })
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    Four decisions stand in these lines.

    - **A user is a row, not a query string.** The page needs their taste and what they have seen, and a read by key gets both at once. People are never searched here, although they could be: users with similar taste are one search away.
    - **`seen` is an ARRAY in that row.** An ARRAY has a capacity of at most 4,096 elements (docs v3.0.x, *Array Field*), and the keenest of these users has rated 2,391 films. Where users see more than 4,096 things, keep the latest, or a row per event in a collection of its own.
    - **The films' vectors say nothing about one person**, so they change with the training and not with a click.
    - **Levels of consistency differ.** The films may be a little old: Bounded. A person's own row must have their last click: Session, which promises that you read your own writes (docs v3.0.x, *Consistency Level*). With several processes before Milvus the next page may be made by one that did not write the click, and then this read needs Strong.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    one_click = course.predict(
        "A user likes one more film. What has to be computed and written before the next page knows it?",
        ["The factors have to be trained again", "The vectors of all films, and the user's row", "One row: the user's"],
        "One row: the user's",
        "A user's vector is the sum of the vectors of what they liked. One more like is one more vector in a sum.",
        key="ch21 one click",
    )
    one_click
    return (one_click,)


@app.cell
def _(all_likes, client, data, fans, films, mo, model, ratings, store, time):
    _begun = time.perf_counter()
    vectors = model.factors(all_likes)  # from all ratings: this is what the application serves
    trained_in = time.perf_counter() - _begun

    if not client.has_collection(store.FILMS):
        store.create(client)
        store.add_films(client, films, vectors, fans)
        store.create_people(client)
        store.add_people(client, ratings, vectors)
        for _name in (store.FILMS, store.PEOPLE):
            client.flush(_name)
    mo.show_code(mo.md(f"{len(films):,} films and {ratings.users} people are in Milvus; factors of {vectors.shape[1]} numbers, learned in {trained_in:.1f} s."))
    return (vectors,)


@app.cell(hide_code=True)
def _(client, course, films, milvus, mo, one_click, store, vectors):
    course.after(one_click)
    _wire = course.tapped(milvus)
    _client = _wire.client()
    matrix, newcomer = next(film.id for film in films if film.title == "The Matrix"), 1_000_001
    client.upsert(store.PEOPLE, [store.person(newcomer, [], [], vectors)])
    _, _heard = _wire.during(lambda: store.click(_client, newcomer, matrix, True, vectors))
    _calls = [call.method for call in _heard if call.method in ("Query", "Search", "Upsert", "Insert", "Delete")]
    clicked = store.read(client, newcomer)
    mo.vstack([
        mo.md(f"What a click on one film, *The Matrix*, says to Milvus: **{', '.join(_calls)}**. The row that it leaves:"),
        course.table("field / value", [f"|{field}|`{str([round(x, 3) for x in clicked[field][:4]])[:-1] + ', …]' if field == 'taste' else clicked[field]}`|" for field in ("liked", "seen", "taste")]),
    ])
    return clicked, matrix


@app.cell(hide_code=True)
def test_a_click_is_one_row(clicked, matrix, np, vectors):
    """After one like a user's taste is that film's vector, and nothing was trained."""
    assert list(clicked["liked"]) == [matrix] == list(clicked["seen"])
    assert np.allclose(clicked["taste"], vectors[matrix], atol=1e-6)
    return


@app.cell(hide_code=True)
def _(course, mo, one_click):
    course.after(one_click)
    mo.md("""
    The row is read, changed and written whole, because an upsert replaces it. Two clicks of one user at the same moment, in two processes, could thus lose one of them (chapter 13 has a race of the same kind). Where it matters, send a user's events through one queue (chapter 15), which writes them one after the other.

    Milvus is here for finding. The events themselves belong in a log or a database: every training reads them all, and no index helps with that.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Performance Considerations

    Two things are meant by performance: whether the ten films are good, and how long they take. First the good.

    ### A number for a recommender

    For each user who rated at least 15 films with four stars or more, the **last five** of these are hidden. Factors are learned from the rest. Then each user gets ten films that they had not seen, and **recall@10** says which share of the five hidden films is among them. Finding five of 9,066 films in ten places is hard, so the numbers are small; only
    their order counts, and only beside baselines:

    - **random**: any ten films,
    - **popularity**: the ten most liked ones that this user has not seen,
    - **item-item**: films whose fans are most like the fans of what the user liked, by cosine. No training, and no factors.
    """)
    return


@app.cell(hide_code=True)
def _(data, judge, model, np, ratings):
    known, hidden = data.hide_last(ratings)
    likes = ratings.likes(known)
    known_fans = likes.sum(axis=0)
    asked = sorted(hidden)
    blocked = np.zeros(likes.shape, bool)
    blocked[ratings.user[known], ratings.film[known]] = True
    learned = model.factors(likes)


    def ten(table, rows=None):
        """The ten best films of each asked user, of a table of scores for all users; what was seen is left out."""
        left = np.where(blocked[asked], -np.inf, table[asked])
        best = np.argpartition(-left, 10, axis=1)[:, :10]
        return np.take_along_axis(best, np.argsort(-np.take_along_axis(left, best, 1), axis=1), 1)


    def recall_of(found, wanted=None):
        """Mean recall@10."""
        wanted = wanted or hidden
        return float(np.mean([len(set(row.tolist()) & wanted[user]) / len(wanted[user]) for user, row in zip(asked, found)]))


    def with_power(power):
        """The films' factors, each divided by its length to this power: 0 leaves them, 1 makes them all equally long."""
        return learned / np.maximum(np.linalg.norm(learned, axis=1, keepdims=True), 1e-9) ** power


    baselines = {name: ten(table) for name, table in judge.scores(likes).items()}
    tastes = likes @ learned
    by_power = {power: ten(tastes @ with_power(power).T) for power in (0, 0.25, 0.5, 0.75, 0.9, 1)}
    return asked, baselines, blocked, by_power, hidden, known, known_fans, learned, likes, recall_of, tastes, ten, with_power


@app.cell(hide_code=True)
def _(course):
    which_metric = course.predict(
        "The same factors, searched once by inner product and once by cosine. Which has the better recall?",
        ["Cosine: it compares directions, and taste is a direction", "Inner product", "They are about equal"],
        "Inner product",
        "A film's factor grows with how often it was liked. The cosine forgets that, so that a film with two fans, both much like you, comes before everything that is really known to suit you.",
        key="ch21 which metric",
    )
    which_metric
    return (which_metric,)


@app.cell(hide_code=True)
def _(alt, baselines, by_power, course, known_fans, mo, np, recall_of, which_metric):
    course.after(which_metric)
    _names = {"factors, inner product": by_power[0], "factors, cosine": by_power[1], **baselines}
    quality = dict(sorted(((name, recall_of(found)) for name, found in _names.items()), key=lambda pair: -pair[1]))
    _bars = alt.Chart(alt.Data(values=[{"way": name, "recall@10": value, "kind": "ours" if name.startswith("factors") else "baseline"} for name, value in quality.items()])).encode(
        y=alt.Y("way:N", sort=list(quality), title=None, axis=alt.Axis(labelLimit=170, labelFontSize=12)), x=alt.X("recall@10:Q", scale=alt.Scale(domain=[0, 0.125]), title="recall@10"),
    )
    mo.vstack([
        course.chart(_bars.mark_bar().encode(color=alt.Color("kind:N", legend=None, scale=alt.Scale(domain=["ours", "baseline"], range=[course.TEAL, course.GREY]))) + _bars.mark_text(align="left", dx=4, fontSize=12, color=course.GREY).encode(text=alt.Text("recall@10:Q", format=".3f")), 190,
                     "Recall at ten: factors with the inner product first, then item-item, popularity, factors with the cosine, and random near zero"),
        course.table("way / recall@10 / median likes of what it shows / different films shown to all", [f"|{name}|{quality[name]:.3f}|{np.median(known_fans[found]):.0f}|{len(set(found.ravel().tolist())):,}|" for name in quality for found in [_names[name]]]),
    ])
    return (quality,)


@app.cell(hide_code=True)
def test_inner_product_beats_the_baselines(quality):
    """On hidden ratings the inner product beats item-item and popularity, and the cosine loses to both."""
    assert quality["factors, inner product"] > 1.15 * quality["item-item"] > quality["item-item"] > quality["popularity"] > quality["factors, cosine"] > quality["random"]
    return


@app.cell(hide_code=True)
def _(course, mo, which_metric):
    course.after(which_metric)
    mo.md("""
    The cosine is worse than a list of popular films: half of what it shows has two fans or fewer. And the table's last columns show the price of the other extreme. Popularity shows 118 different films to 568 people. The inner product is better and broader, but half of its films have 92 fans or more, while the median film of the catalog has one: that is its
    **popularity bias**. COSINE is the default metric of Milvus (docs v3.0.x, *Metric Types*), so if you do not say `IP`, you get the second-worst line.

    Between the two lies a dial. Divide each film's vector by its length to the power *p*: with *p* = 0 that is the inner product, with *p* = 1 the cosine (a user's own length changes no order). Below, the vectors with your *p* are stored in Milvus, and 60 of the users are asked.
    """)
    return


@app.cell(hide_code=True)
def _(course, mo, which_metric):
    course.after(which_metric)
    power_of = mo.ui.slider(steps=[0, 0.25, 0.5, 0.75, 0.9, 1], value=0.75, label="p: how much of a film's length is taken away", show_value=True)
    power_of
    return (power_of,)


@app.cell(hide_code=True)
def _(alt, asked, by_power, client, course, films, hidden, known_fans, mo, np, power_of, rank, ratings, known, recall_of, store, tastes, with_power):
    _name = "films_judged"
    if not client.has_collection(_name):
        store.create(client, _name)
    store.add_films(client, films, with_power(power_of.value), known_fans, _name)
    client.flush(_name)
    _some = asked[:: len(asked) // 60][:60]
    by_milvus = {user: [film["id"] for film in store.nearest(client, tastes[user].tolist(), 10, store.condition(ratings.seen(user, known)), _name)] for user in _some}
    same_as_numpy = float(np.mean([len(set(by_milvus[user]) & set(by_power[power_of.value][asked.index(user)].tolist())) / 10 for user in _some]))
    _recall = float(np.mean([rank.recall(by_milvus[user], hidden[user]) for user in _some]))
    _points = [{"p": power, "recall@10": recall_of(found), "median likes": float(np.median(known_fans[found])), "films": len(set(found.ravel().tolist()))} for power, found in by_power.items()]
    _path = alt.Chart(alt.Data(values=_points)).encode(
        x=alt.X("median likes:Q", title="median likes of what is shown", scale=alt.Scale(domain=[0, 105])), y=alt.Y("recall@10:Q", scale=alt.Scale(domain=[0, 0.12])), tooltip=["p:Q", alt.Tooltip("recall@10:Q", format=".3f"), "median likes:Q", "films:Q"], order="p:Q",
    )
    _ring = alt.Chart(alt.Data(values=[p for p in _points if p["p"] == power_of.value])).mark_point(size=240, strokeWidth=3, color=course.ORANGE).encode(x="median likes:Q", y="recall@10:Q")
    mo.vstack([
        mo.md(f"Milvus, with p = {power_of.value}: recall@10 **{_recall:.3f}** for 60 users; {same_as_numpy:.0%} of its films are those that NumPy finds. The line is for all 568."),
        course.chart(_path.mark_line(color=course.TEAL, strokeWidth=2) + _path.mark_circle(color=course.TEAL, size=70, opacity=1) + _path.mark_text(dy=-12, fontSize=12, color=course.GREY).encode(text=alt.Text("p:Q", format="~g")) + _ring, 280,
                     "Recall against the median likes of what is shown, for p from 0 to 1: recall stays near 0.10 from 92 likes down to 48, and falls to 0.03 only at the cosine"),
        course.table("p / recall@10 / median likes / different films shown", [f"|{p['p']}|{p['recall@10']:.3f}|{p['median likes']:.0f}|{p['films']:,}|" for p in _points]),
    ])
    return (same_as_numpy,)


@app.cell(hide_code=True)
def test_milvus_finds_what_numpy_finds(same_as_numpy):
    """With a filter for what was seen and a FLAT index, Milvus returns the films that NumPy ranks first."""
    assert same_as_numpy > 0.99
    return


@app.cell(hide_code=True)
def _(course, mo, which_metric):
    course.after(which_metric)
    mo.md("""
    Take away three quarters of the length, and the recall hardly changes, while the films shown have half as many fans and twice as many different films are shown. The fall comes at the very end. So a small loss of popularity is nearly free, and the number that a team watches (recall) does not show what it does to the catalog. Watch both.

    A caution: hidden likes are themselves popular films, because people rate what they have heard of. A recommender that shows unknown gems is punished by this test, whether people would love them or not. Only a test with real readers knows that.

    ### How long it takes

    Three costs of a page can be measured here: reading the row, searching, and the list of what was seen, which travels in the filter.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    seen_cost = course.predict(
        "The keenest user has seen 2,391 films. Their filter is a list of 2,391 numbers. What does it do to the result?",
        ["The page has fewer than ten films", "The same as a short list: ten films, exactly the best that are left", "Milvus refuses a filter of that size"],
        "The same as a short list: ten films, exactly the best that are left",
        "A filter is applied before the search takes its ten, so what is left out costs no place on the page. It costs time to read, which the table shows.",
        key="ch21 seen cost",
    )
    seen_cost
    return (seen_cost,)


@app.cell(hide_code=True)
def _(client, course, mo, np, ratings, seen_cost, store, time):
    course.after(seen_cost)
    _counts = np.bincount(ratings.user)
    _users = {"20": int(np.flatnonzero(_counts == 20)[0]), "the median": int(np.flatnonzero(_counts == 71)[0]), "the keenest": int(_counts.argmax())}


    def _median_ms(act, times=7):
        spent = []
        for _ in range(times):
            begun = time.perf_counter()
            act()
            spent.append(1000 * (time.perf_counter() - begun))
        return float(np.median(spent))


    _lines, pages = [], {}
    for _label, _user in _users.items():
        _row = store.read(client, _user)
        _where = store.condition(_row["seen"])
        pages[_label] = (set(_row["seen"]), [film["id"] for film in store.nearest(client, _row["taste"], 10, _where)])
        _lines.append(f"|{_label}|{len(_row['seen']):,}|{len(_where) / 1000:.1f} kB|{_median_ms(lambda: store.read(client, _user)):.0f}|{_median_ms(lambda: store.nearest(client, _row['taste'], 10, _where)):.0f}|{_median_ms(lambda: store.nearest(client, _row['taste'], 10)):.0f}|{len(pages[_label][1])}|")
    mo.vstack([course.table("user / films seen / filter / read the row, ms / search, ms / search without the filter, ms / films on the page", _lines), mo.md("*Medians of seven calls on this machine, one client. Your times will differ; on a page of this book they are those of the run that made it.*")])
    return (pages,)


@app.cell(hide_code=True)
def test_a_full_page_for_the_keenest(pages):
    """However long the list of what was seen, the page has ten films, none of them seen."""
    assert all(len(found) == 10 and not seen & set(found) for seen, found in pages.values())
    return


@app.cell(hide_code=True)
def _(course, mo, seen_cost):
    course.after(seen_cost)
    mo.md("""
    The alternative is to search without the filter and drop what was seen afterwards. With a fixed multiple, say a hundred films for a page of ten, this works for almost everyone and leaves the keenest users, your best customers, with a short page or none. Exercise 2 has such a user.

    ### Freshness

    Three clocks run in this system, and each part of it is as old as its own.

    | what | knows of a click | why |
    |:---|:---|:---|
    | `seen` | at once | the filter is made from the user's row, which was just written |
    | the user's taste | at once | it is a sum, made anew with each like |
    | the films' factors | after the next training | they are learned from everyone |

    So nothing is lost if the training runs once a night, except for what is new: a film that was added today has no factor yet. That is a cold start, and it comes below.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## End-to-end Implementation

    ### Factors in NumPy

    The likes are a table: a row per user, a column per film, 1 where one liked the other. A **factorization** approximates this table by the product of two narrow ones. We take the singular value decomposition and keep its 64 largest values: of all tables with that few numbers it comes nearest to the likes, in the sum of squares.
    """)
    return


@app.cell(hide_code=True)
def _(course, inspect, mo, model):
    mo.vstack([course.code(inspect.getsource(model.factors), "python"), course.code(inspect.getsource(model.taste), "python")])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    `factors` returns the film side only. The user side of the decomposition is not needed: the columns of the film side are orthonormal, so a user's coordinates are simply their likes times this table, which is the sum in `taste`. That is called **folding in**, and it works for users whom the training never saw.

    ### A page
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    user_of = mo.ui.dropdown({f"user {user}": user for user in (3, 14, 46, 101, 250, 563)}, value="user 3", label="Whose page")
    genre_of = mo.ui.dropdown(["any", "Animation", "Comedy", "Crime", "Documentary", "Film-Noir", "Sci-Fi", "War", "Western"], value="any", label="Genre")
    most_of = mo.ui.slider(1, 10, value=10, label="At most of one genre", show_value=True)
    newer_of = mo.ui.switch(False, label="Older films count less")
    mo.hstack([user_of, genre_of, most_of, newer_of], wrap=True, justify="start")
    return genre_of, most_of, newer_of, user_of


@app.cell(hide_code=True)
def _(client, course, escape, films, genre_of, mo, most_of, newer_of, rank, store, user_of):
    _row = store.read(client, user_of.value)
    _where = store.condition(_row["seen"], genre="" if genre_of.value == "any" else genre_of.value)
    _found = store.nearest(client, _row["taste"], 10 if most_of.value == 10 else 200, _where, newer={"origin": 2016, "scale": 20} if newer_of.value else None)
    _page = rank.varied(_found, 10, most_of.value, "genre" if genre_of.value == "any" else "director")
    _liked = ", ".join(escape(films[i].title) for i in list(_row["liked"])[-6:])
    _shown = _where if len(_where) < 90 else _where[:70] + " …"
    mo.vstack([
        mo.md(f"Liked last: {_liked}. {len(_row['seen']):,} films were seen. The filter: `{escape(_shown)}`"),
        course.table("film / year / first genre / director / likes / score", [f"|{escape(f['title']).replace('|', '/')}|{f['year']}|{f['genre']}|{escape(f['director'])}|{f['likes']}|{f['score']:.2f}|" for f in _page]),
    ])
    return


@app.cell(hide_code=True)
def _(course, inspect, mo, store):
    mo.vstack([mo.md("The filter is put together from what is asked for and what was seen. Texts are escaped, numbers are made numbers: a title from a form must not be able to end the filter."), course.code(inspect.getsource(store.condition), "python")])
    return


@app.cell(hide_code=True)
def _(course):
    variety_cost = course.predict(
        "At most two films of one genre on a page, instead of whatever comes. What does it do to recall@10?",
        ["It falls by half", "It falls a little", "It rises"],
        "It falls a little",
        "The first two of each genre are the best ones anyway. A third drama that has to give way was often a guess like any other.",
        key="ch21 variety cost",
    )
    variety_cost
    return (variety_cost,)


@app.cell(hide_code=True)
def _(asked, blocked, course, films, learned, mo, np, rank, recall_of, tastes, variety_cost):
    course.after(variety_cost)
    _first = [film.genres[0] if film.genres else "" for film in films]
    _left = np.where(blocked[asked], -np.inf, (tastes @ learned.T)[asked])
    _order = np.argsort(-_left, axis=1, kind="stable")[:, :200]
    _lines, variety = [], {}
    for _most in (10, 3, 2, 1):
        _pages = [[f["id"] for f in rank.varied([{"id": int(i), "genre": _first[i]} for i in row], 10, _most)] for row in _order]
        variety[_most] = (recall_of([np.array(p) for p in _pages]), float(np.mean([len({_first[i] for i in p}) for p in _pages])))
        _lines.append(f"|{_most if _most < 10 else 'any number'}|{variety[_most][1]:.1f}|{variety[_most][0]:.3f}|")
    mo.vstack([course.table("films of one genre, at most / genres on a page of ten / recall@10", _lines)])
    return (variety,)


@app.cell(hide_code=True)
def test_two_of_a_genre_cost_little(variety):
    """At most two of a genre keep nine tenths of the recall and bring more genres; one of each costs more."""
    assert variety[2][0] > 0.9 * variety[10][0] and variety[2][1] > variety[10][1] + 1 and variety[1][0] < variety[2][0]
    return


@app.cell(hide_code=True)
def _(course, mo, variety_cost):
    course.after(variety_cost)
    mo.md("""
    The re-ranking is a walk down the order, and it needs more candidates than it shows: 200 here. Milvus can group by itself (`group_by_field`, with `group_size`), and returns the groups one after the other (docs v3.0.x, *Grouping Search*); a page wants them mixed, best first. Exercise 3 does it with searches that stay small.

    ### Older films

    A news page or a shop wants new things in front. A **decay ranker** multiplies the score of a film by a factor that falls with its age; the scores of a fresh one stay as they are (docs v3.0.x, *Decay Ranker Overview*). The switch above does it with `scale=20` years and `decay=0.5`: a film 20 years older than 2016 counts half.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    ranker_sees = course.predict(
        "A search with `limit=10` and a decay ranker. A new film stands at place 60 by inner product, and with the decay it would be third. Where is it on the page?",
        ["Third", "It depends on what the ranker gets to see", "Tenth"],
        "It depends on what the ranker gets to see",
        "A ranker can only lift what the search brought along. Below you see what this Milvus does; on another one, look before you rely on it, or rank in your program with a limit that you choose.",
        key="ch21 ranker sees",
    )
    ranker_sees
    return (ranker_sees,)


@app.cell(hide_code=True)
def _(client, course, mo, rank, ranker_sees, store):
    course.after(ranker_sees)
    _row = store.read(client, 14)
    _where = store.condition(_row["seen"])
    _deep = store.nearest(client, _row["taste"], 1000, _where)
    _place = {film["id"]: n for n, film in enumerate(_deep, 1)}
    _by_milvus = store.nearest(client, _row["taste"], 10, _where, newer={"origin": 2016, "scale": 5})
    _by_hand = {depth: rank.newer_wins(_deep[:depth], 2016, 5)[:10] for depth in (10, 100, 1000)}
    deepest = {"decay ranker in Milvus, limit 10": max(_place.get(film["id"], 1001) for film in _by_milvus), **{f"by hand, from {depth:,}": max(_place[film["id"]] for film in found) for depth, found in _by_hand.items()}}
    _years = {"decay ranker in Milvus, limit 10": _by_milvus, **{f"by hand, from {depth:,}": found for depth, found in _by_hand.items()}}
    course.table("way / the page's films stood at place … or before / median year", [f"|{way}|{place if place <= 1000 else 'over 1,000'}|{sorted(f['year'] for f in _years[way])[5]}|" for way, place in deepest.items()])
    return (deepest,)


@app.cell(hide_code=True)
def test_an_age_lifts_only_what_was_fetched(deepest):
    """Ten candidates give a page of those ten; a thousand give one with films from far down."""
    assert deepest["by hand, from 10"] <= 10 < deepest["by hand, from 100"] <= 100 < deepest["by hand, from 1,000"]
    return


@app.cell(hide_code=True)
def _(course, mo, ranker_sees):
    course.after(ranker_sees)
    mo.md("""
    On Lite 3.2.2 the page is the one that a hundred candidates give: its ranker had ten times the limit, and nothing from beyond. By hand the depth is yours to choose, and a film's age can only lower its score, so you can tell when to stop: as soon as the next inner product is below the tenth score. Exercise 4 builds that.

    One trap is in the sign. An inner product may be negative, and half of a negative score is *more*. `newer_wins` leaves such films alone.

    ### Users without likes

    A user who has liked nothing is the sum of nothing: a vector of zeros. Milvus answers a search with it without an error, and every film has the score 0, so what comes back is the ten that happen to be stored first. What is known of such a user? That they are one of many. So they get what many like, in the genres they choose; and after one
    or two likes, half and half.
    """)
    return


@app.cell(hide_code=True)
def _(client, course, escape, matrix, rank, store, vectors):
    _zero = store.nearest(client, [0.0] * vectors.shape[1], 6)
    _popular = store.popular(client, 6)
    _one = [matrix]
    _taste = store.nearest(client, vectors[matrix].tolist(), 6, store.condition(_one))
    _mixed = rank.mixed(_taste, store.popular(client, 6, store.condition(_one)), 6)
    _columns = [[escape(f["title"]) for f in found] for found in (_zero, _popular, _taste, _mixed)]
    zero_scores = {film["score"] for film in _zero}
    course.table("a search with zeros / popular / after liking The Matrix: taste / after liking The Matrix: both in turn", ["|" + "|".join(cells) + "|" for cells in zip(*_columns)])
    return (zero_scores,)


@app.cell(hide_code=True)
def test_zeros_have_no_order(zero_scores):
    """A search with a vector of zeros gives every film the score 0, and no error."""
    assert zero_scores == {0.0}
    return


@app.cell(hide_code=True)
def _(course):
    new_film = course.predict(
        "A film comes out today, and no user has rated it. Its director, genres, country and year are known. Can it be recommended to the right people?",
        ["No: without likes there is no factor", "Yes: films with these facts have factors, and a map from facts to factors can be learned", "Only as an advertisement, to everyone"],
        "Yes: films with these facts have factors, and a map from facts to factors can be learned",
        "That is a regression: facts in, 64 numbers out. It knows less than likes do, and much more than nothing.",
        key="ch21 new film",
    )
    new_film
    return (new_film,)


@app.cell(hide_code=True)
def _(all_likes, course, films, inspect, mo, model, new_film, np):
    course.after(new_film)
    # 150 films with at least 20 fans lose all their likes, and are met like premieres.
    _many = np.flatnonzero(all_likes.sum(axis=0) >= 20)
    _cold = np.random.default_rng(21).choice(_many, 150, replace=False)
    _before = all_likes.copy()
    _before[:, _cold] = 0
    _vectors = model.factors(_before)
    _facts, _ = model.describe(films)
    _facts = _facts[:, _facts.sum(axis=0) >= 5]  # a director of one film teaches nothing about the next
    _guessed = _facts[_cold] @ model.from_facts(_facts, _vectors, _before.sum(axis=0), ridge=100)
    _people = _before @ _vectors


    def _told_apart(scores):
        """How often a fan of a film has a higher score than one who is not: 0.5 is chance, 1 is always."""
        shares = []
        for column, film in zip(scores.T, _cold):
            fan = all_likes[:, film] > 0
            shares.append((column[fan][:, None] > column[~fan][None, :]).mean())
        return float(np.mean(shares))


    cold_films = {
        "by its facts, inner product": _told_apart(_people @ _guessed.T),
        "the users with the most likes": _told_apart(np.repeat(_before.sum(axis=1)[:, None], len(_cold), axis=1)),
        "by its facts, among users of equal length": _told_apart(model.unit(_people) @ _guessed.T),
        "chance": 0.5,
    }
    mo.vstack([
        course.table("who gets the premiere / a fan comes before a user who is not one", [f"|{way}|{share:.1%}|" for way, share in cold_films.items()]),
        mo.accordion({"The map from facts to factors": course.code(inspect.getsource(model.from_facts), "python")}),
    ])
    return (cold_films,)


@app.cell(hide_code=True)
def test_facts_find_fans(cold_films):
    """Facts alone tell fans from others better than chance, and better than knowing who likes a lot."""
    assert cold_films["by its facts, inner product"] > cold_films["the users with the most likes"] + 0.01
    assert cold_films["by its facts, among users of equal length"] > 0.65
    return


@app.cell(hide_code=True)
def _(course, mo, new_film):
    course.after(new_film)
    mo.md("""
    The second line is a baseline that is easily forgotten: people who like hundreds of films are fans of nearly everything, so listing them alone looks like skill. The facts add a little to that. The third line takes the number of likes away and asks about taste only; there the facts clearly know something.

    So a new film gets a guessed vector, and the next training replaces it: an upsert with the same id.

    ### Judged by time, and a leak

    Everything above stands on the number, so the number has to be honest. Three ways to hide ratings are in use. The factors are the same, the users are the same, and only the split differs.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    the_leak = course.predict(
        "A colleague trains the factors on *all* ratings, hides the last five likes only when a user's own vector is made, and measures recall@10. Ours is 0.10. What does the colleague get?",
        ["About 0.10: the user's vector does not have the hidden films", "More than twice as much", "Less, because more data means more noise"],
        "More than twice as much",
        "The factors were made so that this user's likes, the hidden ones too, come out of them. The film vectors have seen the answers, although the user's vector has not.",
        key="ch21 the leak",
    )
    the_leak
    return (the_leak,)


@app.cell(hide_code=True)
def _(all_likes, alt, asked, blocked, course, likes, mo, model, np, quality, ratings, recall_of, ten, the_leak, vectors):
    course.after(the_leak)
    _known, _wanted, _rng = np.ones(len(ratings.user), bool), {}, np.random.default_rng(0)
    for _user in asked:
        _good = np.flatnonzero((ratings.user == _user) & (ratings.stars >= 4))
        _out = _rng.choice(_good, 5, replace=False)
        _known[_out] = False
        _wanted[_user] = {int(film) for film in ratings.film[_out]}
    _likes = ratings.likes(_known)
    _vectors = model.factors(_likes)
    _scores = np.where(np.isin(np.arange(ratings.users), asked)[:, None], _likes @ _vectors @ _vectors.T, 0)
    _seen = np.zeros(_likes.shape, bool)
    _seen[ratings.user[_known], ratings.film[_known]] = True
    _left = np.where(_seen[asked], -np.inf, _scores[asked])
    splits = {
        "the last five, factors from the rest": quality["factors, inner product"],
        "any five, factors from the rest": recall_of(np.argsort(-_left, axis=1, kind="stable")[:, :10], _wanted),
        "the last five, factors from everything": recall_of(ten(likes @ vectors @ vectors.T)),
    }
    _bars = alt.Chart(alt.Data(values=[{"split": name, "recall@10": value} for name, value in splits.items()])).encode(
        y=alt.Y("split:N", sort=list(splits), title=None, axis=alt.Axis(labelLimit=230, labelFontSize=12)), x=alt.X("recall@10:Q", scale=alt.Scale(domain=[0, 0.3]), title="recall@10, as reported"),
    )
    course.chart(_bars.mark_bar(color=course.TEAL) + _bars.mark_text(align="left", dx=4, fontSize=12, color=course.GREY).encode(text=alt.Text("recall@10:Q", format=".3f")), 150, "The same recommender under three splits: 0.10 with the last five hidden, about twice as much with any five, more still with factors from everything")
    return (splits,)


@app.cell(hide_code=True)
def test_leaks_double_the_number(splits):
    """Hiding any five instead of the last five, or training on everything, makes the same recommender look twice as good."""
    honest, any_five, everything = splits.values()
    assert any_five > 1.7 * honest and everything > 2 * honest
    return


@app.cell(hide_code=True)
def _(course, mo, the_leak):
    course.after(the_leak)
    mo.md("""
    Hiding *any* five is the split of most libraries, because it is one line. It asks the recommender to fill gaps in the past, from likes that came later. Nobody needs that: a page is made today, for tomorrow.

    Even the last five of each user leave something of the future in: the factors know what *other* users liked after that moment. The strictest split is one date for everyone. These ratings allow a look at it.
    """)
    return


@app.cell(hide_code=True)
def _(course, data, judge, mo, model, np, rank, ratings):
    _known = data.before(ratings)
    _before, _after = set(ratings.user[_known].tolist()), set(ratings.user[~_known].tolist())
    _likes = ratings.likes(_known)
    _vectors, _popular = model.factors(_likes), _likes.sum(axis=0)
    _new = {"factors, folded in": [], "popularity": []}
    for _user in sorted(_after - _before):
        _good = ratings.film[(ratings.user == _user) & (ratings.stars >= 4)]
        if len(_good) < 15:
            continue
        _hidden = {int(film) for film in _good[-5:]}
        _seen = [film for film in ratings.seen(_user) if film not in _hidden]
        for _way, _score in (("factors, folded in", _vectors @ model.taste(_vectors, _good[:-5].tolist())), ("popularity", _popular)):
            _new[_way].append(rank.recall(judge.best(_score, _seen), _hidden))
    new_users = {way: float(np.mean(values)) for way, values in _new.items()}
    _day = np.datetime64(int(np.quantile(ratings.when, 0.8)), "s").astype("datetime64[D]")
    mo.vstack([
        mo.md(f"Four fifths of the ratings are from before {_day}. Of {ratings.users} users {len(_before)} rated before that day, {len(_after)} after it, and only **{len(_before & _after)} on both sides**: most people come once, rate for an hour, and leave. So the test after that day is one of new users, {len(_new['popularity'])} of them with enough likes, none of whom the training has seen."),
        course.table("for users who came after the training / recall@10", [f"|{way}|{value:.3f}|" for way, value in new_users.items()]),
    ])
    return (new_users,)


@app.cell(hide_code=True)
def test_new_users_are_served(new_users):
    """Users whom the training never saw get, by folding in, twice the recall of popularity."""
    assert new_users["factors, folded in"] > 2 * new_users["popularity"]
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    This is the number to believe: a model of the past meets people who came later. Folding in serves them nearly as well as the users it knew, and well over twice as well as the films that were popular before.

    ### The application

    ```sh
    python -m applications.films
    ```

    starts a Milvus Lite of its own, fills it, and prints the address of a page: choose what you liked, what you have seen, a genre, years, a length, variety. `--uri` takes a Milvus that is running. `python -m applications.films.judge` measures recall@10 **through Milvus**, with its filters, beside the baselines; `applications/README.md` says how the parts fit
    together. Its modules are those of this lesson: `data.py`, `model.py`, `store.py`, `rank.py`, `judge.py`, `page.py`.
    """)
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## What old tutorials get wrong

    - **Cosine, or L2, without a word.** For factors the length is evidence. On these ratings the cosine loses to a list of popular films.
    - **What was seen comes back.** A search by the user's vector finds first what the vector was made of. A tutorial that looks at one page does not notice.
    - **A random split.** It doubled the number here, and would have done so for a bad recommender too.
    - **No baseline.** A recall of 0.10 means nothing beside nothing. Popularity and item-item take ten lines each.
    - **Users in the same collection as films.** They have different fields, are written at a different speed, and would be hits of each other's searches.
    - **Train again for each new user.** Folding in is a sum.
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
    course.panel("ch21/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex02")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex03")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex04")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex05")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex06")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch21/ex07")
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
        "Factors from likes, searched by COSINE. Which films fill the pages?",
        {
            "The most popular ones": "Those have long vectors, and the cosine does not look at length.",
            "Films with very few fans": "With two fans a film's direction is that of two people, so for those like them it points exactly their way. Nothing says how little is known.",
            "The newest": "Age is in no factor.",
        },
        answer="Films with very few fans",
        key="ch21 quiz cosine",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A page of ten is made from `limit=100`, and what was seen is dropped in the program. For whom does it fail?",
        {
            "For new users": "They have seen nothing, so nothing is dropped.",
            "For users who have seen more than 90 of their best 100": "Their page is short, or empty. A filter in the search has no such border.",
            "For nobody, if 100 is raised to 1,000": "Then it fails later, for fewer and keener users.",
        },
        answer="For users who have seen more than 90 of their best 100",
        key="ch21 quiz seen",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A user's last likes are hidden, the factors come from all ratings of all users. The recall is excellent. What is wrong?",
        {
            "Nothing: the user's own vector was made without the hidden films": "But the films' vectors were made with them.",
            "The hidden likes are in the factors": "They pull the film's vector toward this user. Hide first, train afterwards.",
            "Five hidden films are too few": "Few films make the number noisy, not high.",
        },
        answer="The hidden likes are in the factors",
        key="ch21 quiz leak",
    )
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "A new user has liked nothing yet. What does a search with the sum of their likes return?",
        {
            "An error": "A vector of zeros is a valid vector.",
            "The popular films": "A zero times a long vector is as much as a zero times a short one.",
            "Films in no order at all": "Every inner product is 0. Ask for the popular ones instead.",
        },
        answer="Films in no order at all",
        key="ch21 quiz zeros",
    )
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    ## Recap

    - **Three loops**: learn everything rarely, write one row per click, serve from both. Candidates come from Milvus, the page from your program.
    - **A user is a sum.** No training for a new user, none for a new like.
    - **Inner product** for factors; a film's length says how well it is known. Between inner product and cosine lies a dial, and most of the way costs no recall.
    - **What was seen stands in the filter**, from the user's own row.
    - **Variety and age** are applied to more candidates than the page shows.
    - **Cold start**: popular films for new users, facts for new films. A vector of zeros is no opinion.
    - **Hide the last, then train.** And always beside popularity and item-item.

    ## Where to read on

    - Milvus docs v3.0.x, *Metric Types*, *Array Field*, *Filtered Search*, *Grouping Search*, *Decay Ranker Overview*, *Consistency Level*.
    - Paolo Cremonesi, Yehuda Koren and Roberto Turrin, *Performance of Recommender Algorithms on Top-N Recommendation Tasks* (RecSys 2010): the factorization of this chapter, and why error on stars misleads.
    - Yifan Hu, Yehuda Koren and Chris Volinsky, *Collaborative Filtering for Implicit Feedback Datasets* (ICDM 2008): likes with different confidence.
    - Maurizio Ferrari Dacrema, Paolo Cremonesi and Dietmar Jannach, *Are We Really Making Much Progress?* (RecSys 2019): what remains of new methods beside good baselines.
    - F. Maxwell Harper and Joseph A. Konstan, *The MovieLens Datasets: History and Context* (2015).
    - Chapter 22 finds pictures and video, chapter 15 brings the clicks.
    """)
    return


if __name__ == "__main__":
    app.run()
