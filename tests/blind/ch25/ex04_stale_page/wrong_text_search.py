# expect: failed|partial
# because: 'Prose, other languages and comments are not code': names are looked for in the text of the page
import re


def stale(page, api):
    """Where the page says what the client does not have."""
    found, clients, modules = [], set(), set()
    for number, line in enumerate(page.split("\n"), 1):
        if match := re.search(r"from pymilvus import (.+)", line):
            names = [part.split(" as ")[0].strip(" ()") for part in match[1].split(",")]
            found += [(number, name) for name in names if name and name not in api["names"]]
        if match := re.search(r"import pymilvus(?: as (\w+))?", line):
            modules.add(match[1] or "pymilvus")
        if match := re.search(r"(\w+)\s*=\s*(?:\w+\.)?MilvusClient\(", line):
            clients.add(match[1])
        for variable, method, rest in re.findall(r"(\w+)\.(\w+)\(?([^()]*)", line):
            if variable in modules and method not in api["names"]:
                found.append((number, method))
            elif variable in clients and method not in api["methods"]:
                found.append((number, method))
            elif variable in clients:
                found += [(number, f"{method}({key}=)") for key in re.findall(r"(\w+)\s*=(?!=)", rest) if key not in api["methods"][method]]
    return sorted(found)
