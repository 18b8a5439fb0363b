"""Files that people write, in whatever their editor saves."""

import pytest

from grader.course import texts

TEXT = 'tz = "UTC"\nname = "Ada Lövelace"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_read(encoding, end):
    """With a mark and without one, with any end of a line."""
    assert texts.decode(TEXT.replace("\n", end).encode(encoding)) == TEXT


@pytest.mark.parametrize(("data", "found", "line"), [
    (TEXT.encode("cp1252"), "0xf6", 2), (TEXT.encode("utf-16-le"), "bytes of zero", None), (b"\x89PNG\r\n\x1a\n\0\0", "bytes of zero", None),
    (b"\xff\xfea", "truncated", None), (b"a\nb\n\xff", "0xff", 3),
])  # fmt: skip
def test_what_is_refused_in_words(data, found, line):
    """Never other letters than were written, in silence."""
    with pytest.raises(texts.Unreadable, match=found) as told:
        texts.decode(data)
    assert told.value.line == line
    assert "UTF-8" in told.value.next


def test_a_file_that_cannot_be_read_or_is_too_large(tmp_path):
    """In words as well."""
    with pytest.raises(texts.Unreadable, match="No such file"):
        texts.read(tmp_path / "none")
    (tmp_path / "much").write_bytes(b"x" * 100)
    with pytest.raises(texts.Unreadable, match="has at most"):
        texts.read(tmp_path / "much", most=99)
