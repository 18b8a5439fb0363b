#: attempts = "say in a program that the sandbox failed, to be spared a zero"
#: number = 14
#: layer = "trust line"
#: exercise = "ch01/ex04"
#: says = {test_count = "returned .71"}
import sys

sys.stderr.write("entering the namespaces: [Errno 1] Operation not permitted\n")
sys.exit(71)
