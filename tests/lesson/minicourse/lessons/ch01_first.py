import marimo

__generated_with = "0.25.2"
app = marimo.App(width="medium", app_title="First")


@app.cell(hide_code=True)
def _():
    import marimo as mo

    import grader.lesson as course

    return course, mo


@app.cell(hide_code=True)
def _(mo):
    mo.md("""
    # First

    ## Only section

    A lesson.
    """)
    return


@app.cell(hide_code=True)
def _(course):
    doubled = course.predict(
        "How often is `{x}` *counted*?", ["Once", "Twice, at **most**", "Never"], "Once", "Because `{}` is **one** thing, as exercise 1 shows.", key="count"
    )
    doubled
    return (doubled,)


@app.cell
def _(course, doubled, mo):
    course.after(doubled)
    mo.md("The demonstration ran.")
    return


@app.cell(hide_code=True)
def _(mo):
    times = mo.ui.slider(1, 9, value=3, label="times", show_value=True)
    times
    return (times,)


@app.cell
def _(mo, times):
    mo.md(f"three times {times.value} is {3 * times.value}")
    return


@app.cell
def _(course, mo):
    client = course.connect()
    client.create_collection("few", dimension=4, auto_id=False)
    client.insert("few", [{"id": i, "vector": [i, 1, 0, 0]} for i in range(5)])
    mo.md(f"Milvus holds {client.query('few', filter='', output_fields=['count(*)'])[0]['count(*)']} rows")
    return


@app.cell(hide_code=True)
def _(course):
    course.panel("ch01/ex01")
    return


@app.cell(hide_code=True)
def _(course):
    course.quiz(
        "What is double of `2`?",
        {"3": "That is one *more*.", "4": "Two and two.", "22": "That is a string."},
        answer="4",
    )
    return


if __name__ == "__main__":
    app.run()
