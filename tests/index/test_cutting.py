"""Words that came before are not cut again, and nobody can tell from the tokens."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.processors import TemplateProcessing

from index.encoder.choose import bundled_model
from index.encoder.cutting import Cutter
from index.encoder.protocol import LONGEST, sound

SEEN_IN_CHAT = st.lists(
    st.sampled_from(
        [
            "p95",
            "it's",
            "re-train",
            "NaN",
            "C++",
            "[SEP]",
            "[",
            "café",
            "\n",
            "\t",
            "🎉",
            "x" * 120,
            "\x00",
            "東京",
            "80%",
        ]
    )
    | st.text(max_size=6)
).map(" ".join)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(bundled_model() / "tokenizer.json"))
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()
    return tokenizer


@pytest.fixture(scope="module")
def cutter(tokenizer: Tokenizer) -> Cutter:
    return Cutter(tokenizer)


@given(text=st.one_of(SEEN_IN_CHAT, st.text(st.characters(max_codepoint=127)), st.text()))
@settings(max_examples=300, deadline=None)
def test_the_tokens_are_those_of_the_tokenizer(text: str, cutter: Cutter, tokenizer: Tokenizer) -> None:
    assert cutter.ids(text) == tokenizer.encode(sound(text)).ids


def test_a_text_ends_where_the_tokenizer_ends_it(cutter: Cutter, tokenizer: Tokenizer) -> None:
    for words in range(LONGEST - 4, LONGEST + 2):
        text = "deploying " + "word " * words
        assert cutter.ids(text) == tokenizer.encode(text).ids


def test_only_so_many_words_are_remembered(tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.encoder.cutting.REMEMBERED", 2)
    cutter = Cutter(tokenizer)

    for text in ("qwertz asdfgh yxcvbn", "yxcvbn uiopu hjklh", "qwertz asdfgh yxcvbn"):
        assert cutter.ids(text) == tokenizer.encode(text).ids


def test_a_model_that_cuts_otherwise_is_asked_for_each_text() -> None:
    words = {"[UNK]": 0, "it's": 1, "it": 2, "'": 3, "s": 4, "[A]": 5, "[Z]": 6}
    other = Tokenizer(WordLevel(words, unk_token="[UNK]"))
    other.pre_tokenizer = WhitespaceSplit()
    other.post_processor = TemplateProcessing(single="[A] $A [Z]", special_tokens=[("[A]", 5), ("[Z]", 6)])

    assert Cutter(other).ids("it's it") == [5, 1, 2, 6]
