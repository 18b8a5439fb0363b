# id: pythons-numbers
# check: test_whole
# why: A number is a number, one thinks, and int() of Python takes blanks around it and underscores in it. The server is written in Go, and reads digits and a sign alone.
# source: https://pkg.go.dev/strconv#ParseInt (base 10); server 2.3.5 with such values in milvus.yaml, lessons/recorded/appB_numbers.json
    # BEGIN SOLUTION numbers
    try:
        return int(text)
    except ValueError:
        return 0
    # END SOLUTION
