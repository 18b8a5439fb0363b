"""Programs in other languages: fetched by checksum, compiled and run confined, and refused in the compiler's own words."""

import json
import shutil
import socket
import sys
import threading

import pytest

from grader import course as courses
from grader.backends import toolchains
from grader.checks.building import words
from grader.errors import NoBackend, UsageError
from grader.grading.grade import Grader, Request
from grader.grading.supply import Supply
from grader.worker.doors import Port
from tests.conftest import required

GOOD = {
    "go": 'package main\nimport ("bufio"; "fmt"; "os"; _ "github.com/milvus-io/milvus/client/v2/milvusclient")\nfunc main() { l, _ := bufio.NewReader(os.Stdin).ReadString(10); fmt.Print("hello ", l) }\n',
    "java": 'import io.milvus.v2.client.ConnectConfig;\npublic class Main { public static void main(String[] a) { System.out.println("hello " + new java.util.Scanner(System.in).nextLine() + (ConnectConfig.builder() == null)); } }\n',
    "milvus22": 'import sys\nimport pymilvus\nprint("hello " + sys.stdin.read() + pymilvus.__version__)\n',
    "node": 'import { DataType } from "@zilliz/milvus2-sdk-node";\nimport { readFileSync } from "node:fs";\nconsole.log("hello " + readFileSync(0, "utf8") + (DataType.Int64 ? "" : "?"));\n',
}
SUFFIX = {name: toolchains.toolchain(name).suffix for name in toolchains.LANGUAGES}
TEST = '''
from grader.checks import check, require

@check(points=1)
def test_it(program):
    """It greets"""
    ran = program.run(stdin="you\\n")
    require(ran.exit == 0 and ran.stdout.startswith("hello you"), called="the program", returned=f"exit {ran.exit}: {ran.stdout[:80]} {ran.stderr[:600]}", expected="hello you")

@check(points=1)
def test_again(program):
    """It greets again"""
    require(program.run(stdin="you\\n").exit == 0, called="again", returned="another exit", expected="0")
'''


def here(name):
    absent = toolchains.toolchain(name).absent()
    if absent is not None:
        required(f"the toolchain {name} ({absent.why})", absent.command)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """One exercise a language, without a Milvus."""
    root = tmp_path_factory.mktemp("course")
    (root / "book.toml").write_text('title = "T"\n[[part]]\nnumber = "I"\ntitle = "P"\n[[part.chapter]]\nid = "ch01"\nslug = "t"\ntitle = "C"\nsections = ["S"]\n')
    entries = 'minutes = 1\nobjectives = ["a", "b", "c"]\n'
    for folder in ("exercises", "solutions"):
        (root / folder / "ch01_t").mkdir(parents=True)
    for n, name in enumerate(toolchains.LANGUAGES, 1):
        file = f"ex0{n}_{name}"
        entries += f'[[exercise]]\nid = "ex0{n}"\ntitle = "T"\nminutes = 1\nmilvus = false\ntimeout = 3\nneeds = ["toolchain:{name}"]\nprogram = ["{{run}}"]\nstarter = "hand"\nhints = ["1", "2", "3"]\n'
        (root / "solutions" / "ch01_t" / f"{file}{SUFFIX[name]}").write_text(GOOD[name])
        (root / "exercises" / "ch01_t" / f"{file}{SUFFIX[name]}").write_text("// start\n")
        (root / "exercises" / "ch01_t" / f"test_{file}.py").write_text(TEST)
    (root / "exercises" / "ch01_t" / "chapter.toml").write_text(entries)
    return courses.load(root)


@pytest.fixture(scope="module")
def grader(course):
    with Supply(launcher="fork" if sys.platform == "linux" else "spawn") as supply:
        yield Grader(course, supply)


def grade(grader, tmp_path, name, text, confinement="namespaces"):
    """The result of a submission in this language."""
    here(name)
    exercise = grader.course.exercise(f"ch01/ex0{toolchains.LANGUAGES.index(name) + 1}")
    work = tmp_path / exercise.entry
    work.write_bytes(text if isinstance(text, bytes) else text.encode())
    return grader.check(Request(exercise, work, confinement=confinement, reference=False))


def said(result):
    return " ".join(check["message"] or "" for check in result["checks"])


@pytest.mark.parametrize("confinement", ["none", "namespaces"])
@pytest.mark.parametrize("name", toolchains.LANGUAGES)
def test_a_program_is_built_and_run(grader, tmp_path, name, confinement):
    result = grade(grader, tmp_path, name, GOOD[name], confinement)
    assert result["status"] == "passed", said(result)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [("go", "package main\nfunc main() { undefinedThing() }\n", "ex01_go.go:2:15: undefined: undefinedThing"),
     ("java", "public class Main {\n  int x = \"text\";\n}\n", "ex02_java.java:2: error: incompatible types"),
     ("node", "const x = ;\n", "SyntaxError"),
     ("go", "", "expected 'package'"), ("java", "", "no class `Main`"), ("node", b"\xff\xfe\x00", "ex04_node.mjs"),
     ("go", "package other\n", "`func main`"), ("java", "package p;\npublic class Main { }\n", "no class `Main`"),
     ("go", 'package main\nimport _ "example.com/nowhere"\nfunc main() {}\n', "example.com/nowhere")],
)  # fmt: skip
def test_what_does_not_compile_is_told_in_the_compilers_words(grader, tmp_path, name, text, words):
    result = grade(grader, tmp_path, name, text)
    assert result["status"] == "failed"
    assert words in said(result)
    for hidden in ("/tmp/", "main.go", "Main.java:", "milvus-course", "built/"):
        assert hidden not in said(result)


