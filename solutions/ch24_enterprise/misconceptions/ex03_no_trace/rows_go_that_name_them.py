# id: rows-go-that-name-them
# check: test_readers
# why: Nothing may be left that mentions the person, so every row that mentions them goes. With it goes the work of others, which nobody asked to erase.
# source: Regulation (EU) 2016/679, Article 17(1): the data of the person who asks
# BEGIN SOLUTION erase
    receipts = {}
    for name in names:
        rows = mentions(client, login, name, ["id"])
        ids = [row["id"] for row in rows]
        for start in range(0, len(ids), 500):
            client.delete(name, ids=ids[start : start + 500])
        receipts[name] = {"deleted": len(ids), "changed": 0}
    return receipts
    # END SOLUTION
