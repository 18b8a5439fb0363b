# id: only-the-current-version
# check: test_erasure
# why: A delete of the version that holds takes the article out of every search. It is still in the history, with its title.
# source: GDPR, article 17: https://gdpr-info.eu/art-17-gdpr/ (erasure makes no difference between present and past); the lesson's section “Implementation Considerations”
# BEGIN SOLUTION erase
    return remove(client, name, [v["id"] for v in versions(client, name, f"article in {list(articles)} and valid_to == {FOREVER}")]) if articles else 0
# END SOLUTION
