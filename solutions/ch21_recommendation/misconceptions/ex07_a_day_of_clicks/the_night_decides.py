# id: the-night-decides
# check: test_the_day_is_worth_it
# why: The model is trained at night, so it seems that a user who comes today is known tomorrow. The click is noted, and nothing is made of it until then.
# source: recommenders that are computed in batches, whose new users see the most popular items for a day; chapter 21 folds a user in without training
# BEGIN SOLUTION click
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    if film in row["liked"]:
        return
    client.upsert(f"{name}_users", [{"id": user, "liked": [*row["liked"], film], "taste": list(row["taste"])}])
    # END SOLUTION
# BEGIN SOLUTION page
    row = next(iter(client.get(f"{name}_users", ids=[user])), {"liked": [], "taste": [0.0] * 8})
    left = f" and id not in {list(row['liked'])}" if row["liked"] else ""
    (fresh,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=2, filter=f"new == true{left}")
    fresh = [hit["id"] for hit in fresh]
    if any(row["taste"]):
        (hits,) = client.search(f"{name}_films", data=[list(row["taste"])], limit=10 - len(fresh), filter=f"new == false{left}")
        return [hit["id"] for hit in hits] + fresh
    popular = client.query(f"{name}_films", filter=f"new == false{left}", output_fields=["id", "fans"])
    popular.sort(key=lambda film: (-film["fans"], film["id"]))
    return [film["id"] for film in popular[: 10 - len(fresh)]] + fresh
    # END SOLUTION
