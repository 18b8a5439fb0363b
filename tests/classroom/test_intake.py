"""What comes in: every layout that schools' systems write, and archives that try to break out, fill the disk or lie."""

import bz2
import gzip
import io
import lzma
import os
import shutil
import stat
import struct
import subprocess
import sys
import tarfile
import zipfile
import zlib
from datetime import UTC, datetime

import pytest

from grader import course as courses
from grader.classroom import handin, intake
from grader.classroom.intake import Limits, history
from grader.classroom.intake.rules import NOISE
from grader.errors import UsageError
from tests.conftest import MINICOURSE, ROOT

WORK = "ch01/ex01_nearest.py"
SMALL = Limits(bytes=200_000, file=100_000, files=20, depth=5)


def zipped(entries, **options):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            archive.writestr(name, data, **options)
    return out.getvalue()


def tarred(entries, mode="w"):
    """Entries are pairs of a name, or a whole TarInfo, and bytes."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        for name, data in entries:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = info.size or len(data)
            archive.addfile(info, io.BytesIO(data) if info.isreg() else None)
    return out.getvalue()


def special(name, type, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = type, link
    return info, b""


def zip_link(name, target):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info, target


def zip_special(name, kind):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (kind | 0o644) << 16
    return info, b""


def patched(data, old, new):
    assert old in data
    return data.replace(old, new)


def taken(tmp_path, name, data, limits=SMALL):
    """One hostile archive beside one honest hand-in; the hostile one's record."""
    source = tmp_path / "in"
    source.mkdir()
    (source / name).write_bytes(data)
    (source / "honest.zip").write_bytes(zipped([(WORK, "pass\n")]))
    got = intake.read(source, tmp_path / "out", limits=limits)
    by_id = {h.id: h for h in got.handins}
    assert not by_id["honest"].refused, "the rest goes on"
    assert (by_id["honest"].folder / WORK).read_text() == "pass\n"
    (other,) = [h for h in got.handins if h.id != "honest"]
    if other.refused:
        assert not other.folder.exists(), "nothing of it stays"
        assert any(other.id in note and other.refused in note for note in got.notes)
    assert not [p for p in (tmp_path / "out").iterdir() if p.name.startswith(".")], "no scratch stays"
    nothing_outside(tmp_path)
    return other


def nothing_outside(tmp_path):
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", "out"]
    for path in (tmp_path / "out").rglob("*"):
        mode = path.lstat().st_mode
        assert stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and stat.S_IMODE(mode) == 0o644), path


BAD_NAMES = {
    "up": ("../evil.py", "leads out"),
    "up_inside": ("ch01/../../evil.py", "leads out"),
    "absolute": ("/tmp/evil.py", "absolute"),
    "drive": ("C:/evil.py", "absolute"),
    "drive_relative": ("c:evil.py", "absolute"),
    "backslash": ("..\\evil.py", "leads out"),
    "backslash_inside": ("ch01\\..\\..\\evil.py", "leads out"),
    "backslash_mixed": ("ch01/..\\..\\evil.py", "leads out"),
    "backslash_drive": ("C:\\evil.py", "absolute"),
    "unc": ("\\\\host\\share\\evil.py", "absolute"),
    "newline": ("ch01/a\nb.py", "control"),
    "escape": ("ch01/\x1b[31mred.py", "control"),
    "bidi": ("ch01/\u202eyp.exe", "control"),
    "deep": ("a/b/c/d/e/f/g.py", "deep"),
    "long": ("ch01/" + "x" * 240 + ".py", "too long"),
}


@pytest.mark.parametrize("case", BAD_NAMES)
@pytest.mark.parametrize("kind", ["zip", "tar", "tgz"])
def test_a_name_that_could_lead_elsewhere_is_refused(tmp_path, case, kind):
    """Zip and tar, each kind of name: refused with the rule it broke, nothing written outside."""
    name, why = BAD_NAMES[case]
    entries = [(WORK, b"pass\n"), (name, b"evil")]
    data = zipped(entries) if kind == "zip" else tarred(entries, "w:gz" if kind == "tgz" else "w")
    found = taken(tmp_path, f"mallory.{'tar.gz' if kind == 'tgz' else kind}", data)
    assert why in found.refused, found


def test_a_name_with_a_nul_is_refused(tmp_path):
    """zipfile cuts a name at its NUL and would take what stands before it."""
    data = patched(zipped([("ch01/ex01_nearest.pyX.txt", b"x")]), b"pyX.txt", b"py\0.txt")
    assert "control" in taken(tmp_path, "m.zip", data).refused


def test_a_tar_name_that_is_not_utf8_is_refused(tmp_path):
    """A name that not every system can hold."""
    data = patched(tarred([("ch01/ex01_nearXXt.py", b"x")]), b"nearXXt", b"near\xff\xfet")
    raw = bytearray(data)
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    assert "not UTF-8" in taken(tmp_path, "m.tar", bytes(raw)).refused


