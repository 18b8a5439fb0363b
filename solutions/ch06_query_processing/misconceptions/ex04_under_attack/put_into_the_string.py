# id: put-into-the-string
# check: test_attacks
# why: An f-string with quotes around the value is what every tutorial shows. A value with a quote in it ends the quotes, and the rest of it is read as a filter.
# source: https://github.com/zepto-labs/zepiris/issues/4 (tenant == "{tenant}", and every tenant's rows come back); https://github.com/vllm-project/semantic-router/pull/2139
# BEGIN SOLUTION quoted
    return f'"{text}"'
# END SOLUTION
