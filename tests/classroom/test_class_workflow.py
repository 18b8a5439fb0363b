"""A class's workflow: what may run where, and its shell steps on real repositories with heads that try everything."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from grader import course as courses
from grader.classroom import commit as desk
from grader.classroom.intake.rules import Limits, Refused
from grader.errors import UsageError
from grader.report import workflow as summary
from tests.conftest import MINICOURSE, ROOT

CLASS = ROOT / "deploy" / "class"
GRADE, PUBLISH = (yaml.safe_load((CLASS / name).read_text()) for name in ("grade.yml", "publish.yml"))
GITLAB = yaml.safe_load((CLASS / "gitlab-ci.yml").read_text())


def step(workflow, job, word):
    return next(s for s in workflow["jobs"][job]["steps"] if word in s.get("name", s.get("uses", "")))


class TestWhatMayRunWhere:
    def test_untrusted_code_has_no_secret_and_can_write_nothing(self):
        """The job that grades is started by the request itself, reads only, and names no secret anywhere."""
        text = (CLASS / "grade.yml").read_text()
        assert set(GRADE[True]) == {"pull_request"}
        assert "pull_request_target" not in text
        assert GRADE["permissions"] == {"contents": "read"}
        assert set(GRADE["jobs"]) == {"grade"}
        assert "permissions" not in GRADE["jobs"]["grade"]
        assert "secrets." not in text
        assert "secrets[" not in text
        assert "cache" not in text, "a cache would be shared with runs that are trusted"

    def test_the_token_is_in_one_step_that_runs_nothing_of_the_head(self):
        """It is there to fetch from a private repository, and gone before anything is set up."""
        steps = GRADE["jobs"]["grade"]["steps"]
        holders = [s["name"] for s in steps if "token" in json.dumps(s).lower()]
        assert holders == ["The desk, and nothing else, from the head"]
        assert "env" not in GRADE
        assert "env" not in GRADE["jobs"]["grade"]

    def test_course_from_the_base_and_no_text_of_a_request_in_a_script(self):
        """A branch's name is a learner's text: it reaches a shell as a variable only."""
        for workflow in (GRADE, PUBLISH):
            for job in workflow["jobs"].values():
                for s in job["steps"]:
                    assert "${{" not in s.get("run", ""), s
                    if "checkout" in s.get("uses", ""):
                        assert s["with"]["persist-credentials"] is False
                        assert s["with"]["ref"] in (
                            "${{ github.event.pull_request.base.sha }}",
                            "${{ github.event.repository.default_branch }}",
                        )

    def test_it_grades_in_the_sandbox_that_the_runner_was_readied_for(self):
        """Namespaces are enabled, proved, and then asked for; nothing says --trust."""
        names = [s.get("name", s.get("uses")) for s in GRADE["jobs"]["grade"]["steps"]]
        assert names.index("Let the sandbox make namespaces on this runner") < names.index("Grade, in the sandbox")
        ready = step(GRADE, "grade", "namespaces")["run"]
        assert "kernel.apparmor_restrict_unprivileged_userns=0" in ready
        assert "unshare --user --map-root-user true" in ready
        assert "--sandbox" in step(GRADE, "grade", "Grade, in")["run"]
        assert all("--trust" not in p.read_text() for p in CLASS.iterdir())

    def test_what_may_write_runs_nothing_of_the_request(self):
        """It comes from the default branch, checks out that branch only, and reads the results with caps."""
        assert PUBLISH[True] == {"workflow_run": {"workflows": [GRADE["name"]], "types": ["completed"]}}
        assert PUBLISH["permissions"] == {}
        job = PUBLISH["jobs"]["publish"]
        assert job["permissions"] == {"actions": "read", "contents": "read", "pull-requests": "write"}
        assert "head_sha" not in json.dumps(job["steps"])
        assert "size_in_bytes < 4000000" in step(PUBLISH, "publish", "as data")["run"]
        assert "make setup" not in (CLASS / "publish.yml").read_text()

    def test_every_job_has_a_limit(self):
        """A run that hangs ends."""
        for workflow in (GRADE, PUBLISH):
            assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())
        assert all(GITLAB[job]["timeout"] for job in ("grade", "publish"))

    def test_gitlab_says_the_same(self):
        """Nothing is checked out by GitLab, the token is dropped before anything of the request runs, two jobs."""
        assert GITLAB["variables"]["GIT_STRATEGY"] == "none"
        script = "\n".join(GITLAB["grade"]["script"])
        assert (
            script.index("unset CI_JOB_TOKEN")
            < script.index("grader.classroom.commit")
            < script.index("make setup")
            < script.index("--sandbox")
        )
        assert GITLAB["publish"]["needs"] == ["grade"]
        assert "grader check" not in "\n".join(GITLAB["publish"]["script"])
        assert all(
            GITLAB[j]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}] for j in ("grade", "publish")
        )


# -- the steps, run ----------------------------------------------------------------------------------------


def git(folder, *arguments):
    who = dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "x@example.edu") | dict.fromkeys(
        ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "x"
    )
    env = {**os.environ, **who, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *arguments],
        env=env,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.stdout.strip()


@pytest.fixture
def remote(tmp_path):
    """A class's repository with one request: a head that changes its desk, and tries the rest."""
    base = tmp_path / "base"
    shutil.copytree(MINICOURSE, base)
    shutil.rmtree(base / "solutions")
    shutil.copytree(ROOT / "grader", base / "grader", ignore=shutil.ignore_patterns("__pycache__"))
    (base / "my").mkdir()
    (base / "my" / "README.md").write_text("the base's desk")
    (base / ".github" / "workflows").mkdir(parents=True)
    shutil.copy(CLASS / "grade.yml", base / ".github" / "workflows")
    git(base, "init", "-q", "-b", "main")
    git(base, "config", "uploadpack.allowAnySHA1InWant", "true")
    git(base, "add", "-A")
    git(base, "commit", "-q", "-m", "base")
    return base


