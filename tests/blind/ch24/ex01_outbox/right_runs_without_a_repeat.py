# expect: passed
# because: "Do not put the same key twice into one call": a batch is cut wherever an article comes a second time, and each piece is marked after it was brought
OUTBOX = "outbox"


def change(transaction, id, row):
    about = ("delete", "articles", id) if row is None else ("put", "articles", row)
    transaction([("put", OUTBOX, {"article": id, "row": row}), about])


def save(transaction, article):
    change(transaction, article["id"], article)


def remove(transaction, id):
    change(transaction, id, None)


def pieces(lines):
    piece, articles = [], set()
    for line in lines:
        if line["article"] in articles:
            yield piece
            piece, articles = [], set()
        piece.append(line)
        articles.add(line["article"])
    if piece:
        yield piece


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        for piece in pieces(lines):
            gone = [line["article"] for line in piece if line["row"] is None]
            rows = [line["row"] for line in piece if line["row"] is not None]
            if gone:
                client.delete(name, filter=f"id in {gone}")
            if rows:
                client.upsert(name, rows)
            done([line["number"] for line in piece])
            count += len(piece)
    return count
