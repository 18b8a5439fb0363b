"""The office: everyone finds what they may read, writes notes, and can be forgotten."""
import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="The office")


@app.cell(hide_code=True)
def _():
    import time
    from html import escape

    import marimo as mo

    from applications import serve
    from applications.office import data, rank, store
    return data, escape, mo, rank, serve, store, time


@app.cell(hide_code=True)
def _(mo, serve, store):
    client = serve.connect()
    books = store.records()
    changes, set_changes = mo.state(0)
    mo.md("""
    # The office

    Four firms in one house. Each person finds what they may read, and nothing of another firm.
    """)
    return books, changes, client, set_changes


@app.cell(hide_code=True)
def _(books, mo):
    # A real office has a login page; here the identity provider is this list.
    _logins = [row["login"] for row in books.run("select login from people order by firm, login")]
    login = mo.ui.dropdown(_logins, value=_logins[0], label="Logged in as")
    text = mo.ui.text("how do I raise an exception", label="Look for", full_width=True, max_length=300)
    mo.vstack([login, text])
    return login, text


@app.cell(hide_code=True)
def _(books, changes, client, escape, login, mo, rank, store, text):
    changes()
    person = books.person(login.value)
    _rows = rank.varied(store.search(client, person, text.value, 32), 6) if person else []
    if person and text.value.strip():
        books.audit(person.login, person.firm, "search", f"{len(_rows)} hits")
    _line = "padding:.7rem .2rem;border-top:1px solid color-mix(in srgb, currentColor 18%, transparent);line-height:1.5;overflow-wrap:anywhere"
    _cards = [
        f"<li style='{_line}'><b>{escape(row['title'])}</b><br>{escape(row['body'][:260])}{'…' if len(row['body']) > 260 else ''}<br>"
        f"<span style='opacity:.8'>firm {escape(row['firm'])} · {escape(row['owner'])} · version {row['version']} · cosine {row['distance']:.2f}</span></li>"
        for row in _rows
    ]
    _empty = "This login is gone." if person is None else "Type what to look for." if not text.value.strip() else "Nothing that you may read."
    _who = f"{escape(person.login)}: firm {escape(person.firm)}, groups {escape(', '.join(person.groups))}" if person else ""
    mo.Html(f"<div id='found' style='font-size:1rem'><p>{_who}</p>" + (f"<ul style='list-style:none;padding:0;margin:0'>{''.join(_cards)}</ul>" if _cards else f"<p>{_empty}</p>") + "</div>")
    return (person,)


@app.cell(hide_code=True)
def _(mo, person):
    note = mo.ui.text("", label="A note for your firm", full_width=True, max_length=300)
    keep = mo.ui.button(value=0, on_click=lambda n: n + 1, label="Write it")
    forget = mo.ui.button(value=0, on_click=lambda n: n + 1, label=f"Erase {person.login}" if person else "Erased", kind="danger", disabled=person is None)
    mo.vstack([note, mo.hstack([keep, forget], justify="start")])
    return forget, keep, note


@app.cell(hide_code=True)
def _(books, client, data, keep, mo, note, person, set_changes, store, time):
    mo.stop(not keep.value or not note.value.strip() or person is None)
    books.save(data.Document(time.time_ns() // 1000, person.firm, person.login, ("all",), note.value[:60], note.value, None))
    _lines = store.relay(client, books)
    set_changes(lambda n: n + 1)
    mo.md(f"Written to the database, and {_lines} line of the outbox brought to Milvus.")
    return


@app.cell(hide_code=True)
def _(books, client, forget, mo, person, set_changes, store):
    mo.stop(not forget.value or person is None)
    _ids = store.erase(client, books, person.login)
    _left = store.traces(client, books, person.login, _ids)
    set_changes(lambda n: n + 1)
    mo.md(f"{len(_ids)} documents and the login are gone. Traces left: {', '.join(_left) or 'none'}.")
    return


@app.cell(hide_code=True)
def _(books, changes, escape, mo, person):
    changes()
    _lines = books.run("select at, who, action, what from audit where firm = ? order by number desc limit 8", person.firm if person else "")
    _rows = "".join(f"<tr><td>{escape(line['who'])}</td><td>{escape(line['action'])}</td><td>{escape(line['what'])}</td></tr>" for line in _lines)
    _waiting = int(books.run("select count(*) as n from outbox where done = false")[0]["n"])
    _chain = "whole" if books.broken() is None else "broken"
    mo.accordion({"What an auditor of this firm sees": mo.Html(f"<div style='overflow-x:auto'><p>Lines waiting in the outbox: {_waiting}. The chain of the audit is {_chain}.</p><table><tr><th>who (a mark)</th><th>did</th><th>what</th></tr>{_rows}</table></div>")})
    return


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    *Text: help topics of CPython, Python Software Foundation License Version 2.*
    """)
    return


if __name__ == "__main__":
    app.run()
