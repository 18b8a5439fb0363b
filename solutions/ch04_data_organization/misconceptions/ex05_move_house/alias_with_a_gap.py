# id: alias-with-a-gap
# check: test_the_alias_never_leads_nowhere
# why: An alias that exists cannot be created, so it is dropped first; whoever reads in that moment gets an error.
# source: docs v3.0.x manage-aliases.md (alter_alias reassigns an alias); create_alias of an existing one is refused: "alias already exist"
# BEGIN SOLUTION switch
    client.drop_alias(alias)
    client.create_alias(new, alias)
    return moved
# END SOLUTION
