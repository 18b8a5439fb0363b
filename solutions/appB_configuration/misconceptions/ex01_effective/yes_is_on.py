# id: yes-is-on
# check: test_switch
# why: YAML 1.1 takes yes and on for true, so people write them. In quotes, in the environment and in etcd they are texts, and the server does not count them as on.
# source: https://yaml.org/type/bool.html; https://pkg.go.dev/strconv#ParseBool; server 2.3.5 with such values, lessons/recorded/appB_numbers.json
    # BEGIN SOLUTION switches
    return text.strip().lower() in ("1", "t", "true", "y", "yes", "on")
    # END SOLUTION
