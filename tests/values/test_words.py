"""Tokens and stems."""

import pytest

from factcheck.data import load_yaml
from factcheck.values.names import differ_surely, is_acronym_of, is_near_miss, normalise, state_of
from factcheck.values.words import content_words, fold, low_words_of, stem, synonym, tokens, words_of


@pytest.mark.parametrize(
    "forms",
    [
        "open opened opening opens",
        "create created creating creates",
        "withdraw withdrew withdrawn withdrawing",
        "found founded founding",
        "agree agreed agreeing agrees",
        "move moved moving",
        "plan planned planning plans",
        "treaty treaties",
        "man men",
        "release released releasing releases",
        "begin began begun beginning",
        "close closed closing closes",
        "apply applied applies",
    ],
)
def test_all_forms_share_a_stem(forms: str) -> None:
    assert 1 == len({stem(word) for word in forms.split()})


@pytest.mark.parametrize(("a", "b"), [("find", "found"), ("plan", "plane"), ("lie", "lay"), ("car", "care")])
def test_other_words_keep_apart(a: str, b: str) -> None:
    assert stem(a) != stem(b)


def test_tokens_have_exact_offsets() -> None:
    text = "On 3 May 1998, the bridge’s 46,300 well-known U.S. troops (left)."

    found = tokens(text)

    assert [t.text for t in found] == [text[t.start : t.end] for t in found]
    assert {"46,300", "well-known", "U.S.", "bridge’s"} <= {t.text for t in found}


def test_fold() -> None:
    assert "cafe munchner strasse" == fold("Café  Münchner Straße")


def test_content_words_leave_grammar_out() -> None:
    assert ("bridg", "open", "king") == content_words("The bridge was opened by the king in 1998")


def test_names() -> None:
    assert normalise("the Brandt & Hale Ltd.") == normalise("Brandt and Hale Ltd")
    assert "Soviet Union" == state_of("USSR")
    assert is_acronym_of("KVR", "Kelder Valley Railway")
    assert not is_acronym_of("KVB", "Kelder Valley Railway")
    assert is_near_miss("Marta Lindholm", "Marta Lindhom")
    assert not is_near_miss("Marta Lindholm", "Marta Sandberg")
    assert differ_surely("World War I", "World War II")
    assert differ_surely("North Pier", "South Pier")


def test_each_word_stands_in_one_group_of_synonyms() -> None:
    groups = load_yaml("claims/words/synonyms.en.yaml")

    words = [word for head, others in groups.items() for word in (head, *others)]

    assert sorted(words) == sorted(set(words))


def test_words_of_one_group_have_one_head_and_others_keep_apart() -> None:
    assert synonym(stem("employees")) == synonym(stem("staff"))
    assert synonym(stem("brochure")) == synonym(stem("leaflet"))
    assert synonym(stem("street")) != synonym(stem("road"))
    assert synonym(stem("library")) == stem("library")


def test_words_are_told_as_tokens_are() -> None:
    text = "The mayor's well-known 3.5 km  tunnel, opened\nin U.S. fashion, costs £4,000."
    assert words_of(text) == [token.text for token in tokens(text)]
    assert low_words_of(text) == [token.low for token in tokens(text)]
