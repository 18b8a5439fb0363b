import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="Films")


@app.cell(hide_code=True)
def _():
    import secrets
    from html import escape

    import marimo as mo

    from applications import serve
    from applications.films import data, rank, store
    return data, escape, mo, rank, secrets, serve, store


@app.cell(hide_code=True)
def _(mo, secrets, serve, store):
    client = serve.connect()
    vectors = store.trained()
    # A visitor is a new user: a row of their own in `people`, with an id beyond those of the ratings.
    visitor = 1_000_000 + secrets.randbelow(10**12)
    mo.md("# Films that you may like")
    return client, vectors, visitor


@app.cell(hide_code=True)
def _(data, mo, vectors):
    _likes = data.ratings().likes().sum(axis=0)
    _known = sorted((film for film in data.films() if _likes[film.id] >= 5), key=lambda film: film.title)
    assert len(vectors) == len(data.films())
    choices = {f"{film.title} ({film.year})": film.id for film in _known}
    who = mo.ui.dropdown({"you": -1, **{f"user {user} of the ratings": user for user in (3, 14, 46, 101, 250, 563)}}, value="you", label="Whose taste")
    liked = mo.ui.multiselect(choices, label="Films you liked", max_selections=50)
    disliked = mo.ui.multiselect(choices, label="Seen, not liked", max_selections=50)
    return disliked, liked, who


@app.cell(hide_code=True)
def _(data, mo):
    genre = mo.ui.dropdown(["any", *sorted({g for film in data.films() for g in film.genres})], value="any", label="Genre")
    years = mo.ui.dropdown({"any": None, "before 1950": (1900, 1949), **{f"{year}s": (year, year + 9) for year in range(1950, 2020, 10)}}, value="any", label="Years")
    minutes = mo.ui.dropdown({"any": 0, "up to 90 minutes": 90, "up to 120 minutes": 120, "up to 150 minutes": 150}, value="any", label="Length")
    most = mo.ui.slider(1, 10, value=10, label="At most so many of one genre", show_value=True, debounce=True)
    newer = mo.ui.switch(False, label="Rather newer films")
    return genre, minutes, most, newer, years


@app.cell(hide_code=True)
def _(disliked, genre, liked, minutes, mo, most, newer, who, years):
    mo.vstack([
        mo.hstack([who, liked, disliked], wrap=True, justify="start"),
        mo.hstack([genre, years, minutes, newer], wrap=True, justify="start"),
        most,
    ])
    return


@app.cell(hide_code=True)
def _(client, disliked, liked, store, vectors, visitor, who):
    # Each choice is written first and read back: what the page shows is what the next visit would find.
    if who.value < 0:
        _seen = list(dict.fromkeys([*liked.value, *disliked.value]))
        client.upsert(store.PEOPLE, [store.person(visitor, liked.value, _seen, vectors)])
    person = store.read(client, visitor if who.value < 0 else who.value)
    return (person,)


@app.cell(hide_code=True)
def _(client, escape, genre, minutes, mo, most, newer, person, rank, store, years):
    _where = store.condition(
        person["seen"], genre="" if genre.value == "any" else genre.value, minutes=minutes.value,
        years=years.value,
    )
    _of = "genre" if genre.value == "any" else "director"
    _wide = 10 if most.value == 10 else 200
    if person["liked"]:
        found = store.nearest(client, person["taste"], _wide, _where, newer={"origin": 2016, "scale": 20} if newer.value else None)
        if len(person["liked"]) < 3:
            found = rank.mixed(found, store.popular(client, _wide, _where), _wide)
        why = f"From {len(person['liked'])} liked {'film' if len(person['liked']) == 1 else 'films'}."
    else:
        found = store.popular(client, _wide, _where)
        why = "Nothing is known of you yet, so these are films that many liked. Choose some that you liked."
    found = rank.varied(found, 10, most.value, _of)

    _cards = [
        "<li style='padding:.55rem .2rem;border-top:1px solid color-mix(in srgb, currentColor 18%, transparent)'>"
        f"<b>{escape(film['title'])}</b> ({film['year'] or 'year unknown'})<br><span style='opacity:.8'>{escape(', '.join(film['genres']) or 'no genre')}"
        f"{' · ' + escape(film['director']) if film['director'] else ''}{' · ' + str(film['minutes']) + ' min' if film['minutes'] else ''} · liked by {film['likes']}</span></li>"
        for film in found
    ]
    _list = f"<ol style='padding-left:1.6rem;margin:.4rem 0;line-height:1.45;font-size:1rem'>{''.join(_cards)}</ol>" if _cards else "<p>No film is left. Widen the years or the minutes.</p>"
    mo.vstack([mo.md(f"{why} {len(person['seen'])} seen {'film is' if len(person['seen']) == 1 else 'films are'} left out."), mo.Html(_list)])
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Ratings: MovieLens, collected by GroupLens, University of Minnesota (no commercial use). Facts: Wikidata (CC0).*
    """)
    return


if __name__ == "__main__":
    app.run()