SPECIAL = {
    "symlink": (special("ch01/ex01_nearest.py", tarfile.SYMTYPE, "/etc/passwd"), "symbolic link"),
    "hardlink": (special("ch01/ex01_nearest.py", tarfile.LNKTYPE, "/etc/passwd"), "hard link"),
    "fifo": (special("ch01/ex01_nearest.py", tarfile.FIFOTYPE), "pipe"),
    "character_device": (special("ch01/ex01_nearest.py", tarfile.CHRTYPE), "device"),
    "block_device": (special("ch01/ex01_nearest.py", tarfile.BLKTYPE), "device"),
    "link_as_folder": (special("ch01", tarfile.SYMTYPE, "/tmp"), "symbolic link"),
}


@pytest.mark.parametrize("case", SPECIAL)
def test_a_tar_member_that_is_no_file_is_refused(tmp_path, case):
    """Links, pipes and devices: none is made, none is followed."""
    member, why = SPECIAL[case]
    assert why in taken(tmp_path, "m.tar", tarred([member, ("ch01/x.py", b"x")])).refused


@pytest.mark.parametrize(("member", "why"), [
    (zip_link("ch01/ex01_nearest.py", "/etc/passwd"), "symbolic link"),
    (zip_special("ch01/ex01_nearest.py", stat.S_IFIFO), "pipe"),
    (zip_special("ch01/ex01_nearest.py", stat.S_IFCHR), "device"),
    (zip_special("ch01/ex01_nearest.py", stat.S_IFSOCK), "socket"),
])  # fmt: skip
def test_a_zip_member_that_is_no_file_is_refused(tmp_path, member, why):
    """A zip says what a member is in its attributes."""
    assert why in taken(tmp_path, "m.zip", zipped([member])).refused


def test_a_folder_with_a_link_or_a_pipe_is_refused(tmp_path):
    """A folder follows the same rules; a link to a file outside is not read."""
    source = tmp_path / "in"
    for name in ("linked", "piped", "honest"):
        (source / name / "ch01").mkdir(parents=True)
    (tmp_path / "in" / "linked" / WORK).symlink_to("/etc/hostname")
    os.mkfifo(source / "piped" / WORK)
    (source / "honest" / WORK).write_text("pass\n")
    (source / "whole").symlink_to(source / "honest")
    got = {h.id: h.refused for h in intake.read(source, tmp_path / "out").handins}
    assert "symbolic link" in got["linked"]
    assert "pipe" in got["piped"]
    assert "symbolic link" in got["whole"]
    assert got["honest"] == ""


BOMBS = {
    "ratio": (lambda: zipped([("ch01/big.txt", b"\0" * 99_000_000)]), ".zip", "over 100000", SMALL),
    "ratio_below_size": (lambda: zipped([("ch01/big.txt", b"\0" * 9_000_000)]), ".zip", "times its size", Limits()),
    "many_files": (lambda: zipped([(f"ch01/{n}.txt", b"") for n in range(50)]), ".zip", "over 20 files", SMALL),
    "many_small": (
        lambda: zipped([(f"ch01/{n}.txt", os.urandom(10_000).hex()) for n in range(15)]),
        ".zip",
        "over 200000 bytes",
        SMALL,
    ),
    "tar_gz": (lambda: tarred([("ch01/big.txt", b"\0" * 90_000_000)], "w:gz"), ".tar.gz", "unfolds to over", SMALL),
    "tar_xz": (lambda: tarred([("ch01/big.txt", b"\0" * 90_000_000)], "w:xz"), ".tar.xz", "unfolds to over", SMALL),
    "tar_bz2": (lambda: tarred([("ch01/big.txt", b"\0" * 90_000_000)], "w:bz2"), ".tar.bz2", "unfolds to over", SMALL),
    "tar_many": (lambda: tarred([(f"ch01/{n}.txt", b"") for n in range(50)]), ".tar", "over 20 files", SMALL),
    "nested": (
        lambda: zipped([("a.zip", zipped([("b.zip", zipped([(WORK, b"x")]))]))]),
        ".zip",
        "archive inside 2 others",
        SMALL,
    ),
    "quine_like": (
        lambda: zipped([("inner.tar.gz", tarred([("ch01/big", b"\0" * 50_000_000)], "w:gz"))]),
        ".zip",
        "unfolds to over",
        SMALL,
    ),
}


CONFINED = """
import resource, signal, sys
from pathlib import Path
from grader.classroom import intake
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, 4_000_000))
resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))
got = intake.read(Path("in"), Path("out"), limits=intake.Limits(**eval(sys.argv[1])))
print(got.handins[-1].refused)
"""


