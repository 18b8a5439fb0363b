"""Checks of ch01/ex06."""

from grader.checks import check, close, fail, misconception, same

K = 5


def count(client, name):
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def words_of(answer, call):
    try:
        return [str(word) for word, _ in answer]
    except (TypeError, ValueError):
        fail(called=call, returned=answer, expected="a list of pairs (word, similarity)")


@check(points=2)
def test_every_card_arrives(submission, client, fresh, rng, seed, support):
    """Every card can be found, however many there are"""
    for n in (150, 64, 1):
        cards = support.cards(seed, rng, n)
        name = fresh("shelf")
        submission.fill(client, name, cards)
        found = count(client, name)
        if found == n - n % 32 != n:
            misconception("last-batch-lost", evidence=f"{found} = {n} - {n} % 32 rows arrived",
                          called=f"fill(client, name, {n} cards)", returned=f"count(*) = {found}", expected=str(n),
                          why="What happens to the cards that do not fill a batch?")
        same(found, n, called=f"fill(client, name, {n} cards), then count(*)", why="A row that never arrived is found by nobody.")


@check(points=2)
def test_every_question_is_answered(submission, client, fresh, rng, seed, support):
    """Every question gets its own list"""
    cards = support.cards(seed, rng, 96)
    name = fresh("shelf")
    submission.fill(client, name, cards)
    questions = [support.near(rng, cards) for _ in range(4)]
    call = f"ask(client, name, 4 questions, {K})"
    answers = submission.ask(client, name, questions, K)
    first = {card["word"] for card in support.nearest(cards, questions[0], K)}
    if len(answers) == 1 and set(words_of(answers[0], call)) == first:
        misconception("first-question-only", evidence="one list came back, and it answers the first question",
                      called=call, returned="1 list", expected="4 lists",
                      why="A search returns one list of hits for each vector in `data`. Which of them does the code read?")
    same(len(answers), 4, called=f"len({call})", why="The caller pairs questions with answers.")
    for question, answer in zip(questions, answers, strict=True):
        expected = {card["word"] for card in support.nearest(cards, question, K)}
        same(set(words_of(answer, call)), expected, called=call, why="Each list must answer its own question.")


@check(points=2)
def test_best_first(submission, client, fresh, rng, seed, support):
    """The best answer comes first"""
    cards = support.cards(seed, rng, 96)
    name = fresh("shelf")
    submission.fill(client, name, cards)
    question = support.near(rng, cards)
    call = f"ask(client, name, [question], {K})[0]"
    answer = submission.ask(client, name, [question], K)[0]
    found = words_of(answer, call)
    expected = [card["word"] for card in support.nearest(cards, question, K)]
    if found == expected[::-1]:
        misconception("sorted-by-distance", evidence=f"the similarities rise from {float(answer[0][1]):.3f} to {float(answer[-1][1]):.3f}",
                      called=call, returned=found, expected=expected,
                      why="Milvus had put the best hit first. What is the largest cosine: the nearest word, or the farthest?")
    same(found, expected, called=call, why="Nearest first.")
    right = (support.matrix(support.nearest(cards, question, K)) @ question).tolist()
    close([number for _, number in answer], right, called=f"the similarities of {call}", atol=1e-3,
          why="The second of each pair is the similarity, the cosine: 1.0 for the same direction.")
