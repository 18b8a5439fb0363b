"""Checks of ch25/ex04. Pages are written here, with what is stale in them; what the client has is drawn by lot."""

import numpy as np
import pytest

from grader.checks import check, fail, misconception, require

NAMES = ("CollectionSchema", "DataType", "Function", "FunctionType", "RRFRanker", "WeightedRanker", "AnnSearchRequest", "FieldSchema", "utility", "connections", "Collection")
METHODS = {
    "search": {"collection_name", "data", "filter", "limit", "output_fields", "search_params", "timeout", "anns_field", "ranker"},
    "query": {"collection_name", "filter", "output_fields", "timeout", "ids", "partition_names"},
    "insert": {"collection_name", "data", "timeout", "partition_name"},
    "upsert": {"collection_name", "data", "timeout", "partition_name"},
    "delete": {"collection_name", "ids", "timeout", "filter", "partition_name"},
    "get": {"collection_name", "ids", "output_fields", "timeout"},
    "flush": {"collection_name", "timeout"},
    "load_collection": {"collection_name", "timeout"},
    "release_collection": {"collection_name", "timeout"},
    "list_collections": set(),
    "create_index": {"collection_name", "index_params", "timeout"},
    "has_collection": {"collection_name", "timeout"},
}


class Page:
    """Markdown with what is stale in it; `add` takes lines, and of each what is stale on it."""

    def __init__(self):
        self.lines, self.stale = [], []

    def add(self, line="", *what):
        self.lines.append(line)
        self.stale += [(len(self.lines), each) for each in what]
        return self

    def code(self, *lines, fence="```python", indent=""):
        """A block; each of `lines` is a text, or a text and what is stale on it."""
        self.add(indent + fence)
        for line in lines:
            text, *what = (line,) if isinstance(line, str) else line
            self.add(indent + text if text else "", *what)
        return self.add(indent + "```").add()


@pytest.fixture
def api(seed):
    """What the client has, in the version of this seed: a few names and methods are gone, and each method takes what its signature names."""
    rng = np.random.default_rng([seed, 254])
    gone = [str(n) for n in rng.choice(NAMES, size=3, replace=False)]
    lost = [str(n) for n in rng.choice(sorted(METHODS), size=3, replace=False)]
    return {
        "names": {"MilvusClient", *NAMES} - set(gone), "methods": {m: set(k) for m, k in METHODS.items() if m not in lost} | {"create_schema": {"auto_id"}, "prepare_index_params": {"field_name"}},
        "gone": gone, "lost": lost, "kept": [m for m in METHODS if m not in lost], "stays": [n for n in NAMES if n not in gone],
    }  # fmt: skip


def judge(submission, api, page, what, ends="\n"):
    """Fail unless exactly what is stale is found; whatever else was said of the page is in the message."""
    text = ends.join(page.lines) + ends
    found = submission.stale(text, {"names": api["names"], "methods": api["methods"]})
    call = f"stale() of {what}"
    require(isinstance(found, list) and all(isinstance(f, tuple | list) and len(f) == 2 for f in found), called=call, returned=repr(found)[:120], expected="a list of (line, what)")
    found, right = [tuple(f) for f in found], sorted(page.stale)
    if found == right:
        return
    extra, missing = [f for f in found if f not in right], [f for f in right if f not in found]
    parts = [f"line {line}: {name!r} is reported, and should not be (the line reads `{page.lines[line - 1].strip() if 0 < line <= len(page.lines) else ''}`)" if isinstance(line, int) else repr((line, name)) for line, name in extra[:2]]
    parts += [f"line {line}: {name!r} is missing (the line reads `{page.lines[line - 1].strip()}`)" for line, name in missing[:2]]
    told = {"called": call, "returned": "; ".join(parts) or f"{len(found)} findings in a different order or number", "expected": f"{len(right)} findings"}
    if not missing and extra and hasattr(page, "prose") and all(line in page.prose for line, _ in extra):
        misconception("prose-is-code", evidence=f"line {extra[0][0]} is no code that a reader would run", **told, why="A page may say that a method is gone, and be right. Which lines are code, and which part of these is a comment or a text?")
    if not missing and extra and hasattr(page, "strangers") and all(line in page.strangers for line, _ in extra):
        misconception("a-client-is-a-client", evidence=f"the variable of line {extra[0][0]} was last assigned something that is no MilvusClient", **told, why="What was this variable last assigned?")
    fail(**told)


@check(points=2)
def test_one_block(submission, api):
    """Names, methods and keywords of one block, on their lines"""
    gone, lost, kept, stays = api["gone"], api["lost"], api["kept"], api["stays"]
    page = Page().add("# Search").add()
    page.code(
        (f"from pymilvus import MilvusClient, {gone[0]}", gone[0]), "", 'client = MilvusClient("demo.db")', (f'client.{lost[0]}("a", limit=3)', lost[0]), f'client.{kept[0]}("a")',
        (f'client.{kept[1]}("a", nonsense=1)', f"{kept[1]}(nonsense=)"), f"from pymilvus import {stays[0]}",
    )  # fmt: skip
    judge(submission, api, page, "a page with one block")
    page = Page().code("from pymilvus import (", f"    {stays[0]},", (f"    {gone[1]} as other,", gone[1]), "    MilvusClient as Client,", ")", 'db = Client(uri="x")', f"rows = db.{kept[2]}(", '    "a",', ("    color=1,", f"{kept[2]}(color=)"),
                       ("    flavour=[2],", f"{kept[2]}(flavour=)"), ")", (f"print(len(db.{lost[1]}(", lost[1]), '    "a",', "    color=1)))")  # fmt: skip
    judge(submission, api, page, "a page with imports and calls over several lines")
    page = Page().code("import pymilvus", (f"x = pymilvus.{gone[2]}(1)", gone[2]), f"y = pymilvus.{stays[1]}", "c = pymilvus.MilvusClient()", (f"c.{lost[2]}(); c.{lost[2]}()", lost[2], lost[2]), "import pymilvus as p", (f"p.{gone[0]}", gone[0]))
    judge(submission, api, page, "a page with `import pymilvus`")
    page = Page().code("import pymilvus", ("x = (pymilvus", gone[2]), f"     .{gone[2]}(1))", "from pymilvus import MilvusClient", "c = MilvusClient()", (f"c = c.{lost[0]}()", lost[0]), f"c.{lost[1]}()")
    judge(submission, api, page, "a page with an expression over two lines, and a client that is no client afterwards")
    first, second = sorted(lost[:2])
    page = Page().add().code("from pymilvus import MilvusClient", "c = MilvusClient()", f"c.{kept[0]}(", (f"    c.{lost[2]}(),", lost[2]), ("    bogus=1)", f"{kept[0]}(bogus=)"), (f"c.{second}(); c.{first}()", first, second))
    judge(submission, api, page, "a page that begins with an empty line, and has a call within a call")


