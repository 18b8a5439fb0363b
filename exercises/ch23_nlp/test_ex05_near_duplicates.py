"""Checks of ch23/ex05."""

import re

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require, same


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))} if words else set()


def jaccard(a, b):
    return len(a & b) / len(a | b) if a and b else 0.0


def changed(rng, words, support, how):
    """The same report, as another newspaper prints it."""
    words = list(words)
    if how == "cut":
        return words[: int(len(words) * rng.uniform(0.5, 0.95))]
    if how == "line":
        return [*rng.choice(support.FILLER, size=int(rng.integers(3, 12))), *words]
    if how == "words":
        for at in rng.choice(len(words), size=int(rng.integers(1, max(2, len(words) // 15))), replace=False):
            words[int(at)] = str(rng.choice(support.FILLER))
        return words
    return [words[i] for i in rng.permutation(len(words))]


def longer(support, rng, n):
    """n words, from a vocabulary of a few thousand."""
    return [f"{support.FILLER[int(a)]}{int(b) or ''}" for a, b in zip(rng.integers(len(support.FILLER), size=n), rng.integers(12, size=n), strict=True)]


@pytest.fixture
def desk(client, submission, support, seed, fresh):
    """make(n) -> (name, texts by id, rng): reports, near-duplicates of some of them, and the same words in a different order."""

    def make(n, number):
        rng = np.random.default_rng([seed, 235, number])
        texts = []
        while len(texts) < n:
            words = longer(support, rng, int(rng.integers(12, 90)))
            texts.append(" ".join(words).capitalize() + ".")
            if len(texts) % 4 == 0:
                texts += [", ".join(changed(rng, words, support, how)) for how in rng.permutation(["cut", "line", "words", "words", "order"])[: int(rng.integers(1, 6))]]
        texts = [texts[i] for i in rng.permutation(n)]
        by_id = dict(zip(support.new_ids(rng, n), texts, strict=True))
        name = fresh("desk")
        submission.store(client, name, [{"id": id, "text": text} for id, text in by_id.items()])
        return name, by_id, rng

    return make


def compared(asker, client, name, by_id, sets, text, least):
    """Compare what near() says with the exact index of every report."""
    mine = shingles(text)
    exact = {id: jaccard(mine, other) for id, other in sets.items()}
    call = f"near() of a text of {len(text.split())} words with least={least}"
    try:
        found = [(int(id), float(value)) for id, value in asker.near(client, name, text, least)]
    except (TypeError, ValueError):
        fail(called=call, returned="something else", expected="a list of pairs (id, jaccard)")
    told = {"called": call, "returned": f"{len(found)} pairs, {[(i, round(v, 3)) for i, v in found[:3]]}", "expected": f"{[(i, round(v, 3)) for i, v in sorted(exact.items(), key=lambda p: (-p[1], p[0]))[:3] if v >= least]}…"}
    bags = set(re.findall(r"\w+", text.lower()))
    for id, value in found:
        if id not in exact:
            fail(**told, why=f"{id} is no report.")
        if abs(value - exact[id]) < 1e-6:
            continue
        if abs(value - jaccard(bags, set(re.findall(r"\w+", by_id[id].lower())))) < 1e-6:
            misconception("same-words-same-text", evidence=f"{value:.3f} is the Jaccard index of the words of {id}; that of the shingles is {exact[id]:.3f}", **told, why="The same words in a different order are a different report.")
        if abs(value * 128 - round(value * 128)) < 1e-4:
            misconception("the-estimate-is-the-index", evidence=f"{value:.4f} is {round(value * 128)}/128, the share of equal places; the exact index is {exact[id]:.4f}", **told, why="The signature finds candidates. How similar they are, their shingles say.")
        fail(**told, why=f"The exact index of {id} is {exact[id]:.4f}.")
    low = [id for id, value in found if value < least]
    require(not low, **told, why=f"{len(low)} are below {least}.")
    require(found == sorted(set(found), key=lambda p: (-p[1], p[0])), **told, why="The largest index first, of equal ones the smaller id, and each report once.")
    missing = [id for id, value in exact.items() if value >= min(1.0, least + 0.15) and id not in {i for i, _ in found}]
    return told, missing


def sure(asker, client, name, by_id, sets, text, least, why="How many candidates does the search bring, and are the signatures of equal texts equal?"):
    told, missing = compared(asker, client, name, by_id, sets, text, least)
    exact = {id: jaccard(shingles(text), sets[id]) for id in missing}
    require(not missing, **told, why=f"{len(missing)} of at least {min(1.0, least + 0.15):.2f} are missing, among them one of {max(exact.values(), default=0):.2f}. {why}")


@check(points=2)
def test_signature(submission, support, seed):
    """128 places, of which two texts share about as many as they share shingles"""
    rng = np.random.default_rng([seed, 2351])
    shares, exact = [], []
    for _ in range(24):
        words = longer(support, rng, int(rng.integers(20, 60)))
        texts = " ".join(words), " ".join(changed(rng, words, support, str(rng.choice(["cut", "words"]))))
        found = [submission.signature(text) for text in texts]
        for one, text in zip(found, texts, strict=True):
            good = isinstance(one, dict) and len(one) == 128 and all(isinstance(key, int) and 0 <= key < 1 << 32 and value == 1 for key, value in one.items())
            require(good, called=f"signature({text[:40]!r}…)", returned=one, expected="a dict with 128 whole numbers from 0 to below 2**32 as keys, each with the value 1.0")
        shares.append(len(set(found[0]) & set(found[1])) / 128)
        exact.append(jaccard(*map(shingles, texts)))
    told = {"called": "signature() of 24 pairs of texts", "returned": f"shares of equal places {[round(s, 2) for s in shares[:6]]}…", "expected": f"near the Jaccard indexes {[round(e, 2) for e in exact[:6]]}…"}
    apart = [set(submission.signature(" ".join(longer(support, rng, 40)))) for _ in range(12)]
    chance = float(np.mean([len(a & b) / 128 for a, b in zip(apart, apart[1:], strict=False)]))
    off = float(np.mean(np.abs(np.subtract(shares, exact))))
    if off > 0.06 and set(shares) <= {0.0, 1.0}:
        misconception("one-order-for-all", evidence="two texts have either all 128 places in common or none", **told, why="If every function puts the shingles in the same order, each place picks the same one. What mixes the order?")
    require(off <= 0.06, **told, why=f"They are off by {off:.2f} on average; 128 independent places are off by about 0.03.")
    require(chance <= 0.05, called="signature() of texts that share no shingle", returned=f"{chance:.0%} of the places are equal", expected="hardly any", why="A number that many texts get by chance makes strangers alike. How many different numbers can stand at a place?")
    same(submission.signature(" ?! "), {}, called="signature(' ?! ')", why="No words, no shingles.")
    same(submission.signature("Amber, anchor"), submission.signature("amber anchor."), called="signature('Amber, anchor')", why="The same shingles have the same signature.")


@check(points=3, after="test_signature")
def test_duplicates(submission, client, support, desk):
    """What was cut, changed or got a new first line is found, with its exact index"""
    name, by_id, rng = desk(300, 1)
    sets = {id: shingles(text) for id, text in by_id.items()}
    for id in list(by_id)[:25]:
        sure(submission, client, name, by_id, sets, by_id[id].upper(), float(rng.choice([0.2, 0.35, 0.5, 0.8, 1.0])))


@check(points=2, after="test_duplicates")
def test_another_process(submission, client, support, desk):
    """A signature is the same tomorrow, in a different process"""
    name, by_id, _ = desk(120, 2)
    sets = {id: shingles(text) for id, text in by_id.items()}
    later = submission.spawn()
    for id in list(by_id)[:6]:
        told, missing = compared(later, client, name, by_id, sets, by_id[id], 0.5)
        if id in missing:
            fail(**told, why=f"{id} is not found by its own text from a second process. hash() of a text is salted anew in each process. Which hash is not?")
        require(not missing, **told, why=f"{len(missing)} are missing.")


@check(points=1, after="test_duplicates")
def test_edges(submission, client, support, desk, fresh):
    """Two words, no words, and fifty copies"""
    _, _, rng = desk(10, 3)
    words = longer(support, rng, 40)
    copies = [" ".join([*words, f"end{n}"]) for n in range(48)]
    texts = ["amber anchor", "amber", "", "?!", "Amber, anchor!", *copies, *(" ".join(longer(support, rng, 40)) for _ in range(200))]
    by_id = dict(zip(support.new_ids(rng, len(texts)), texts, strict=True))
    name = fresh("edges")
    submission.store(client, name, [{"id": id, "text": text} for id, text in by_id.items()])
    sets = {id: shingles(text) for id, text in by_id.items()}
    for text in ("amber anchor", "amber", "", " ... ", "anchor amber", copies[7], "never seen before"):
        sure(submission, client, name, by_id, sets, text, 0.4, "Up to 50 reports may be that similar.")


@check(points=2, after="test_duplicates")
def test_candidates(submission, client, milvus, support, desk):
    """Among 2,000 reports Milvus finds the candidates"""
    name, by_id, _ = desk(2000, 4)
    sets = {id: shingles(text) for id, text in by_id.items()}
    whole = sum(len(text) for text in by_id.values())
    for id in list(by_id)[:5]:
        milvus.forget()
        sure(submission, client, name, by_id, sets, by_id[id], 0.3)
        read = sum(call.received for call in milvus.reads())
        require(0 < read < whole / 3, called="near() among 2,000 reports", returned=f"{read:,} bytes were read", expected=f"some, and less than a third of the {whole:,} bytes of all texts", why="The signatures are in Milvus, so that few texts have to be compared.")
