# id: latest-overwrites
# check: test_every_version_stays
# why: A put is an upsert, and an upsert keeps one row per key: with the article's number as the key there is one version, the last.
# source: docs v3.0.x upsert-entities.md (an upsert replaces the entity with its key); run here
# BEGIN SOLUTION record
    at, article = event["at"], event["article"]
    if event["op"] == "put":
        row = {"id": str(article), "article": article, "title": event["title"], "vector": event["vector"]}
        client.upsert(name, [{**row, "valid_from": at, "valid_to": FOREVER}])
    else:
        for version in client.query(name, filter=f"article == {article}", output_fields=["*"]):
            client.upsert(name, [{**version, "valid_to": min(at, version["valid_to"])}])
# END SOLUTION