@pytest.mark.parametrize("case", BOMBS)
def test_a_bomb_is_refused_before_it_fills_anything(tmp_path, case):
    """Read in a process that can write no file over 4 MB and has no memory to speak of, it is refused for what it is."""
    make, end, why, limits = BOMBS[case]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / f"m{end}").write_bytes(make())
    run = subprocess.run(
        [sys.executable, "-c", CONFINED, repr(vars(limits))], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert why in run.stdout, run.stdout + run.stderr
    nothing_outside(tmp_path)
    assert not list((tmp_path / "out").iterdir())


def test_sizes_that_lie_do_not_help(tmp_path):
    """A zip that declares ten bytes for a million: what is read is counted, and its checksum gives it away."""
    data = bytearray(zipped([("ch01/big.txt", b"A" * 1_000_000)]))
    for signature, at in ((b"PK\1\2", 24), (b"PK\3\4", 22)):
        start = data.index(signature)
        data[start + at : start + at + 4] = struct.pack("<I", 10)
    assert "damaged" in taken(tmp_path, "m.zip", bytes(data)).refused


def test_a_directory_that_claims_gigabytes_is_not_read(tmp_path):
    """The end record names the size of the directory: memory is not given for it."""
    data = bytearray(zipped([(WORK, b"x")]) + b"\0" * 4_000_000)
    end = data.rindex(b"PK\5\6")
    tail = data[end : end + 22]
    tail[12:16] = struct.pack("<I", 3_900_000)
    hollow = b"\0" * 4_000_000 + bytes(tail)
    found = taken(tmp_path, "m.zip", hollow, Limits())
    assert "claims 3900000 bytes" in found.refused


@pytest.mark.parametrize("type", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE, tarfile.XGLTYPE])
def test_a_header_that_claims_gigabytes_is_not_read(tmp_path, type):
    """A long name or a PAX header is read whole by tarfile; it gets no gigabyte."""
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = type, 8 << 30
    data = info.tobuf(tarfile.GNU_FORMAT) + b"x" * 10_240
    assert "claims" in taken(tmp_path, "m.tar", data).refused


def test_pax_tricks(tmp_path):
    """A PAX header gives a member another name and another size than the plain header shows."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("ch01/innocent.py")
        info.pax_headers, info.size = {"path": "../../evil.py"}, 4
        archive.addfile(info, io.BytesIO(b"evil"))
    assert "leads out" in taken(tmp_path, "m.tar", out.getvalue()).refused


@pytest.mark.parametrize("headers", [
    {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "ch01/big", "GNU.sparse.realsize": str(1 << 40)},
    {"GNU.sparse.map": f"0,0,{1 << 40},0", "GNU.sparse.size": str(1 << 40), "GNU.sparse.numblocks": "2"},
])  # fmt: skip
def test_a_sparse_file_is_refused(tmp_path, headers):
    """A terabyte of holes in one block."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("ch01/big")
        info.pax_headers, info.size = headers, 512
        archive.addfile(info, io.BytesIO(b"1\n0\n512\n".ljust(512, b"\0")))
    found = taken(tmp_path, "m.tar", out.getvalue())
    assert "sparse" in found.refused or "damaged" in found.refused, found.refused


def test_an_old_gnu_sparse_file_is_refused(tmp_path):
    """The same in the old format, with its map in the header."""
    info = tarfile.TarInfo("ch01/big")
    info.size = 512
    raw = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    raw[156:157] = b"S"
    raw[386:398], raw[398:410] = b"00000000000\0", b"00000001000\0"
    raw[483:495] = b"77777777777\0"
    raw[148:156] = b"        "
    raw[148:156] = b"%06o\0 " % sum(raw[:512])
    data = bytes(raw) + b"x" * 512 + b"\0" * 1024
    assert "sparse" in taken(tmp_path, "m.tar", data).refused


def test_an_encrypted_zip_is_refused(tmp_path):
    """The flag alone says so; nobody is asked for a password."""
    data = bytearray(zipped([(WORK, b"x")]))
    for signature, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(signature) + at] |= 1
    assert "encrypted" in taken(tmp_path, "m.zip", bytes(data)).refused


def test_another_packing_than_deflate_is_refused(tmp_path):
    """LZMA names how much memory its reader shall take."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(WORK, b"x" * 1000)
    assert "method 14" in taken(tmp_path, "m.zip", out.getvalue()).refused


def test_an_xz_that_wants_gigabytes_of_memory_is_refused(tmp_path):
    """A dictionary of 1.5 GiB is declared in its header, and not given."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(tarred([(WORK, b"x")]), filters=filters))
    header = data[12:24]
    at = bytes(header).index(b"\x21\x01") + 2  # the filter's id, the size of its properties, the dictionary's size
    header[at] = 40
    header[-4:] = struct.pack("<I", zlib.crc32(bytes(header[:-4])))
    data[12:24] = header
    assert "damaged" in taken(tmp_path, "m.tar.xz", bytes(data)).refused


