"""Checks of ch23/ex06."""

import re

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

SHORT = "it no us on a not is who if as to at the this will with".split()
ACCENTS = ["café", "naïve", "fièvre", "Ärzte", "señal", "Öl", "crème", "garçon", "Übung", "première"]
FOLDED = str.maketrans("éïèäñöçü", "eieanocu")
ELSEWHERE = ["βιβλιο", "карта"]
PLURAL = ["cast", "casts", "dose", "doses", "ward", "wards", "bus", "buses", "glass", "lens"]


def words(text):
    return set(re.findall(r"[^\W_]+", text.lower().translate(FOLDED)))


@pytest.fixture
def desk(client, submission, support, seed, fresh):
    """make(n, extra) -> (name, notes by id, rng): notes of 8 to 250 words, some of them from `extra`."""

    def make(n, number, extra=(), most=250):
        rng = np.random.default_rng([seed, 236, number])
        vocabulary = [f"{word}{i or ''}" for word in support.FILLER for i in range(8)]
        texts = []
        for _ in range(n):
            said = [str(word) for word in rng.choice(vocabulary, size=int(rng.integers(8, most)))]
            for word in rng.permutation(list(extra))[: int(rng.integers(1, 4))] if len(extra) else ():
                said.insert(int(rng.integers(len(said) + 1)), str(word))
            text = ""
            for word in said:
                text += (str(rng.choice([" ", " ", " ", ", ", ". ", " / "])) if text else "") + str(rng.choice([word, word, word.upper(), word.capitalize()]))
            texts.append(text[:1990].rsplit(" ", 1)[0] if len(text) > 1990 else text)
        notes = dict(zip(support.new_ids(rng, n), texts, strict=True))
        name = fresh("desk")
        submission.store(client, name, [{"id": id, "text": text} for id, text in notes.items()])
        return name, notes, rng

    return make


def ask(submission, client, support, name, notes, text, k=500, misses=None):
    asked = words(text)
    right = {id for id, note in notes.items() if asked & words(note)}
    call = f"find({text!r}) with k={k} among {len(notes)} notes"
    found = support.plain_ids(submission.find(client, name, text, k))
    require(found is not None and len(set(found)) == len(found), called=call, returned=found, expected="a list of different ids")
    if set(found) == right or (len(right) > k and len(found) == k and set(found) <= right):
        return right
    told = {"called": call, "returned": difference(found, sorted(right)), "expected": f"the {min(len(right), k)} notes that have one of the words"}
    lost = right - set(found)
    if misses:
        misses(told, lost, found)
    fail(**told, why=f"The note {next(iter(lost))} has it: {notes[next(iter(lost))][:60]!r}…" if lost else "Some have none of the words.")


@check(points=2)
def test_every_word(submission, client, support, desk):
    """Each word finds every note that has it: capitals, accents, other alphabets and a final s included"""
    name, notes, rng = desk(150, 1, [*ACCENTS, *PLURAL, *ELSEWHERE], most=40)

    def misses(told, lost, found):
        text = told["called"].split("'")[1]
        if text.lower().endswith("s") and lost and set(found) == {id for id, note in notes.items() if words(text) and {next(iter(words(text)))[:-1]} & words(note)}:
            misconception("both-forms-are-one", evidence=f"{text!r} finds the notes that have it without its s", **told, why="Whatever is done to what was typed has to be done to what is stored.")
        if words(text) != {text.lower()} and lost == {id for id, note in notes.items() if words(text) & words(note)}:
            misconception("the-query-is-clean-already", evidence=f"{text!r} finds nothing, and {next(iter(words(text)))!r} is what is stored", **told, why="What is stored went through plain(). And what was typed?")

    for word in (*PLURAL, *ACCENTS, *ELSEWHERE):
        ask(submission, client, support, name, notes, word, misses=misses)
        ask(submission, client, support, name, notes, word.upper(), misses=misses)
        ask(submission, client, support, name, notes, next(iter(words(word))))
    for word in ("zeppelin", "amberr", "caf", "", "?!"):
        ask(submission, client, support, name, notes, word)


@check(points=2)
def test_short_words(submission, client, support, desk):
    """IT, US, no and A are words"""
    name, notes, _ = desk(150, 2, SHORT, most=40)

    def misses(told, lost, found):
        if not found and not told["called"].split("'")[1].lower().endswith("s"):
            misconception("stop-words-never-matter", evidence="a short word that notes have finds none of them", **told, why="“IT” is a department. Which words does the analyzer throw away?")

    for word in SHORT:
        ask(submission, client, support, name, notes, word.upper(), misses=misses)
    ask(submission, client, support, name, notes, "No, not IT", misses=misses)


@check(points=2)
def test_whole_notes(submission, client, support, desk):
    """A word at the end of a long note is found"""
    name, notes, rng = desk(200, 3)

    def misses(told, lost, found):
        deep = [id for id in lost if not words(told["called"].split("'")[1]) & words(notes[id][:450])]
        if lost and len(deep) == len(lost):
            misconception("the-beginning-is-enough", evidence=f"all {len(lost)} notes that are missing have the word only after their 450th character", **told, why="How much of a note is stored?")

    longest = sorted(notes, key=lambda id: -len(notes[id]))[:12]
    for id in longest:
        last = [word for word in re.findall(r"\w+", notes[id]) if len(word) > 3 and word[-1] not in "sS"][-1]
        ask(submission, client, support, name, notes, last, misses=misses)


@check(points=2, after=("test_every_word", "test_short_words"))
def test_several_words_and_k(submission, client, support, desk):
    """Several words are joined by or, k says how many come, and the note with all of them is first"""
    name, notes, rng = desk(1200, 4, most=40)
    for _ in range(4):
        some = [str(word) for word in rng.choice(sorted(words(notes[list(notes)[int(rng.integers(1200))]])), size=3, replace=False)]
        ask(submission, client, support, name, notes, " ".join(some))
    right = ask(submission, client, support, name, notes, " ".join(support.FILLER[:8]), k=500)
    for k in (1, 7, 200):
        found = support.plain_ids(submission.find(client, name, " ".join(support.FILLER[:8]), k))
        require(found is not None and len(found) == min(k, len(right)) and set(found) <= right, called=f"find() of eight words with k={k}", returned=found, expected=f"{min(k, len(right))} of the {len(right)} notes that have one")
    id = list(notes)[5]
    whole = " ".join(sorted(words(notes[id])))
    first = support.plain_ids(submission.find(client, name, whole, 3))
    require(bool(first) and first[0] == id, called="find() of all the words of one note", returned=first, expected=f"{id} first", why="Best first: BM25 has ranked them.")
