# expect: passed
# because: 'Each has to be told from the right one by at least one of your cases': a large one for six, a small one for the seventh



def cases():
    texts = {n: "do not feed the fox" for n in range(2, 15)}
    texts[1] = "a fox"
    texts[15] = "foxes do not eat here"
    texts[16] = "the grey wolf howls, " * 7 + "the fox does not"
    texts[17] = "NOT A FOX"
    texts[18] = "not here"
    large = {"texts": texts, "query": "Not fox", "found": [*range(2, 15), 16, 17]}
    small = {"texts": {7: "fox", 9: "not a wolf"}, "query": "not fox", "found": []}
    none = {"texts": {7: "fox", 9: "not a wolf"}, "query": "owl", "found": []}
    return [large, small, none]
