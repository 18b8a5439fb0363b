# id: both-ends-included
# check: test_at_the_moment_itself
# why: BETWEEN in SQL includes both ends, so one writes <= twice. At the very moment of a change the old version and the new one then both hold, and a deleted article is still there.
# source: https://www.postgresql.org/docs/current/functions-comparison.html (BETWEEN includes both endpoints); run here: Lite 3.2.2 gives both versions
# BEGIN SOLUTION as_of
    rows = client.query(name, filter=holding(at), output_fields=["article", "title"], limit=10_000)
    return {row["article"]: row["title"] for row in rows}


def holding(at):
    return f"valid_from <= {at} and valid_to >= {at}"
# END SOLUTION