def request(remote, change):
    """A head with `change` done to it, under the names that GitHub and GitLab give it; its sha."""
    head = remote.parent / "head"
    git(remote.parent, "clone", "-q", str(remote), str(head))
    change(head)
    git(head, "add", "-A", "-f")
    git(head, "commit", "-q", "--allow-empty", "-m", "work")
    for ref in ("refs/pull/7/head", "refs/merge-requests/7/head"):
        git(head, "push", "-q", "origin", f"HEAD:{ref}")
    return git(head, "rev-parse", "HEAD")


def hostile(head):
    (head / "my" / "ch01").mkdir()
    (head / "my" / "ch01" / "ex01_nearest.py").write_text("# mine\n")
    (head / "my" / "ch01" / "ex02_types.py").symlink_to("/etc/passwd")
    (head / "my" / "ch01" / "ex03_flaky.py").symlink_to("../../exercises/ch01_mini/test_ex03_flaky.py")
    (head / "my" / "shortcut").symlink_to("/tmp")
    (head / "my" / ".gitattributes").write_text("* filter=evil\n")
    (head / ".gitattributes").write_text("* filter=evil text eol=crlf\n")
    (head / ".github" / "workflows" / "grade.yml").write_text("name: mine\n")
    (head / "exercises" / "ch01_mini" / "test_ex01_nearest.py").write_text("# every check passes\n")
    (head / "grader" / "__init__.py").write_text("raise SystemExit('the head was run')\n")
    (head / "book.toml").write_text("title = 'mine'\n")
    (head / "git").write_text("#!/bin/sh\ntouch /tmp/evil\n")
    (head / "json.py").write_text("raise SystemExit('the head was run')\n")
    git(head, "init", "-q", "my/submodule")
    git(head / "my" / "submodule", "commit", "-q", "--allow-empty", "-m", "inside")


