"""The file in which a person says which names are the same."""

import pytest

from handelsgraph.errors import InputError
from handelsgraph.identity import Judgement, judged_links, load_judgements


def write(tmp_path, text):
    path = tmp_path / "judgements.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_pairs_are_read_by_name_and_by_key(tmp_path):
    text = """
same = [["Muster Pumpen GmbH", "body:mp"], ["person: Dr. Anna Behr", "person:a behr"]]
different = [["Alpha AG", "Alpha Bau"]]
"""
    path = write(tmp_path, text)
    assert load_judgements(path) == (
        Judgement("body:alpha", "body:alpha bau", False),
        Judgement("body:mp", "body:muster pumpen", True),
        Judgement("person:a behr", "person:anna behr", True),
    )


def test_an_empty_file_judges_nothing(tmp_path):
    assert load_judgements(write(tmp_path, "# nothing yet\n")) == ()


def test_links_of_a_key():
    judgements = (Judgement("body:a", "body:b", True), Judgement("body:a", "body:c", False))
    assert judged_links(judgements, "body:a") == ("body:b",)
    assert judged_links(judgements, "body:b") == ("body:a",)
    assert judged_links(judgements, "body:c") == ()


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("same = [", "line 1", "Invalid"),
        ("\n\nsome = []\n", "line 3", "'some'"),
        ('same = [\n  ["Alpha", "Beta"],\n  ["Gamma"],\n]\n', "line 3", "not a pair"),
        ('same = "Alpha"\n', "line 1", "list of pairs"),
        ('same = []\ndifferent = [\n ["Alpha GmbH", "Alpha AG"]]\n', "line 3", "fold to one name"),
        ('same = [["Alpha", "person:Anna Behr"]]\n', "line 1", "not of one kind"),
        ('same = [["A1", "B1"], ["B1", "C1"]]\ndifferent = [["A1", "C1"]]\n', "line 2", "the same by others"),
        ('same = [["", "Beta"]]\n', "line 1", "not a pair"),
    ],
)
def test_faults_are_named_with_file_and_line(tmp_path, text, where, what):
    path = write(tmp_path, text)
    with pytest.raises(InputError) as caught:
        load_judgements(path)
    assert str(path) in caught.value.message
    assert where in caught.value.message
    assert what in caught.value.message


def test_a_file_that_is_missing_or_no_text(tmp_path):
    with pytest.raises(InputError, match="cannot read"):
        load_judgements(tmp_path / "none.toml")
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        load_judgements(binary)
