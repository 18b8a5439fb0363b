# expect: failed|partial
# because: 'only what holds is ended, at `now`': the copy is inserted while the unwanted version still holds
FOREVER = 9_999_999_999_999



def read(client, name):
    rows, cursor = [], client.query_iterator(name, batch_size=1000, output_fields=["*"])
    while page := cursor.next():
        rows.extend(dict(row) for row in page)
    cursor.close()
    return rows


def undo(client, name, writer, since, now):
    rows = read(client, name)
    begins = {(row["article"], row["valid_from"]) for row in rows}
    events = {}
    for row in rows:
        events.setdefault(row["article"], []).append((row["valid_from"], row["by"], row["id"]))
        if row["valid_to"] < FOREVER and (row["article"], row["valid_to"]) not in begins:
            events[row["article"]].append((row["valid_to"], row["ended_by"], ""))
    by_id = {row["id"]: row for row in rows}
    ends, copies, count = [], [], 0
    for article, line in events.items():
        line.sort(key=lambda event: event[0])
        mine = lambda event: event[1] == writer and event[0] >= since
        if not mine(line[-1]):
            continue
        fine = next((event for event in reversed(line) if not mine(event)), (0, "", ""))
        present, goal = line[-1][2], fine[2]
        if present or goal:
            count += 1
        if present:
            ends.append({**by_id[present], "valid_to": now, "ended_by": "undo"})
        if goal:
            old = by_id[goal]
            copies.append({"id": f"undo:{article}:{now}", "article": article, "title": old["title"], "vector": list(old["vector"]),
                           "valid_from": now, "valid_to": FOREVER, "by": "undo", "ended_by": ""})
    for i in range(0, len(copies), 400):
        client.insert(name, copies[i:i + 400])
    return count