@pytest.mark.parametrize(("entries", "why"), [
    ([(WORK, b"1"), (WORK, b"2")], "twice"),
    ([("ch01/A.py", b"1"), ("ch01/a.py", b"2")], "differ only in case"),
    ([("CH01/a.py", b"1"), ("ch01/b.py", b"2")], "differ only in case"),
    ([("ch01/u\u0308.py", b"1"), ("ch01/\u00fc.py", b"2")], "differ only in case or accents"),
    ([("ch01", b"1"), ("ch01/b.py", b"2")], "twice"),
    ([("ch01/b.py/c", b"1"), ("ch01/b.py", b"2")], "twice"),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_for_one_place_are_refused(tmp_path, entries, why, kind):
    """Which of them was meant is nobody's to guess."""
    data = zipped(entries) if kind == "zip" else tarred(entries)
    assert why in taken(tmp_path, f"m.{kind}", data).refused


@pytest.mark.parametrize(("name", "data"), [
    ("m.zip", b"not a zip at all"), ("m.zip", b""), ("m.tar.gz", b"\x1f\x8bgarbage"), ("m.tgz", gzip.compress(b"no tar in here", mtime=0)),
    ("m.tar.xz", lzma.compress(tarred([(WORK, b"x" * 5000)]))[:-30]), ("m.tar.bz2", bz2.compress(b"x" * 9)), ("m.tar", b"x" * 5000),
    ("m.tar", tarred([(WORK, b"x" * 50_000)])[:20_000]), ("m.zip", zipped([(WORK, b"x" * 50_000)])[:-40]),
])  # fmt: skip
def test_a_damaged_archive_is_refused(tmp_path, name, data):
    """Cut, empty, or something else with that ending."""
    assert taken(tmp_path, name, data).refused


@pytest.mark.parametrize("name", ["m.rar", "m.7z"])
def test_another_kind_of_archive_is_listed_as_refused(tmp_path, name):
    """Somebody handed it in, so it is not passed over in silence."""
    assert "no .zip or .tar" in taken(tmp_path, name, b"Rar!").refused


def test_what_no_exercise_reads_is_passed_over(tmp_path):
    """Caches, histories and what macOS adds neither count nor refuse, even as links."""
    noise = [(f"{n}/x", b"x") for n in sorted(NOISE)] + [
        ("__MACOSX/ch01/._ex01_nearest.py", b"x"),
        ("ch01/._ex01_nearest.py", b"x"),
    ]
    found = taken(
        tmp_path, "m.zip", zipped([(WORK, b"pass\n"), *noise, zip_link(".venv/bin/python", "/usr/bin/python3")])
    )
    assert not found.refused
    assert [p.relative_to(found.folder).as_posix() for p in found.folder.rglob("*") if p.is_file()] == [WORK]


@pytest.mark.parametrize("end", ["zip", "tar", "tar.gz", "tgz", "tar.xz", "tar.bz2"])
def test_every_archive_that_is_taken(tmp_path, end):
    """Each ending, with a folder around the work and a Umlaut in a name."""
    entries = [("meine Lösung/ch01/ex01_nearest.py", b"pass\n"), ("meine Lösung/ch01/größe.txt", b"x")]
    modes = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.xz": "w:xz", "tar.bz2": "w:bz2"}
    found = taken(tmp_path, f"m.{end}", zipped(entries) if end == "zip" else tarred(entries, modes[end]))
    assert not found.refused
    assert (found.folder / WORK).read_text() == "pass\n"


def test_gzip_in_two_pieces_is_read_whole(tmp_path):
    """Two streams, one after the other, with padding between."""
    plain = tarred([(WORK, b"pass\n")])
    data = gzip.compress(plain[:700]) + b"\0" * 512 + gzip.compress(plain[700:])
    assert (taken(tmp_path, "m.tar.gz", data).folder / WORK).read_text() == "pass\n"


# -- layouts -----------------------------------------------------------------------------------------------

METADATA = """\
submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: '1815'
    :email: ada@example.edu
  - :name: Charles Babbage
    :sid: '1791'
    :email: charles@example.edu
  :created_at: 2031-03-01 21:13:47.644186000 Z
  :score: 0.0
  :history:
  - :id: 10
    :created_at: 2031-02-27 08:00:00.000000000 Z
submission_12:
  :submitters:
  - :name: Grace Hopper
    :sid: '1906'
    :email: grace@example.edu
  :created_at: '2031-03-02T01:00:00-05:00'
submission_13:
  :submitters: []
  :created_at: 2031-03-02 07:00:00 Z
"""


def gradescope(metadata=METADATA, more=()):
    root = "assignment_9_export/"
    return [(f"{root}submission_metadata.yml", metadata), (f"{root}submission_11/ex01_nearest.py", "a"), (f"{root}submission_12/ch01/ex01_nearest.py", "b"),
            (f"{root}submission_13/work.zip", zipped([(WORK, b"c")])), (f"__MACOSX/{root}._x", "noise"), *((root + n, d) for n, d in more)]  # fmt: skip


@pytest.mark.parametrize("kind", ["zip", "folder", "tar.gz"])
def test_gradescope(tmp_path, kind):
    """Who, when, which attempt, as the metadata says it; an archive inside a submission is unpacked."""
    source = tmp_path / f"export.{kind}"
    if kind == "zip":
        source.write_bytes(zipped(gradescope()))
    elif kind == "tar.gz":
        source.write_bytes(tarred([(n, d if isinstance(d, bytes) else d.encode()) for n, d in gradescope()], "w:gz"))
    else:
        for name, data in gradescope():
            (source / name).parent.mkdir(parents=True, exist_ok=True)
            (source / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    got = intake.read(source, tmp_path / "out")
    assert got.layout == "Gradescope"
    a, b, c = got.handins
    assert [h.id for h in got.handins] == ["submission_11", "submission_12", "submission_13"]
    assert a.submitted == datetime(2031, 3, 1, 21, 13, 47, 644186, UTC)
    assert b.submitted == datetime(2031, 3, 2, 6, tzinfo=UTC)
    assert (a.attempt, b.attempt) == (2, 1)
    assert a.claims == (
        ("sid:1815", "email:ada@example.edu", "name:Ada Lovelace"),
        ("sid:1791", "email:charles@example.edu", "name:Charles Babbage"),
    )
    assert c.claims == ()
    assert (a.folder / "ex01_nearest.py").read_text() == "a"
    assert (b.folder / WORK).read_text() == "b"
    assert (c.folder / WORK).read_text() == "c"
    assert any("submission_11" in n and "attempt 2" in n for n in got.notes)


def test_gradescope_csv(tmp_path):
    """The same from a plain table, two lines for two partners."""
    table = "Folder,Name,SID,Email,Submission Time\nsubmission_1,Ada,1,a@x,2031-03-01 10:00:00 -0800\nsubmission_1,Bob,2,b@x,2031-03-01 10:00:00 -0800\n"
    (tmp_path / "e.zip").write_bytes(zipped([("metadata.csv", table), ("submission_1/ex01_nearest.py", "a")]))
    (only,) = intake.read(tmp_path / "e.zip", tmp_path / "out").handins
    assert only.submitted == datetime(2031, 3, 1, 18, tzinfo=UTC)
    assert [c[0] for c in only.claims] == ["sid:1", "sid:2"]


@pytest.mark.parametrize(
    "metadata", ["a: &a [1]\nb: [*a, *a]\n", "[1, 2]", ": : :\n\t- x", "!!python/object/apply:os.system [id]\n"]
)
def test_metadata_that_is_none_stops_with_one_line(tmp_path, metadata):
    """Without it nobody could be told apart; a tag that makes objects makes none."""
    (tmp_path / "e.zip").write_bytes(zipped(gradescope(metadata)))
    with pytest.raises(UsageError, match="submission_metadata.yml"):
        intake.read(tmp_path / "e.zip", tmp_path / "out")


def test_one_bad_submission_of_an_export_is_refused_alone(tmp_path):
    """A link, a bomb and a name that leads out, each in somebody's folder of one big zip."""
    more = [("submission_12/../../evil.py", "x"), ("submission_11/zeros", b"\0" * 20_000_000)]
    entries = [*gradescope(more=more), zip_link("assignment_9_export/submission_13/link.py", "/etc/passwd")]
    (tmp_path / "e.zip").write_bytes(zipped(entries))
    got = {h.id: h.refused for h in intake.read(tmp_path / "e.zip", tmp_path / "out").handins}
    assert "over 16777216" in got["submission_11"]
    assert "leads out" in got["submission_12"]
    assert "symbolic link" in got["submission_13"]


def test_canvas(tmp_path):
    """Flat names; a number after the stem is Canvas' own; LATE is noted, and no time is invented."""
    entries = [
        ("lovelaceada_1815_501_ex01_nearest.py", "old"), ("lovelaceada_1815_777_ex01_nearest-1.py", "new"), ("lovelaceada_1815_502_ex02_types.py", "two"),
        ("hopper_LATE_1906_600_work.zip", zipped([(WORK, b"g")])), ("turing_1912_text.html", "<p>"), ("anon_Ab3dE_9_ex01_nearest.py", "anonymous"),
    ]  # fmt: skip
    (tmp_path / "submissions.zip").write_bytes(zipped(entries))
    got = intake.read(tmp_path / "submissions.zip", tmp_path / "out")
    assert got.layout == "Canvas"
    by_id = {h.id: h for h in got.handins}
    assert set(by_id) == {"canvas_1815", "canvas_1906", "canvas_1912", "canvas_anon_Ab3dE"}
    ada = by_id["canvas_1815"]
    assert {p.name: p.read_text() for p in ada.folder.iterdir()} == {"ex01_nearest.py": "new", "ex02_types.py": "two"}
    assert ada.claims == (("canvas:1815", "name:lovelaceada"),)
    assert all(h.submitted is None for h in got.handins)
    assert (by_id["canvas_1906"].folder / WORK).read_text() == "g"
    notes = "\n".join(got.notes)
    assert "canvas_1906: Canvas marks it LATE" in notes
    assert "canvas_1815: “ex01_nearest.py” was handed in more than once" in notes
    assert "canvas_1912: a text entry" in notes


def test_canvas_without_names(tmp_path):
    """Anonymous grading: an id that happens to be a number is nobody's number, and LATE stands in front."""
    entries = [("anon_12345_9_ex01_nearest.py", "a"), ("LATE_anon_Zz9_8_ex01_nearest.py", "b")]
    (tmp_path / "s.zip").write_bytes(zipped(entries))
    got = intake.read(tmp_path / "s.zip", tmp_path / "out")
    assert [(h.id, h.claims) for h in got.handins] == [("canvas_anon_12345", ()), ("canvas_anon_Zz9", ())]
    assert "canvas_anon_Zz9: Canvas marks it LATE" in got.notes


@pytest.mark.parametrize("name", ["submission_metadata.yml", "metadata.csv"])
def test_metadata_inside_somebody_s_folder_is_theirs(tmp_path, name):
    """A learner cannot tell the intake whose work is whose."""
    said = METADATA if name.endswith("yml") else "folder,sid\nch01,1815\n"
    for who in ("ada", "mallory"):
        (tmp_path / "class" / who / "ch01").mkdir(parents=True)
        (tmp_path / "class" / who / WORK).write_text(who)
    (tmp_path / "class" / "mallory" / name).write_text(said)
    got = intake.read(tmp_path / "class", tmp_path / "out")
    assert [(h.id, h.claims) for h in got.handins] == [("ada", (("folder:ada",),)), ("mallory", (("folder:mallory",),))]
    (only,) = intake.read(tmp_path / "class" / "mallory", tmp_path / "out2").handins
    assert only.claims == (("folder:mallory",),)


def test_folders_archives_and_bundles_side_by_side(tmp_path):
    """A class's folder: each a hand-in; a loose file is noted; a name with a space still gives a safe id."""
    source = tmp_path / "class"
    (source / "Ada Lovelace" / "my" / "ch01").mkdir(parents=True)
    (source / "Ada Lovelace" / "my" / WORK).write_text("a")
    (source / "bob.tar.gz").write_bytes(tarred([(WORK, b"b")], "w:gz"))
    (source / "bob").mkdir()
    (source / "README.txt").write_text("hello")
    got = intake.read(source, tmp_path / "out")
    ids = [h.id for h in got.handins]
    assert len(ids) == 3
    assert len({i.lower() for i in ids}) == 3
    assert ids[1:] == ["bob", "bob.tar.gz"]
    assert ids[0].startswith("Ada_Lovelace-")
    assert (got.handins[0].folder / WORK).read_text() == "a"
    assert got.handins[0].folder.name == "my"
    assert any("README.txt" in n for n in got.notes)
    assert len({h.folder for h in got.handins}) == 3


def test_one_desk_is_one_hand_in(tmp_path):
    """A single learner's folder, and a single archive of one."""
    (tmp_path / "ada" / "ch01").mkdir(parents=True)
    (tmp_path / "ada" / WORK).write_text("a")
    (tmp_path / "bob.zip").write_bytes(zipped([("work/ch01/ex01_nearest.py", b"b")]))
    for source, name in ((tmp_path / "ada", "ada"), (tmp_path / "bob.zip", "bob")):
        (only,) = intake.read(source, tmp_path / f"out-{name}").handins
        assert f"folder:{name}" in only.claims[0]
        assert (only.folder / WORK).is_file()


def test_ids_and_folders_stay_from_one_reading_to_the_next(tmp_path):
    """What has not changed is not touched, because a run may be reading it; what has is replaced whole."""
    source = tmp_path / "class"
    source.mkdir()
    (source / "ada.zip").write_bytes(zipped([(WORK, b"1"), ("ch01/old.txt", b"x")]))
    (source / "bob.zip").write_bytes(zipped([(WORK, b"1")]))
    first = intake.read(source, tmp_path / "out")
    before = {h.id: (h.folder / WORK).stat().st_ino for h in first.handins}
    (source / "ada.zip").write_bytes(zipped([(WORK, b"2")]))
    second = intake.read(source, tmp_path / "out")
    assert second.handins == first.handins
    assert (first.handins[0].folder / WORK).read_text() == "2"
    assert not (first.handins[0].folder / "ch01" / "old.txt").exists()
    assert (first.handins[1].folder / WORK).stat().st_ino == before["bob"]


def test_files_can_be_read_whatever_the_umask(tmp_path):
    """The sandbox runs as somebody else, and gets no more than reading."""
    before = os.umask(0o077)
    try:
        found = taken(tmp_path, "m.zip", zipped([("a/b/" + WORK, b"x")]))
    finally:
        os.umask(before)
    assert not found.refused
    folders = [p for p in (tmp_path / "out" / "m").rglob("*") if p.is_dir()]
    assert {stat.S_IMODE(p.stat().st_mode) for p in [tmp_path / "out" / "m", *folders]} == {0o755}


def test_a_link_in_the_place_of_a_hand_in_is_not_followed(tmp_path):
    """Whoever could write into the run folder gets nothing written elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "precious").write_text("x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "ada").symlink_to(elsewhere)
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.zip").write_bytes(zipped([(WORK, b"1")]))
    intake.read(tmp_path / "class", tmp_path / "out")
    assert [p.name for p in elsewhere.iterdir()] == ["precious"]
    assert not (tmp_path / "out" / "ada").is_symlink()


def test_the_whole_intake_has_a_limit(tmp_path):
    """One after another may fill a disk too."""
    (tmp_path / "class").mkdir()
    for n in range(5):
        (tmp_path / "class" / f"p{n}.zip").write_bytes(zipped([(WORK, os.urandom(40_000))]))
    got = intake.read(tmp_path / "class", tmp_path / "out", limits=Limits(total=130_000))
    assert [bool(h.refused) for h in got.handins] == [False, False, True, True, True]
    with pytest.raises(UsageError, match="5 hand-ins, over 3"):
        intake.read(tmp_path / "class", tmp_path / "out", limits=Limits(handins=3))


def test_saved_and_loaded_in_another_place(tmp_path):
    """A run folder can be moved: folders are kept relative to it."""
    (tmp_path / "e.zip").write_bytes(zipped(gradescope(more=[("submission_12/../../evil.py", "x")])))
    run = tmp_path / "run"
    got = intake.read(tmp_path / "e.zip", run / "handins")
    intake.save(got, run / "intake.json")
    assert intake.load(run / "intake.json") == got
    shutil.move(run, tmp_path / "moved")
    moved = intake.load(tmp_path / "moved" / "intake.json")
    assert (moved.handins[0].folder / "ex01_nearest.py").read_text() == "a"
    assert [h.refused for h in moved.handins] == [h.refused for h in got.handins]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": 9}', '{"format": 1, "layout": "", "notes": [], "handins": [{}]}']
)
def test_a_broken_intake_file_is_one_line(tmp_path, text):
    """Never a traceback."""
    (tmp_path / "intake.json").write_text(text)
    with pytest.raises(UsageError, match="intake.json"):
        intake.load(tmp_path / "intake.json")


def test_nothing_there_is_one_line(tmp_path):
    """The command's argument was mistyped, or is something else."""
    with pytest.raises(UsageError, match="no .*nowhere"):
        intake.read(tmp_path / "nowhere", tmp_path / "out")
    (tmp_path / "essay.pdf").write_bytes(b"%PDF")
    with pytest.raises(UsageError, match="no folder, .zip or .tar"):
        intake.read(tmp_path / "essay.pdf", tmp_path / "out")


# -- clones ------------------------------------------------------------------------------------------------


def git(folder, *arguments, when="2031-03-01T12:00:00+02:00"):
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@x"}
    env = {
        **os.environ,
        **who,
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_CONFIG_NOSYSTEM": "1",
    }
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], env=env, check=True, capture_output=True, text=True, timeout=60
    ).stdout


def clone(folder, text="a"):
    (folder / "my" / "ch01").mkdir(parents=True)
    (folder / "my" / WORK).write_text(text)
    (folder / "book.toml").write_text("")
    (folder / "exercises").mkdir()
    (folder / "exercises" / "test_ex01_nearest.py").write_text("changed")
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "work")
    return folder