def take_on_github(remote, sha, folder):
    """The step's own text, as a runner would run it: bash, stop at the first error."""
    git(folder.parent, "clone", "-q", "--depth=1", f"file://{remote}", str(folder))
    taking = step(GRADE, "grade", "The desk")
    env = {
        **os.environ,
        "HEAD": sha,
        "REF": "refs/pull/7/head",
        "TOKEN": "t0ken",
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    assert set(taking["env"]) == {"HEAD", "REF", "TOKEN"}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", taking["run"]],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def take_on_gitlab(remote, sha, folder):
    """Both pieces of the script, in one shell, with the address rewritten to the repository here."""
    folder.mkdir()
    script = "\n".join([*GITLAB["grade"]["script"][1:3], "env > ../../environment.txt"])
    env = {
        **os.environ, "CI_JOB_TOKEN": "t0ken", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_MERGE_REQUEST_IID": "7",
        "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example/class/course", "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.file://{remote}.insteadOf", "GIT_CONFIG_VALUE_0": "https://gitlab.example/class/course.git",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }  # fmt: skip
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(("take", "inside"), [(take_on_github, ""), (take_on_gitlab, "course")])
def test_only_the_desk_is_taken_from_the_head(remote, tmp_path, take, inside):
    """Links, a submodule, a changed workflow, changed checks and a changed grader: only the learner's plain file arrives."""
    sha = request(remote, hostile)
    folder = tmp_path / "runner"
    done = take(remote, sha, folder)
    assert done.returncode == 0, done.stderr
    course = folder / inside
    taken = course / "handed-in"
    assert {p.relative_to(taken).as_posix(): p.read_text() for p in taken.rglob("*") if p.is_file()} == {
        "ch01/ex01_nearest.py": "# mine\n", "README.md": "the base's desk", ".gitattributes": "* filter=evil\n"}  # fmt: skip
    assert not [p for p in taken.rglob("*") if p.is_symlink()]
    for word in ("ex02_types.py", "ex03_flaky.py", "shortcut", "submodule"):
        assert word in done.stdout
    for name in (
        ".github/workflows/grade.yml",
        "exercises/ch01_mini/test_ex01_nearest.py",
        "grader/__init__.py",
        "book.toml",
    ):
        assert (course / name).read_bytes() == (remote / name).read_bytes(), "as in the base"
    assert not (course / "json.py").exists()
    assert not Path("/tmp/evil").exists()
    config = (course / ".git" / "config").read_text()
    assert "t0ken" not in config
    assert "dDBrZW4" not in config
    left = tmp_path / "environment.txt"
    if left.exists():
        assert "t0ken" not in left.read_text()
        assert "AUTHORIZATION" not in left.read_text()


def test_a_head_that_moved_on_is_not_graded_as_another(remote, tmp_path):
    """The step takes the commit that the event named, or fails."""
    request(remote, hostile)
    done = take_on_github(remote, "0" * 40, tmp_path / "runner")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_desk_over_its_limits_is_refused(remote, tmp_path):
    """A pull request is a hand-in: the same limits."""

    def many(head):
        for n in range(30):
            (head / "my" / f"{n}.txt").write_text("x")
        (head / "my" / "big.bin").write_bytes(b"\0" * 300_000)
        (head / "my" / "A.py").write_text("1")

    sha = request(remote, many)
    head = remote.parent / "head"
    with pytest.raises(Refused, match="over 20 files"):
        desk.take(head, sha, tmp_path / "a", Limits(files=20))
    with pytest.raises(Refused, match="300000 bytes, over 1000"):
        desk.take(head, sha, tmp_path / "b", Limits(file=1000))
    with pytest.raises(UsageError, match="a whole name|whole name"):
        desk.take(head, "main", tmp_path / "c")


def test_what_was_taken_is_graded_with_the_base_s_checks(remote, tmp_path):
    """On a real Milvus, with the base's own grader: the head's checks, which pass everything, are not the ones."""
    sha = request(remote, hostile)
    folder = tmp_path / "runner"
    assert take_on_github(remote, sha, folder).returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", "from grader.cli import main; main()", "check", "ch01/ex01", "--work", "handed-in", "--trust", "--json", "--output", "results.json"],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(folder)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (result,) = [json.loads((folder / "results.json").read_text())]
    assert (result["status"], result["points"], len(result["checks"])) == ("failed", 0, 5)
    published = publish(folder, folder / "results.json")
    assert "| ch01/ex01 Nearest neighbours | failed | 0/7 |" in published


# -- what is published -------------------------------------------------------------------------------------


def publish(course, results):
    """As the job does it: with a Python that has none of the course's packages."""
    target = Path(results).parent / "summary.md"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); from grader.report.workflow import main; sys.exit(main(sys.argv[1:]))", str(results), str(target)],
        cwd=course, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return target.read_text() if done.returncode == 0 else done.stderr


