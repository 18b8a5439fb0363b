# id: admin-is-simpler
# check: test_nobody_does_more, test_other_collections_stay_closed
# why: With the built-in role admin everything works at once, and "we tighten it later".
# source: docs v3.0.x users_and_roles.md, built-in roles: admin has all privileges
# BEGIN SOLUTION
    for user, password in (reader, writer):
        client.create_user(user, password)
        client.grant_role(user, "admin")
# END SOLUTION
