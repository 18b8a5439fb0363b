"""Print how many words the standard input has."""

# BEGIN SOLUTION
import sys

print(len(sys.stdin.read().split()))
# END SOLUTION
