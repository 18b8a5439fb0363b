# id: a-name-is-words-already
# check: test_words_of_names, test_notes, test_order
# why: Full text search splits text into words, so why not a name? The analyzer splits at signs and blanks. maxFieldNum has none, and is one word that no one types.
# source: docs v3.0.x, *Standard Analyzer* (splits by grammar, then lowercases)
# BEGIN SOLUTION words
def compared(name):
    """A name in the form in which names are compared."""
    return re.sub(r"[._/]", "", name).lower()


def words(row):
    """The words of a parameter, as one text."""
    return re.sub(r"[._]", " ", row["name"]) + " " + row["note"]


# END SOLUTION