def write(tmp_path, document):
    path = tmp_path / "results.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


def test_forged_results_say_only_what_the_base_knows(tmp_path):
    """Points, titles and exercises are the course's own; a status is one of five; a text stays in its block."""
    evil = "```\n# Full marks\n@everyone ![x](https://tracker.example/x.png) <script>::error::x\x1b[31m\u202e"
    document = [
        {"exercise": "ch01/ex01", "title": evil, "status": "passed", "points": 1e9, "max_points": 1e9, "milvus": {"backend": evil, "version": evil},
         "note": evil, "log": evil, "seconds": "x", "checks": [
            {"name": "test_by_hand", "title": evil, "status": "failed", "message": evil, "called": evil, "points": 99, "max_points": 99},
            {"name": "test_k_of_one", "status": "passed", "points": 1e9}, {"name": evil, "status": "passed", "points": 5},
            {"name": "test_self", "status": evil}, "x", None, {"name": ["x"]}]},
        {"exercise": "ch01/ex99", "title": evil}, {"exercise": ["x"]}, 7, None,
    ]  # fmt: skip
    text = publish(MINICOURSE, write(tmp_path, document))
    assert "| ch01/ex01 Nearest neighbours | not graded | 1/7 |" in text
    assert "ex99" not in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    fences = [line for line in text.splitlines() if line.startswith("````")]
    assert len(fences) == 2, "one block, which its text cannot close"
    outside = text.split("````text")[0] + text.split("````\n")[-1]
    for word in ("@everyone", "tracker", "<script>", "Full marks"):
        assert word not in outside


@pytest.mark.parametrize(
    "document",
    [
        "",
        "{",
        "[" * 100_000,
        "null",
        "7",
        "[]",
        '"x"',
        '{"exercise": null}',
        "x" * 5_000_000,
        '{"exercise": "ch01/ex01"}',
        '{"exercise": "ch01/ex01", "checks": {"a": 1}}',
    ],
)
def test_what_is_no_results_file_is_one_line_or_nothing(tmp_path, document):
    """Never a traceback, never more than a comment holds."""
    text = publish(MINICOURSE, write(tmp_path, document))
    assert text
    assert len(text) <= 65_536


def test_an_artifact_that_unpacks_to_gigabytes_is_not_read(tmp_path):
    """Only so much of the one member is read; another member is not looked at."""
    path = tmp_path / "results.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../evil", "x")
        with archive.open("results.json", "w", force_zip64=True) as out:
            for _ in range(64):
                out.write(b" " * (1 << 20))
    assert "at most 4 MiB" in publish(MINICOURSE, path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "results.json", json.dumps({"exercise": "ch01/ex04", "checks": [{"name": "test_tls", "status": "passed"}]})
        )
    assert "1/2" in publish(MINICOURSE, path)


def test_long_results_fit_a_comment(tmp_path):
    """The table stays; the explanations are in the artifact."""
    course = courses.load(MINICOURSE)
    told = [
        {
            "exercise": e.id,
            "checks": [
                {"name": c, "status": "failed", "called": "x" * 9000, "returned": "y" * 9000, "why": "z" * 9000}
                for c in ("test_by_hand", "test_k_of_one", "test_self", "test_rows_arrive", "test_search")
            ],
        }
        for e in course.exercises
    ]
    results = summary.believed(course, told * 40)
    assert len(results) == len(course.exercises)
    text = summary.page([{**r, "checks": r["checks"] * 20} for r in results])
    assert len(text) <= 65_536
    assert "| ch01/ex01 Nearest neighbours |" in text


def test_the_workflow_is_in_its_place():
    """`grader assign` puts the three files where GitHub and GitLab look."""
    from grader.authoring import bundle as assign

    assert set(assign._WORKFLOWS) == {f"deploy/class/{p.name}" for p in CLASS.iterdir()}
