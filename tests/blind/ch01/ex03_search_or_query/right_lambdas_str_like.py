# expect: passed
# because: all three questions kept, in a terse style with list(map(...)) and single quotes inside the filter string
like = "word like '{}%'".format
word = lambda hit: hit["entity"]["word"]


def by_fact(client, name, letter):
    return sorted(map(lambda row: row["word"], client.query(name, like(letter), ["word"])))


def by_meaning(client, name, vector, k):
    return list(map(word, client.search(name, [list(vector)], limit=k, output_fields=["word"])[0]))


def by_both(client, name, vector, letter, k):
    return list(map(word, client.search(name, [list(vector)], like(letter), k, ["word"])[0]))
