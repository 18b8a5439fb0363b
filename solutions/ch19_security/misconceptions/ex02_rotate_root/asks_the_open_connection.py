# id: asks-the-open-connection
# check: test_it_says_so
# why: "I am logged in" sounds like a state of the connection; Milvus looks at the password with every call, and an open client keeps sending the old one.
# source: measured here on 2.3.5: the client that changed the password gets UNAUTHENTICATED on its next call
# BEGIN SOLUTION
    try:
        client = MilvusClient(uri, user="root", password=old)
        client.update_password("root", old, new)
        client.list_users()
    except Exception:
        return False
    return True
# END SOLUTION