def test_github_classroom(tmp_path):
    """Repositories by login, the time of the last commit, and of each only the desk."""
    source = tmp_path / "week-3-submissions"
    clone(source / "week-3-ada-l", "a")
    clone(source / "week-3-bob", "b")
    git(source / "week-3-bob", "gc", "-q")
    git(source / "week-3-bob", "pack-refs", "--all")
    got = intake.read(source, tmp_path / "out")
    assert got.layout == "GitHub Classroom"
    assert [h.id for h in got.handins] == ["week-3-ada-l", "week-3-bob"]
    assert [h.submitted for h in got.handins] == [datetime(2031, 3, 1, 10, tzinfo=UTC)] * 2
    assert got.handins[0].claims == (("login:ada-l", "folder:week-3-ada-l"),)
    assert [p.relative_to(tmp_path / "out").as_posix() for p in sorted((tmp_path / "out").rglob("*")) if p.is_file()] == [
        "week-3-ada-l/my/ch01/ex01_nearest.py", "week-3-bob/my/ch01/ex01_nearest.py"]  # fmt: skip


def test_a_clone_cannot_make_git_run_anything(tmp_path):
    """Its configuration names programs for everything that git would start."""
    repository = clone(tmp_path / "class" / "mallory")
    clone(tmp_path / "class" / "ada")
    flag = tmp_path / "ran"
    program = tmp_path / "class" / "mallory" / ".git" / "evil.sh"
    program.write_text(f"#!/bin/sh\ntouch {flag}\n")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "gpg.program",
        "core.sshCommand",
        "diff.external",
        "core.alternateRefsCommand",
    ):
        git(repository, "config", key, str(program))
    git(repository, "config", "log.showSignature", "true")
    shutil.copy(program, repository / ".git" / "hooks" / "post-checkout")
    got = {h.id: h.submitted for h in intake.read(tmp_path / "class", tmp_path / "out").handins}
    assert got["mallory"] == datetime(2031, 3, 1, 10, tzinfo=UTC)
    assert not flag.exists()


