"""By primary key, with get, and with sets of ids."""


def after_the_crash(client, name, journal):
    """What became of the rows of a journal."""
    wanted = {row["id"]: row["word"] for row in journal}
    acknowledged = {row["id"] for row in journal if row["state"] == "acknowledged"}
    rows = client.get(name, ids=list(wanted), output_fields=["word"], consistency_level="Strong") if wanted else []
    there = {row["id"]: row["word"] for row in rows}
    absent = wanted.keys() - there.keys()
    return {
        "send_again": sorted(absent - acknowledged),
        "lost": sorted(absent & acknowledged),
        "changed": sorted(i for i, word in there.items() if word != wanted[i]),
    }
