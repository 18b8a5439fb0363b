#: attempts = "leave folders so deep that whoever walks or removes them runs out of stack"
#: number = 21
#: layer = "only regular files come back, from no great depth"
#: exercise = "ch01/ex04"
#: says = {test_count = "returned .0"}
import os

for _ in range(991):
    os.mkdir("d")
    os.chdir("d")
with open("x", "w") as file:
    file.write("deep")
