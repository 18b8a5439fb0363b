"""Make `handbook_judged.json`: what people ask of the handbook, and the words that answer it.

    python lessons/data/make_handbook_judged.py

Each question was written by hand, with the words of the handbook that answer it; a passage answers if it contains them whole. `None`: the
handbook does not say it, and the right answer is none. Half of both kinds is for choosing (`tune`), half for measuring (`held`).
"""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
NAMED = 28  # so many questions, the first ones, name the thing in the words of the handbook
ASKED = [
    # The reader knows the word.
    ("What does the pass statement do?", "when it is executed, nothing happens"),
    ("When is __debug__ False?", "\"False\" when optimization is requested"),
    ("Which exception does raise give when no exception is active?", "a \"RuntimeError\" exception is raised indicating that this is an error"),
    ("What does casefold do to the German letter ß?", "\"casefold()\" converts it to \"\"ss\"\""),
    ("What does str.find return if the substring is not found?", "Return \"-1\" if *sub* is not found"),
    ("Can lambda expressions contain statements or annotations?", "cannot contain statements or annotations"),
    ("What happens when 0.0 is raised to a negative power?", "Raising \"0.0\" to a negative power results in a \"ZeroDivisionError\""),
    ("What does __exit__ have to return to suppress an exception?", "it should return a true value"),
    ("Which attribute holds the cause set by raise from?", "attached to the raised exception as the \"__cause__\" attribute"),
    ("Which values are interpreted as false?", "the following values are interpreted as false"),
    ("What does the nonlocal statement do?", "refer to previously bound variables in the nearest enclosing scope"),
    ("Is UnboundLocalError a subclass of NameError?", "\"UnboundLocalError\" is a subclass of \"NameError\""),
    ("Where may a break statement occur?", "may only occur syntactically nested in a \"for\" or \"while\" loop"),
    ("What is a right shift by n bits?", "defined as floor division by \"pow(2,n)\""),
    ("How long may an integer literal be?", "no limit for the length of integer literals"),
    ("What does a dictionary display do with the same key twice?", "final dictionary’s value for that key will be the last one given"),
    ("When is the else clause of a try statement executed?", "if the control flow leaves the \"try\" suite"),
    ("What is the default tab size of expandtabs?", "default is 8, giving tab positions"),
    ("How many hex digits does a \\x escape need?", "exactly two hex digits are required"),
    ("Are NaN values equal to themselves?", "not-a-number values are not equal to themselves"),
    ("What does the debugger do on a blank line?", "Entering a blank line repeats the last command entered"),
    ("How should a comparison with None be written?", "should always be done with \"is\" or \"is not\""),
    ("May the assertion debug variable __debug__ be assigned to?", "Assignments to \"__debug__\" are illegal"),
    ("What does a wild card import outside the module level raise?", "Attempting to use it in class or function definitions will raise a \"SyntaxError\""),
    ("Which future feature still requires a future statement?", "The only feature that requires using the future statement is \"annotations\""),
    ("What does a yield from expression inside a coroutine cause?", "It is a \"SyntaxError\" to use a \"yield from\" expression inside the body of a coroutine function"),
    ("When was breakpoint() added?", "New in version 3.7: The built-in \"breakpoint()\""),
    ("What are the public names of a module?", "defined by a module are determined by checking the module’s namespace"),
    # The reader describes it in words of his own.
    ("Does cleanup code run if I leave a function early?", "is executed before really leaving the function"),
    ("Is the loop variable still there after the loop?", "Names in the target list are not deleted when the loop is finished"),
    ("Can I put underscores between the digits of a number?", "They can be used to group digits for enhanced readability"),
    ("How do I hide the original error when raising a new one?", "can be explicitly suppressed by specifying \"None\" in the \"from\" clause"),
    ("Why can my class not be compared with less than?", "A default order comparison (\"<\", \">\", \"<=\", and \">=\") is not provided"),
    ("Are default arguments of a function computed again on every call?", "the same “pre-computed” value is used for each call"),
    ("What happens to the exception variable after the handler?", "it is cleared at the end of the \"except\" clause"),
    ("How can an object decide whether it is true or false?", "customize their truth value by providing a \"__bool__()\" method"),
    ("How do negative positions in a list work?", "interprets negative indices by adding the length of the sequence to the index"),
    ("Which part of an and is skipped?", "if *x* is false, its value is returned; otherwise, *y* is evaluated"),
    ("Is there a type for a single letter?", "A character is not a separate data type but a string of exactly one character"),
    ("Can a raw string end with a backslash?", "a raw literal cannot end in a single backslash"),
    ("How do I jump to the next round of a loop?", "It continues with the next cycle of the nearest enclosing loop"),
    ("What is printed if the condition of an assertion fails: do I have to repeat the expression?", "it is unnecessary to include the source code for the expression that failed"),
    ("May a comment or a docstring stand before a future import?", "The only lines that can appear before a future statement are"),
    ("What becomes of the memory of objects that cannot be reached?", "when they become unreachable they may be garbage-collected"),
    ("How are strings and bytes compared with each other?", "Strings and binary sequences cannot be directly compared"),
    ("Which side of += is evaluated first?", "evaluate the left-hand side *before* evaluating the right-hand side"),
    ("How do I make an object callable like a function?", "Called when the instance is “called” as a function"),
    ("How do I make text fit for comparing without regard to upper and lower case?", "Casefolded strings may be used for caseless matching"),
    ("What does a function give back without a value?", "is evaluated, else \"None\" is substituted"),
    ("Can I set my own attributes on a bound method?", "setting method attributes on bound methods is disallowed"),
    ("What does the program do after it crashed in the debugger?", "automatically enter post-mortem debugging if the program being debugged exits abnormally"),
    ("In which order does a dictionary keep its keys?", "Dictionaries preserve insertion order"),
    ("How do I cut leading and trailing spaces from a text?", "Return a copy of the string with the leading and trailing characters removed"),
    ("How do I find out how often a word occurs in a text?", "Return the number of non-overlapping occurrences of substring"),
    ("Which of two operators binds more tightly, power or minus?", "The power operator binds more tightly than unary operators on its left"),
    ("Are two lists with equal elements but of different types equal?", "is false because the type is not the same"),
    # The handbook does not say it.
    ("How do I install a package with pip?", None),
    ("Which index type does Milvus use by default?", None),
    ("How do I open a file for writing?", None),
    ("How do I sort a dictionary by its values?", None),
    ("How do I send an e-mail with an attachment?", None),
    ("What is the capital of Australia?", None),
    ("How do I parse JSON?", None),
    ("Who wrote the debugger?", None),
    ("How do I connect to a database?", None),
    ("How many threads can run at the same time?", None),
    ("When was Python first released?", None),
    ("How do I draw a circle?", None),
    ("How do I round a number to two decimal places?", None),
    ("Which editor is best for Python?", None),
    ("How do I read the arguments of the command line?", None),
    ("What does the match statement of Rust return?", None),
    ("How do I profile a slow function?", None),
    ("How do I set a breakpoint in JavaScript?", None),
    ("What is the price of a license?", None),
    ("How do I generate random numbers?", None),
    ("How do I download a web page?", None),
    ("How do I raise a salary?", None),
    ("How do I resize a picture?", None),
    ("How do I use a virtual environment?", None),
]


def main() -> None:
    """Check that each answer stands in the handbook, and that what is not said is not there; write the file."""
    handbook = json.loads((HERE / "handbook.json").read_text("utf-8"))
    questions = []
    for number, (question, words) in enumerate(ASKED):
        topics = [row["topic"] for row in handbook if words and words in row["text"]]
        if words and not topics:
            print("not in the handbook:", words)
        questions.append({"question": question, "answer": words, "topics": topics, "for": ("tune", "held")[number % 2], "named": number < NAMED})
    how = "answer: words that a passage must contain whole to answer; null: the handbook does not say it. Written by hand, see make_handbook_judged.py."
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in questions)
    (HERE / "handbook_judged.json").write_text(f'{{"how": {json.dumps(how)},\n"questions": [\n{body}\n]}}\n', "utf-8")
    print(len(questions), "questions,", sum(row["answer"] is None for row in questions), "without an answer")


if __name__ == "__main__":
    main()