def test_a_missing_commit_is_not_fetched_by_a_command_of_the_clone(tmp_path):
    """git fetches what a partial clone lacks, by whatever address the clone's configuration names."""
    repository = clone(tmp_path / "x")
    flag = tmp_path / "ran"
    for key, value in {
        "core.repositoryFormatVersion": "1", "extensions.partialClone": "origin", "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::sh -c touch% {flag}", "protocol.ext.allow": "always",
    }.items():  # fmt: skip
        git(repository, "config", key, value)
    (repository / ".git" / "HEAD").write_text("1" * 40)
    assert history.last_commit(repository) is None
    assert not flag.exists()


@pytest.mark.parametrize("head", ["ref: ../../../../etc/passwd", "ref: refs/heads/none", "x" * 100_000, "0" * 40, ""])
def test_a_head_that_leads_nowhere_gives_no_time(tmp_path, head):
    """No time is better than a wrong one."""
    repository = clone(tmp_path / "x")
    (repository / ".git" / "HEAD").write_text(head)
    assert history.last_commit(repository) is None


def test_a_csv_of_clones(tmp_path):
    """Paths are relative to the table; a stated time counts before the commit's; a missing folder is refused alone."""
    clone(tmp_path / "clones" / "x1")
    clone(tmp_path / "clones" / "x2")
    (tmp_path / "list.csv").write_text(
        "path;login;submitted\nclones/x1;ada;2031-03-05T10:00:00+01:00\nclones/x2;bob;\nclones/x3;eve;\n"
    )
    ada, bob, eve = intake.read(tmp_path / "list.csv", tmp_path / "out").handins
    assert (ada.id, ada.submitted) == ("ada", datetime(2031, 3, 5, 9, tzinfo=UTC))
    assert (bob.id, bob.submitted) == ("bob", datetime(2031, 3, 1, 10, tzinfo=UTC))
    assert "no such folder" in eve.refused
    assert (ada.folder / WORK).is_file()
    (tmp_path / "list.csv").write_text("path,login,submitted\nclones/x1,ada,yesterday\n")
    with pytest.raises(UsageError, match=r"list.csv:2: a time such as"):
        intake.read(tmp_path / "list.csv", tmp_path / "out")