def test_a_flood_of_errors_is_cut(grader, tmp_path):
    result = grade(grader, tmp_path, "java", "public class Main {\n" + "  int x = nothing;\n" * 500 + "}\n")
    assert "more lines" in said(result)
    assert len(said(result)) < 4_000


@pytest.mark.parametrize(
    ("text", "words"),
    [("for (;;) {}\n", "was still running"), ("for (let i = 0; i < 1e5; i++) console.log('x'.repeat(1000));\nprocess.exit(3);\n", "exit 3"),
     ("await new Promise((r) => setTimeout(r, 1e9));\n", "was still running"), ("process.kill(process.pid, 'SIGKILL');\n", "SIGKILL"),
     ("import net from 'node:net';\nawait new Promise((yes, no) => net.connect(80, '93.184.215.14').on('error', no));\n", "ENETUNREACH")],
)  # fmt: skip
def test_a_program_that_behaves_badly_fails_its_check(grader, tmp_path, text, words):
    """For ever, in megabytes, asleep, dead, on the network: one kind of message, and nothing lost."""
    result = grade(grader, tmp_path, "node", text)
    assert result["status"] == "failed"
    assert words in said(result)


def test_the_shared_cache_cannot_be_written(grader, tmp_path):
    """Neither by what compiles nor by what runs."""
    here("node")
    folder = toolchains.toolchain("node").folder
    text = f'import {{ writeFileSync }} from "node:fs";\ntry {{ writeFileSync({json.dumps(str(folder / "mark"))}, "x"); console.log("hello you"); }} catch (e) {{ console.log(e.code); }}\n'
    result = grade(grader, tmp_path, "node", text)
    assert "EROFS" in said(result)
    assert not (folder / "mark").exists()


def test_a_missing_toolchain_is_unavailable_with_its_command(grader, tmp_path, monkeypatch):
    monkeypatch.setattr(type(toolchains.toolchain("node")), "version", lambda self: ())
    exercise = grader.course.exercise("ch01/ex04")
    work = tmp_path / exercise.entry
    work.write_text("console.log(1)\n")
    result = grader.check(Request(exercise, work))
    assert result["status"] == "unavailable"
    assert "sudo apt-get install nodejs npm" in result["note"]


def test_what_is_not_fetched_names_the_command(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for name in toolchains.LANGUAGES:
        chain = toolchains.toolchain(name)
        if chain.version() >= chain.least:
            with pytest.raises(NoBackend, match=f"grader toolchain {name}"):
                toolchains.need({f"toolchain:{name}", "search"})


def test_an_unknown_toolchain_is_refused():
    with pytest.raises(UsageError, match="one of go, java, kafka, milvus22, node"):
        toolchains.toolchain("cobol")


def test_a_jar_with_another_checksum_is_refused(monkeypatch, tmp_path):
    """A fetch that brings something else leaves nothing behind."""
    from grader.backends.toolchains import FetchFailed, java

    chain = toolchains.toolchain("java")
    if shutil.which("mvn") is None or not chain.version():
        required("a JDK and Maven", chain.bring)

    def brings(argv, folder, environment, what, limit=0):
        (folder / "lib").mkdir()
        (folder / "lib" / "gson-2.13.1.jar").write_bytes(b"something else")
        return ""

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(java, "command", brings)
    killed = tmp_path / "milvus-course" / "toolchains" / "java-000000000000.new-abc"
    killed.mkdir(parents=True)
    with pytest.raises(FetchFailed, match=r"gson-2\.13\.1\.jar"):
        chain.fetch(lambda step: None)
    assert [p.suffix for p in killed.parent.iterdir()] == [".lock"], "nor what an interrupted fetch left before"
    assert chain.absent() is not None


def test_the_pins_name_no_registry():
    """Versions and checksums only: where they come from is the reader's own setting."""
    for name in toolchains.LANGUAGES:
        for path in toolchains.toolchain(name).pins.iterdir():
            text = path.read_text()
            assert "resolved" not in text
            assert "://" not in text.replace('"url": "https://', "").replace("http://maven.apache.org/POM", "") or path.suffix == ".json", path


def test_words_are_about_the_learners_file():
    chain = toolchains.toolchain("go")
    text = "# course\n./main.go:3:1: bad\n" + "\n".join(f"./main.go:{n}:1: worse" for n in range(30))
    told = words(text, chain, "ex03_x.go", chain.folder)
    assert told.splitlines()[0] == "ex03_x.go:3:1: bad"
    assert told.splitlines()[-1] == "… and 19 more lines"


def test_a_port_counts_who_is_there(tmp_path):
    path = str(tmp_path / "s")
    behind = socket.socket(socket.AF_UNIX)
    behind.bind(path)
    behind.listen()
    kept = []
    threading.Thread(target=lambda: [kept.append(behind.accept()[0]) for _ in range(3)], daemon=True).start()
    port = Port(path)
    clients = [socket.create_connection(("127.0.0.1", port.number)) for _ in range(2)]
    for client in clients:
        client.sendall(b"x")
    _until(lambda: port.peak == 2)
    clients[0].close()
    _until(lambda: port._open == 1)
    port.forget()
    assert (port.opened, port.peak) == (0, 1)
    clients[1].close()
    port.close()


def _until(true):
    from tests.waiting import until

    until(true)


def test_the_command_takes_known_names_only():
    from click.testing import CliRunner

    from grader.cli.commands.toolchain import command

    result = CliRunner().invoke(command, ["cobol"])
    assert result.exit_code == 2
    assert "go, java, kafka, milvus22, node" in result.output.replace("'", "")