@check(points=2, after="test_one_block")
def test_only_code(submission, api):
    """Prose, comments and texts are not code"""
    gone, lost, kept = api["gone"], api["lost"], api["kept"]
    page = Page().add(f"`{gone[0]}` has gone: do not write `from pymilvus import {gone[0]}`, and `client.{lost[0]}()` neither.").add()
    page.add(f"client.{lost[2]}(1)").add()
    page.code("from pymilvus import MilvusClient", "client = MilvusClient()", f"# client.{lost[0]}() is gone", f'print("client.{lost[1]}(1)")', f"client.{kept[0]}()  # not client.{lost[1]}(x=1)", '"""', f"from pymilvus import {gone[1]}", '"""')
    page.add(f"    client.{lost[0]}()")
    page.prose = {1, 3, 8, 9, 10, 12, 16}
    judge(submission, api, page, "a page that speaks of what has gone")


@check(points=2, after="test_only_code")
def test_blocks(submission, api):
    """Several blocks, indented ones, other languages, and blocks that are not Python"""
    gone, lost, kept = api["gone"], api["lost"], api["kept"]
    for ends in ("\n", "\r\n"):
        page = Page().add("---").add("title: Insert").add("---").add("")
        page.code("from pymilvus import MilvusClient", "m = MilvusClient()").add("Some prose.").add()
        page.code(f"m.{lost[0]}(1);", "import io.milvus.client.*;", fence="```java")
        page.code((f"m.{lost[0]}(1)", lost[0]), fence="``` Python")
        page.code(f"from pymilvus import {gone[0]}", f"m.{lost[1]}()", fence="```")
        page.add("1. First:").add()
        page.code("if True:", (f"    m.{lost[2]}(", lost[2]), "        1", "    )", (f"m.{kept[0]}(bogus=2)", f"{kept[0]}(bogus=)"), fence="```py", indent="    ")
        page.add("```python", "unreadable").add(f"m.{lost[0]}(…").add(f"m.{lost[1]}()").add("```").add()
        page.code((f"m.{lost[1]}(**{{'a': 1}})", lost[1]), f"m.{kept[1]}(**given)")
        judge(submission, api, page, "a page with blocks in several languages" + (", with Windows' line ends" if ends != "\n" else ""), ends)
    judge(submission, api, Page().add("# Nothing").add("No code."), "a page without code")
    judge(submission, api, Page(), "an empty page")


@check(points=2, after="test_only_code")
def test_whose_client(submission, api):
    """Only what was last assigned a MilvusClient is one"""
    gone, lost, kept, stays = api["gone"], api["lost"], api["kept"], api["stays"]
    page = Page().code("from openai import OpenAI", "client = OpenAI()", f"client.{lost[0]}(model=1)", "client.embeddings.create(input=2)").add()
    page.code("from pymilvus import MilvusClient", "milvus = MilvusClient()", "schema = milvus.create_schema()", "schema.no_such_method(x=1)", (f"milvus.{lost[1]}()", lost[1]), f"client.{lost[1]}()", f"self.milvus.{lost[1]}()", f"milvus.prepare.{lost[2]}()")
    page.code("client = MilvusClient()", (f"client.{lost[0]}(model=1)", lost[0]), "milvus = OpenAI()", f"milvus.{lost[0]}()", f"milvus.{kept[0]}(bogus=1)")
    page.code("client = OpenAI()", f"client.{lost[0]}()", "from elsewhere import MilvusClient as Other", "client = Other()", f"client.{lost[0]}()")
    page.code("import numpy", "import numpy as np", f"numpy.{gone[0]}(1)", f"np.{gone[1]}", f"from pymilvus import {stays[0]}, {stays[1]} as known", f"thing = {stays[0]}(1)", f"thing.{lost[0]}()", "other = known()", f"other.{lost[1]}()")
    page.code(f"from pymilvus.model import {gone[0]}", f"from .pymilvus import {gone[0]}", f"from mine import {gone[0]}", "a = b = MilvusClient()", (f"a.{lost[0]}()", lost[0]), (f"b.{lost[1]}()", lost[1]))
    page.strangers = {n for n, line in enumerate(page.lines, 1) if (n, line) and not any(n == at for at, _ in page.stale)}
    judge(submission, api, page, "a page with clients of several libraries")
    page = Page().code(f"pymilvus.{gone[0]}", f"c.{lost[0]}()", "c = MilvusClient()", f"c.{lost[0]}()")
    page.strangers = {2, 3, 5}
    judge(submission, api, page, "a page that imports nothing")
