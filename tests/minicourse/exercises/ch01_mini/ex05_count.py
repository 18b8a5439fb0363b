"""Count the lines of a log that hold the word DENIED; print the number and write it to count.txt."""

import sys
from grader.learner import NotStarted

raise NotStarted("this part")
