# expect: passed
# because: 'the k words nearest ... among those that begin with the letter': kept in two steps, a query for the keys and a search among these keys
class Shelf:
    def __init__(self, client, name):
        self.client, self.name = client, name

    def matching(self, letter):
        pattern = letter + "%"
        return self.client.query(
            self.name, filter='word like "%s"' % pattern, output_fields=["id", "word"], consistency_level="Strong"
        )

    def nearest(self, vector, k, **more):
        words = []
        for hit in self.client.search(self.name, [vector], limit=k, output_fields=["word"], **more)[0]:
            words.append(hit["entity"]["word"])
        return words


def by_fact(client, name, letter):
    words = []
    for row in Shelf(client, name).matching(letter):
        words.append(row["word"])
    return sorted(words)


def by_meaning(client, name, vector, k):
    return Shelf(client, name).nearest(vector, k)


def by_both(client, name, vector, letter, k):
    shelf = Shelf(client, name)
    keys = [row["id"] for row in shelf.matching(letter)]
    if not keys:
        return []
    return shelf.nearest(vector, k, filter=f"id in {keys}")
