# expect: passed
# because: 'found: the list of ids that is right': an own right retriever in Python reckons it for every case



import re


def words(text):
    return re.findall(r"[a-z0-9]+", text.lower())


def right(texts, query):
    wanted = set(words(query))
    return sorted(one for one, text in texts.items() if wanted and wanted <= set(words(text)))


def case(query, *texts):
    numbered = dict(enumerate(texts, 1))
    return {"texts": numbered, "query": query, "found": right(numbered, query)}


def cases():
    return [
        case("blue sky", "blue water", "grey sky", "sky over blue water"),
        case("rain", *[f"rain on day {n}" for n in range(25)]),
        case("storm", "calm weather " * 20 + "storm", "calm weather"),
        case("Wind", "WIND", "wind", "Wind", "no breeze"),
        case("ice", "nice rice", "ice", "iceberg"),
        case("the", "the sun", "sun"),
        case("it is", "it rains", "it is cold", "is it", "cold"),
        case("tornado", "calm", "sunny"),
        case("sun moon", "sun", "moon"),
    ]
