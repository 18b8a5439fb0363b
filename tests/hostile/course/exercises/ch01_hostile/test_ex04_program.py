"""Checks of ch01/ex04."""

from grader.checks import check, same


@check(points=3)
def test_count(program, rng):
    """It counts the words of its input"""
    words = ["word"] * int(rng.integers(5, 500))
    ran = program.run(stdin=" ".join(words))
    same((ran.exit, ran.stdout.strip()), (0, str(len(words))), called="the program: exit and output")


@check(points=0)
def test_loot(program):
    """Nothing was to be had"""
    same(program.run("loot", stdin="").files.get("loot.txt", "nothing"), "nothing", called="what it wrote into loot.txt")
