"""Print how many words the standard input has."""

from grader.learner import NotStarted

raise NotStarted("this part")
