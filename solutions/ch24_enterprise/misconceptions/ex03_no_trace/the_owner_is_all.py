# id: the-owner-is-all
# check: test_readers
# why: A person's data are the rows that belong to them. Their name also stands in rows of others, and is their data there as well.
# source: Regulation (EU) 2016/679, Articles 4(1) and 17: any information relating to a person
# BEGIN SOLUTION erase
    receipts = {}
    for name in names:
        own = [row["id"] for row in mentions(client, login, name, ["id", "owner"]) if row["owner"] == login]
        for start in range(0, len(own), 500):
            client.delete(name, ids=own[start : start + 500])
        receipts[name] = {"deleted": len(own), "changed": 0}
    return receipts
    # END SOLUTION
