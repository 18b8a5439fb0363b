import pathlib
import sys

lines = pathlib.Path(sys.argv[1]).read_text().splitlines()
found = [line for line in lines if "DENIED" in line]
pathlib.Path("count.txt").write_text(f"{len(found)}\n")
print(len(found))
