"""Checks of ch01/ex05."""

from grader.checks import check, misconception, same


@check(points=2)
def test_count(program, rng):
    """Each line counts once"""
    lines = ["DENIED DENIED DENIED", "ok", "Denied"] + ["DENIED"] * int(rng.integers(3, 9))
    right = sum("DENIED" in line for line in lines)
    ran = program.run(files={"a.log": "\n".join(lines)}, log="a.log")
    said = ran.stdout.strip()
    if said == str(sum(line.count("DENIED") for line in lines)):
        misconception("counts-words", evidence=said, called="the program", returned=said, expected=str(right))
    if said == str(right + 1):
        misconception("any-case", evidence=said, called="the program", returned=said, expected=str(right))
    same((ran.exit, said, ran.files.get("count.txt", "").strip()), (0, str(right), str(right)), called="the program: exit, output, count.txt")
