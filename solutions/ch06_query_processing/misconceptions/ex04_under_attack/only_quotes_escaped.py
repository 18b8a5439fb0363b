# id: only-quotes-escaped
# check: test_odd_names
# why: The quote is the character that one thinks of. But the backslash is what escapes, so a backslash in the value changes whatever follows it.
# source: https://github.com/doobidoo/mcp-memory-service/issues/1107 (thirteen places escape the quote and not the backslash)
# BEGIN SOLUTION quoted
    escapes = {'"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'
# END SOLUTION
