"""Checks of ch01/ex06."""

import numpy as np

from grader.checks import check, close, fail, misconception, same

K = 5


def count(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def answers_of(submission, client, name, questions, k):
    """One list of pairs for each question, or a failed check that says what came back instead."""
    call = f"ask(client, name, {len(questions)} question{'s' * (len(questions) > 1)}, {k})"
    answers = submission.ask(client, name, questions, k)
    if not isinstance(answers, (list, tuple)):
        fail(called=call, returned=repr(answers), expected="a list with one list for each question", why="The caller pairs questions with answers.")
    for answer in answers:
        try:
            listed = [(word, number) for word, number in answer]
        except (TypeError, ValueError):
            fail(called=call, returned=repr(answer), expected="a list of pairs (word, similarity) for each question", why="The caller unpacks each pair.")
        for word, number in listed:
            if not isinstance(word, str) or isinstance(number, bool) or not isinstance(number, (int, float, np.number)):
                fail(called=call, returned=f"a pair ({word!r}, {number!r})", expected="pairs (word, similarity): a str and a float", why="The caller compares the numbers.")
    return answers, call


def words_of(answer):
    return [word for word, _ in answer]


@check(points=2)
def test_every_card_arrives(submission, client, milvus, fresh, rng, seed, support):
    """Every card can be found, however many there are, and each went in once"""
    for n in (150, 64, 1):
        cards = support.cards(seed, rng, n)
        name = fresh("shelf")
        call = f"fill(client, name, {n} card{'s' * (n > 1)})"
        milvus.forget()
        submission.fill(client, name, cards)
        if not client.has_collection(name):
            fail(called=call, returned="without a collection of that name", expected="the collection to be there", why="fill() makes it.")
        found = count(client, name)
        if found == n - n % 32 != n:
            misconception("last-batch-lost", evidence=f"{found} = {n} - {n} % 32 rows arrived",
                          called=call, returned=f"count(*) = {found}", expected=str(n),
                          why="What happens to the cards that do not fill a batch?")
        same(found, n, called=f"{call}, then count(*)", why="A row that never arrived is found by nobody.")
        sent = sum(heard.rows for heard in milvus.calls("Insert") if heard.collection == name)
        if sent > n:
            fail(called=f"{call}: the rows that were inserted", returned=sent, expected=n,
                 why="Pieces that overlap send a card twice, and a server keeps both rows.")


@check(points=2)
def test_every_question_is_answered(submission, client, fresh, rng, seed, support):
    """Every question gets its own list"""
    cards = support.cards(seed, rng, 96)
    name = fresh("shelf")
    submission.fill(client, name, cards)
    questions = [support.near(rng, cards) for _ in range(4)]
    answers, call = answers_of(submission.spawn(), client, name, questions, K)  # whoever asks is not who filled the shelf
    first = {card["word"] for card in support.nearest(cards, questions[0], K)}
    if len(answers) == 1 and set(words_of(answers[0])) == first:
        misconception("first-question-only", evidence="one list came back, and it answers the first question",
                      called=call, returned="1 list", expected="4 lists",
                      why="A search returns one list of hits for each vector in `data`. Which of them does the code read?")
    same(len(answers), 4, called=f"len({call})", why="The caller pairs questions with answers.")
    for question, answer in zip(questions, answers, strict=True):
        expected = {card["word"] for card in support.nearest(cards, question, K)}
        same(set(words_of(answer)), expected, called=call, why="Each list must answer its own question.")


@check(points=2)
def test_best_first(submission, client, fresh, rng, seed, support):
    """The best answer comes first, whatever the lengths of the vectors"""
    cards = support.cards(seed, rng, 96)
    for place, card in enumerate(cards):  # of many lengths, a quarter of them turned round
        card["vector"] = (np.array(card["vector"]) * rng.uniform(0.5, 4.0) * (-1 if place % 4 == 3 else 1)).tolist()
    name = fresh("shelf")
    submission.fill(client, name, cards)
    question = (3 * np.array(support.near(rng, cards))).tolist()
    matrix = support.matrix(cards).astype(float)
    cosines = matrix @ question / np.linalg.norm(matrix, axis=1) / np.linalg.norm(question)
    asker = submission.spawn()
    for k in (K, len(cards)):
        answers, call = answers_of(asker, client, name, [question], k)
        call = f"{call}[0]"
        if not answers:
            fail(called=call, returned=repr(answers), expected="one list, for the one question")
        found, order = words_of(answers[0]), np.argsort(-cosines)[:k]
        expected = [cards[i]["word"] for i in order]
        if found == expected[::-1]:
            misconception("sorted-by-distance", evidence=f"the similarities rise from {float(answers[0][0][1]):.3f} to {float(answers[0][-1][1]):.3f}",
                          called=call, returned=found, expected=expected,
                          why="Milvus had put the best hit first. What is the largest cosine: the nearest word, or the farthest?")
        if k == K:
            same(found, expected, called=call, why="Nearest first, by the angle: the metric is COSINE.")
        same(sorted(found), sorted(expected), called=f"the words of {call}", why="As many as were asked for.")
        close([float(number) for _, number in answers[0]], cosines[order].tolist(), called=f"the similarities of {call}", atol=1e-3,
              why="The second of each pair is the similarity, the cosine: 1.0 for the same direction, below 0 for vectors that point away.")
