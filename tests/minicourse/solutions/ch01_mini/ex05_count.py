"""Count the lines of a log that hold the word DENIED; print the number and write it to count.txt."""

import sys

# BEGIN SOLUTION
with open(sys.argv[1]) as log:
    count = sum("DENIED" in line for line in log)
print(count)
with open("count.txt", "w") as out:
    out.write(str(count))
# END SOLUTION
