"""Known phrases are found as whole words, however people write them, and never in what is not prose."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.markup import prose
from index.phrases import Phrase, Phrases
from tests.index.plain_phrases import PlainPhrases

KNOWN = [
    "performance", "model", "model performance", "C++", "C#", "Node.js", "F1", "p95", "A/B", "A/B test", "24/7", "CI/CD", "R&D",
    "batch size", "API", "cross-validation", "label", "labelling", "index", "analysis", "go-live", "category", "loss", "data set",
    "recall@k", "Maßnahme", "İndeks", "データ", "모델",
]  # fmt: skip
EXACT = ["IT", "Maß"]
PHRASES = Phrases.of([Phrase(text, text, exact=text in EXACT) for text in [*KNOWN, *EXACT]])

# Wide and narrow, ligatures and fractions, half syllables, letters that grow in lower case, marks, and what is no letter.
NOISE = "ｅﬁ½⑴㎏ßİıŉ모ᄆ\u1169ᆯﾃﾞ가e\u0301\u0323\u0334x\u05b0ש🎉👩\u200d\ufe0f\U0001f3fd\ud83d,&\x00"


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.keys[0]) for hit in PHRASES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Performance got worse", [("Performance", "performance")]),
        ("the models' labels", [("models", "model"), ("labels", "label")]),
        ("its Performance's bad", [("Performance's", "performance")]),
        ("the model’s loss", [("model’s", "model"), ("loss", "loss")]),
        ("C++, C# and Node.js", [("C++", "C++"), ("C#", "C#"), ("Node.js", "Node.js")]),
        ("F1=0.81, p95 at 40ms", [("F1", "F1"), ("p95", "p95")]),
        ("A/B tests run 24/7 in CI/CD", [("A/B tests", "A/B test"), ("24/7", "24/7"), ("CI/CD", "CI/CD")]),
        ("R&amp;D asked", [("R&amp;D", "R&D")]),
        ("batch-size and batch_size", [("batch-size", "batch size"), ("batch_size", "batch size")]),
        ("BatchSize, crossvalidation", [("BatchSize", "batch size"), ("crossvalidation", "cross-validation")]),
        ("labeling, labelling", [("labeling", "labelling"), ("labelling", "labelling")]),
        ("indices of analyses in categories", [("indices", "index"), ("analyses", "analysis"), ("categories", "category")]),
        ("golive or go-live", [("golive", "go-live"), ("go-live", "go-live")]),
        ("ask IT about it", [("IT", "IT")]),
        ("the ＭＯＤＥＬ", [("ＭＯＤＥＬ", "model")]),
        ("precision/model/label", [("model", "model"), ("label", "label")]),
        ("(model) 'model' \"model\"", [("model", "model")] * 3),
        ("model performance, not performance", [("model performance", "model performance"), ("performance", "performance")]),
        ("datasets", [("datasets", "data set")]),
        ("Recall@K rose, write to recall@k.org", [("Recall@K", "recall@k")]),
        ("the p95s, two F1s, 24/7s", [("p95s", "p95"), ("F1s", "F1")]),
        ("eine Maßnahme, MASSNAHME, das Maß", [("Maßnahme", "Maßnahme"), ("MASSNAHME", "Maßnahme"), ("Maß", "Maß")]),
        ("der İndeks, ein İNDEX, der ındex", [("İndeks", "İndeks"), ("İNDEX", "index")]),
        ("ﾃﾞｰﾀ, 모델", [("ﾃﾞｰﾀ", "データ"), ("모델", "모델")]),
        ("Model™ and F1…", [("Model", "model"), ("F1", "F1")]),
    ],
)  # fmt: skip
def test_a_phrase_is_found_as_people_write_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "remodelling the kitchen",
        "dim_model_region",
        "`model` and ```\nthe model\n```",
        "> the model is bad",
        "&gt; the model is bad",
        "see <https://example.org/model|the model>",
        "https://example.org/model?x=model",
        "<@U123> <#C1|model> <!subteam^S1|@model>",
        "#model or @model or $MODEL_DIR",
        ":model: :chart_with_upwards_trend:",
        ":model::label: :model::skin-tone-2:",
        ">>> the model\nits label",
        "&gt;&gt;&gt; the model\nits label",
        "model.py, docs/model.md and /var/model/current",
        "model.fit() then model.predict",
        "jo@model.org",
        "c and r, d",
    ],
)
def test_what_is_no_prose_or_only_part_of_a_word_is_not_found(text: str) -> None:
    assert [key for _, key in found(text) if key != "model performance"] == (
        [] if "the model. p" not in text else ["model", "performance"]
    )


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert found("the model. Performance is fine") == [("model", "model"), ("Performance", "performance")]


def test_one_spelling_may_stand_for_several_keys() -> None:
    phrases = Phrases.of([Phrase("release", "release"), Phrase("Release", "release (legal)")])

    assert phrases.find("the release")[0].keys == ("release", "release (legal)")


@given(st.text(max_size=200))
def test_any_text_can_be_searched_and_offsets_stay_inside_it(text: str) -> None:
    hits = PHRASES.find(text)

    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


@given(st.text(alphabet=NOISE))
def test_what_is_read_is_the_text_in_its_composed_form(text: str) -> None:
    assert prose(text).text == unicodedata.normalize("NFKC", text)


@given(st.lists(st.text(alphabet=NOISE, max_size=4)), st.lists(st.text(alphabet=NOISE, max_size=4)))
def test_a_phrase_stands_where_the_original_has_it_whatever_grows_or_shrinks_around_it(
    before: list[str], behind: list[str]
) -> None:
    start = " ".join([*before, ""])

    text = f"{start}model performance {' '.join(behind)}"

    assert (len(start), len(start) + 17) in [(hit.start, hit.end) for hit in PHRASES.find(text)]


@given(st.sampled_from(KNOWN), st.text(alphabet=" .,;!?()\n", max_size=5), st.text(alphabet=" .,;!?()\n", max_size=5))
def test_every_phrase_is_found_between_spaces_and_punctuation(phrase: str, before: str, behind: str) -> None:
    text = f"{before} {phrase} {behind}"

    assert [text[hit.start : hit.end] for hit in PHRASES.find(text)] == [phrase]


# Few words and many of their shapes, so that phrases overlap, share beginnings and shapes, and end inside each other.
VOCABULARY = [
    "base", "basis", "bases", "label", "labels", "label's", "labelling", "labeling", "model", "models", "card", "cards",
    "data", "datum", "set", "IT", "it", "c++", "c", "ci/cd", "ci", "cd", "node.js", "node", "r&d", "p@k", "café", "straße", "x1",
    ".net", "net", "ci / cd", "c*", "@node", "+x1", "cicd",
]  # fmt: skip
JOINED = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3).map(" ".join)
KNOWN_PHRASES = st.lists(st.builds(Phrase, JOINED, JOINED, st.sampled_from((False, False, False, True))), max_size=12)
BETWEEN = st.sampled_from(
    [" "] * 4
    + [
        "-",
        "_",
        " - ",
        "  ",
        "\n",
        ", ",
        ". ",
        "/",
        "'",
        "’",
        "' ",
        "+",
        "#",
        "`",
        "&amp;",
        "",
        "@",
        " / ",
        " & ",
        ".",
        "*",
        " _",
        "_ ",
    ]
)
TEXTS = st.lists(
    st.tuples(st.sampled_from([*VOCABULARY, "the", "Models", "LABEL", "C++17"]), BETWEEN), max_size=14
).map(lambda pairs: "".join(word + gap for word, gap in pairs))


@settings(max_examples=400)
@given(KNOWN_PHRASES, TEXTS)
def test_the_fast_way_finds_what_the_plain_way_finds(phrases: list[Phrase], text: str) -> None:
    expected = PlainPhrases.of(phrases).find(text)

    found = Phrases.of(phrases).find(text)

    assert [(hit.start, hit.end) for hit in found] == [(start, end) for start, end, _ in expected]
    assert all(set(hit.keys) <= keys for hit, (_, _, keys) in zip(found, expected, strict=True))


def test_a_part_of_what_is_one_character_is_not_found() -> None:
    hits = Phrases.of([Phrase("1", "one"), Phrase("ms", "milliseconds")]).find("½ and ⑴ but 1 in ㎳")

    assert [(hit.start, hit.end, hit.keys) for hit in hits] == [(12, 13, ("one",)), (17, 18, ("milliseconds",))]


def test_a_shape_of_two_words_leads_on_for_each_of_them_alone() -> None:
    phrases = Phrases.of([Phrase("base rate", "rate"), Phrase("basis points", "points")])

    assert [phrases.find(text) != [] for text in ("bases rate", "bases points", "base points", "basis rate")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Node.js/React devs", ["Node.js"]),
        ("Python/C++ and Rust/C++/Go", ["C++", "C++"]),
        ("CI/CD/CT, CI/CD&amp;QA", ["CI/CD", "CI/CD"]),
        ("sales/R&D/model", ["R&D", "model"]),
        ("the model's/R&D's index", ["model's", "R&D's", "index"]),
        ("on 24/7/2025, he/she/they", []),
    ],
)
def test_a_phrase_with_signs_is_found_beside_what_signs_join_to_it(text: str, expected: list[str]) -> None:
    assert [written for written, _ in found(text)] == expected


@pytest.mark.parametrize(
    ("known", "text"),
    [
        ("Bayes' theorem", "Bayes' theorem"),
        ("Bayes' theorem", "Bayes’ theorem"),
        ("user story", "users' stories"),
        ("annotator agreement", "annotators' agreement"),
    ],
)
def test_a_word_inside_a_phrase_may_be_somebodys(known: str, text: str) -> None:
    assert found_of([known], f"so the {text} is") == [(text, known)]


def test_a_quote_that_ends_inside_is_no_possessive() -> None:
    assert found_of(["model performance"], "the 'model' performance") == []


def test_a_version_behind_a_name_does_not_hide_it() -> None:
    assert found("since C++17 it compiles") == [("C++", "C++")]


def found_of(known: list[str], text: str) -> list[tuple[str, str]]:
    hits = Phrases.of([Phrase(one, one) for one in known]).find(text)
    return [(text[hit.start : hit.end], hit.keys[0]) for hit in hits]


OUTER = [".NET", ".NET Core", "net", "@here", "#1", "+1", "A*", "95%", "/dev/null", "_id", "--force"]


@pytest.mark.parametrize("phrase", OUTER)
def test_a_phrase_with_signs_around_it_is_found_where_they_stand(phrase: str) -> None:
    for text in (phrase, f"about {phrase}, or so", f"({phrase})", f"so {phrase}."):
        assert found_of(OUTER, text) == [(phrase, phrase)]


@pytest.mark.parametrize(
    "text",
    [
        "here", "1 of 2", "item 1", "a star", "95 of them", "id", "dev/null", "force it", "net@here", "ask.net", "..net", "$.net",
        "model-1", "2+1", "##1", "a*b", "95%x", "the_id", "---force", "force",
    ],
)  # fmt: skip
def test_a_phrase_with_signs_around_it_is_not_found_without_them(text: str) -> None:
    assert [hit for hit in found_of(OUTER, text) if hit[1] != "net"] == []


def test_a_sign_tells_two_phrases_apart() -> None:
    assert found_of(OUTER, "net revenue of C#/.NET") == [("net", "net"), (".NET", ".NET")]
    assert found_of([".NET", "Net"], "a dot .NET Core app") == [(".NET", ".NET")]


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("CI/CD", "our CI / CD is slow", ["CI / CD"]),
        ("A/B test", "two A / B tests", ["A / B tests"]),
        ("R & D", "R&D, R & D, R&amp;D", ["R&D", "R & D", "R&amp;D"]),
        ("test & evaluation", "T&E is test & evaluation", ["test & evaluation"]),
        ("recall@k", "recall @ k", ["recall @ k"]),
        ("ETL / ELT / CDC", "ETL/ELT/CDC or ETL / ELT / CDC", ["ETL/ELT/CDC", "ETL / ELT / CDC"]),
        ("CI/CD", "lint / CI / CD / deploy", ["CI / CD"]),
        ("CI/CD", "CICD pipelines", ["CICD"]),
        ("blue/green deployment", "bluegreen deployments", ["bluegreen deployments"]),
        ("95% CI", "the 95% CI of it", ["95% CI"]),
        ("A/B", "AB, a and b, Ab", []),
        ("C#", "C # D", []),
        ("CI/CD", "CI, CD; CI or CD; CI /CD; CI/ CD", []),
        ("2.0", "20 of them", []),
    ],
)
def test_signs_inside_a_phrase_may_have_room_around_them_or_be_left_out_of_words(
    known: str, text: str, expected: list[str]
) -> None:
    assert [written for written, _ in found_of([known], text)] == expected


@pytest.mark.parametrize("text", ["the _model_ is", "_our model_", "_model and_ so", "*_model_*, or", "(_the model_)"])
def test_what_is_written_in_italics_is_found(text: str) -> None:
    assert found(text) == [("model", "model")]


@pytest.mark.parametrize(
    "text", ["my_model_", "_model", "model_", "_model_x", "__model__", "_the\nmodel_", "_ model _x"]
)
def test_the_underlines_of_names_are_no_italics(text: str) -> None:
    assert found(text) == [] or text == "_ model _x"


def test_an_exact_phrase_wants_its_letters_however_its_signs_stand() -> None:
    exact = Phrases.of([Phrase("CI/CD", "CI/CD", exact=True)])

    assert [len(exact.find(text)) for text in ("CI / CD", "CICD", "CI/CDs", "ci / cd", "cicd")] == [1, 1, 1, 0, 0]
