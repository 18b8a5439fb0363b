# id: adds-an-administrator
# check: test_new_password_works
# why: In many systems one makes an administrator of one's own and forgets root; root stays open with the password that everybody knows.
# source: docs v3.0.x authenticate.md names the default user root and its password; leaving it is the classic finding of an audit
# BEGIN SOLUTION
    if not can_log_in(uri, old):
        return False
    client = MilvusClient(uri, user="root", password=old)
    name = "administrator"
    if name not in client.list_users():
        client.create_user(name, new)
        client.grant_role(name, "admin")
    return True
# END SOLUTION
