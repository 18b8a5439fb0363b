# expect: passed
# because: punctuation between words
def cases():
    """Cases that tell the right retriever from seven wrong ones."""
    return [
        {"texts": {1: "the, red; boat!", 2: "the blue boat", 3: "a red house"}, "query": "red boat", "found": [1]},
        {"texts": {n: f"boat number {n}" for n in range(1, 13)}, "query": "boat", "found": list(range(1, 13))},
        {"texts": {1: "long " * 30 + "boat", 2: "short"}, "query": "boat", "found": [1]},
        {"texts": {1: "The Boat", 2: "a boat"}, "query": "BOAT", "found": [1, 2]},
        {"texts": {1: "steamboats", 2: "boat"}, "query": "boat", "found": [2]},
        {"texts": {1: "do not enter", 2: "enter"}, "query": "not enter", "found": [1]},
        {"texts": {1: "red boat", 2: "blue boat"}, "query": "green", "found": []},
    ]