# -- what grader submit makes ------------------------------------------------------------------------------


def test_a_bundle_is_read_and_only_its_version_is_believed(tmp_path):
    """Its claims of points and time change nothing."""
    course = courses.load(MINICOURSE)
    desk = tmp_path / "desk"
    (desk / "ch01").mkdir(parents=True)
    (desk / WORK).write_text("pass\n")
    (tmp_path / "class").mkdir()
    path = handin.pack(course, desk, list(course.exercises), tmp_path / "class", now=datetime(1999, 1, 1, tzinfo=UTC))
    (only,) = intake.read(tmp_path / "class", tmp_path / "out").handins
    assert only.course == course.version
    assert only.submitted is None
    assert only.people == ()
    assert (only.folder / WORK).read_text() == "pass\n"
    assert only.id == path.stem


@pytest.mark.parametrize(
    "note",
    [
        "[" * 100_000,
        "{",
        '{"course": ["x"]}',
        '{"course": "../../x"}',
        '{"course": "' + "9" * 500 + '"}',
        "x" * 2_000_000,
    ],
)
def test_a_bundle_that_lies_in_its_note(tmp_path, note):
    """A note that cannot be read says nothing, and refuses nothing."""
    found = taken(tmp_path, "m.zip", zipped([("submission.json", note), (WORK, "x")]), Limits(ratio=10_000))
    assert (found.refused, found.course) == ("", "")
