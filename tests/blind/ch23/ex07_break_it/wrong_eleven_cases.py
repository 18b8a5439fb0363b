# expect: failed|partial
# because: 'a list of up to 10 dicts': eleven



def cases():
    """One case for each of the seven."""
    return [
        {"texts": {1: "the red hen", 2: "a brown fox", 3: "the red fox"}, "query": "red fox", "found": [3]},
        {"texts": {n: f"apple number {n}" for n in range(1, 13)}, "query": "apple", "found": list(range(1, 13))},
        {"texts": {1: "sand " * 40 + "gold", 2: "sand"}, "query": "gold", "found": [1]},
        {"texts": {1: "Cat on a mat", 2: "cat in a hat", 3: "dog"}, "query": "cat", "found": [1, 2]},
        {"texts": {1: "concatenate lists", 2: "the cat sleeps", 3: "cats sleep"}, "query": "cat", "found": [2]},
        {"texts": {1: "do not run", 2: "run"}, "query": "not run", "found": [1]},
        {"texts": {1: "the door is open", 2: "the window is shut"}, "query": "zebra", "found": []},
        {"texts": {1: "green door", 2: "blue window"}, "query": "green window", "found": []},
        {"texts": {1: "yes", 2: "no"}, "query": "no", "found": [2]},
        {"texts": {1: "yes", 2: "no"}, "query": "YES", "found": [1]},
        {"texts": {1: "yes", 2: "no"}, "query": "maybe", "found": []},
    ]
