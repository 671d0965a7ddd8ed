"""Announcements are told from what only looks like one, and say what, when and how bad."""

from pathlib import Path

import pytest

from changes.evaluation import Judged, Wanted, figures, noise
from changes.recognise import NOTHING, Recogniser, Recognition, takes_back, when_of
from changes.recognition.cues import cues, is_code, names, readable, worth_reading
from changes.recognition.dates import date_span
from changes.recognition.examples import announcements, others, unmarked
from changes.recognition.weights import load, shipped
from index.encoder.protocol import Encoder
from tests.changes.recognition.test_moments import NOW


@pytest.fixture(scope="module")
def recogniser(encoder: Encoder) -> Recogniser:
    return Recogniser.open(encoder)


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "kind", "asset"),
    [
        ("heads up: we drop `weight_old` from parcels on Monday, use weight_kg instead", "schema", "weight_old"),
        ("from 1 May the geocoding api rejects requests without a key, you'll get a 401", "api", "geocoding api"),
        ("rolled the churn model back to last week's version 10 min ago", "model", "churn model"),
        ("planned downtime of the kafka cluster tonight 22:00-23:00", "infrastructure", "kafka"),
    ],
)
def test_an_announcement_is_recognised_with_kind_and_asset(
    recogniser: Recogniser, text: str, kind: str, asset: str
) -> None:
    found = recogniser.recognise(text)

    assert found.announcement
    assert found.kind == kind
    assert any(asset in name or name in asset for name in found.assets)


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "did somebody drop weight_old from parcels? my query fails",
        "I propose to drop weight_old in May, thoughts?",
        "great, they renamed the column again without telling anyone",
        "PR 41 renames the column, please review",
        "the lift is out of order until Monday",
        "no, we are not dropping weight_old",
        "thanks, we've moved to weight_kg",
        "deprecating my alarm clock tomorrow :joy:",
        "",
        "🎉" * 2000,
    ],
)
def test_what_only_looks_like_one_is_not(recogniser: Recogniser, text: str) -> None:
    assert not recogniser.recognise(text).announcement


@pytest.mark.model
def test_a_harmless_change_is_not_called_breaking(recogniser: Recogniser) -> None:
    harmless = recogniser.recognise(
        "new optional column `note` in parcels since today, nothing else changes, no action needed"
    )
    breaking = recogniser.recognise("we remove the column `note` from parcels tomorrow, queries that use it will fail")

    assert (harmless.breaking, breaking.breaking) == (False, True)
    assert "no action" in harmless.evidence


@pytest.mark.model
def test_a_message_is_judged_alike_with_and_without_its_links_and_mentions(recogniser: Recogniser) -> None:
    bare = recogniser.recognise("we drop `note` from parcels tomorrow")
    dressed = recogniser.recognise(
        "<@U024BE7LH> we drop `note` from parcels tomorrow <https://wiki.example.com/x|plan>"
    )

    assert bare.announcement
    assert dressed.announcement


def test_most_chat_is_not_even_read() -> None:
    assert [worth_reading(text) for text in ("lunch?", "lol", "thank you so much", "ok")] == [False] * 4


def test_pasted_code_and_logs_are_not_read() -> None:
    log = '[main] INFO listening on 0.0.0.0:4723 {"session": {"app": "demo.apk", "timeout": 60}} (now) [ok] <x>'

    assert is_code(log)
    assert not worth_reading(log)
    assert not is_code("we drop `a_b`, `c_d` and `e_f` from `orders` (all three) on Monday")


def test_blanking_keeps_every_letter_in_its_place() -> None:
    text = "hi <@U1> see https://x.example/y :tada: and `a_b`"

    assert len(readable(text)) == len(text)
    assert readable(text).index("`a_b`") == text.index("`a_b`")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("from next Tuesday 14:00 UTC orders is net", "from next Tuesday 14:00 UTC"),
        ("v2 is switched off on 3 May, v3 stays", "on 3 May"),
        ("v2 is switched off on 3 May. v3 stays.", "on 3 May"),
        ("v2 is switched off on Mon., 4 Jan. at 5 p.m.", "on Mon., 4 Jan. at 5 p.m."),
        ("v2 is switched off on 24.12.", "on 24.12."),
        ("v2 is switched off at the end of Q2.", "at the end of Q2"),
        ("v2 ends by the end of the second quarter.", "by the end of the second quarter"),
        ("v2 ends in the 3rd quarter of next year", "in the 3rd quarter of next year"),
        ("v2 ends in the second half of 2027, v3 stays", "in the second half of 2027"),
        ("v2 ends at the end of H1", "at the end of H1"),
        ("the copy in H2 goes away on 3 May", "on 3 May"),
        ("it comes two days late in May", "two days"),
        ("threshold goes from 0.5 to 0.6 tonight", "tonight"),
        ("until further notice no loads", "until further notice"),
        ("we drop it in two weeks", "in two weeks"),
        ("after the cutover amounts are net", "after the cutover"),
    ],
)
def test_the_date_is_found_as_it_was_written(text: str, span: str) -> None:
    found = date_span(text)

    assert found is not None
    assert text[found.start : found.end] == span


def test_a_message_without_a_date_has_none() -> None:
    assert date_span("we drop column 3 of 12 in orders") is None


@pytest.mark.parametrize("text", ["scratch that", "Sorry, ignore that please", "forget it", "never mind, false alarm"])
def test_an_author_can_take_it_back(text: str) -> None:
    assert takes_back(text)
    assert not takes_back(f"we drop it on Monday. {text}")


def test_the_written_date_becomes_a_moment_in_the_authors_zone() -> None:
    found = Recognition(announcement=True, probability=0.9, effective="tomorrow 9:00")

    when = when_of(found, NOW, "Europe/Berlin")

    assert when is not None
    assert (when.start.isoformat(), when.written) == ("2026-03-05T09:00:00+01:00", "tomorrow 9:00")
    assert when_of(NOTHING, NOW) is None


def test_marks_are_taken_out_of_an_example_and_noted() -> None:
    one = unmarked("we drop <<a.b>> and <<c>> ((on Monday)) (really)", "schema", "breaking")

    assert one.text == "we drop a.b and c on Monday (really)"
    assert [one.text[start:end] for start, end in one.assets] == ["a.b", "c"]
    assert one.date is not None
    assert one.text[slice(*one.date)] == "on Monday"


def test_there_are_enough_examples_of_every_kind_and_none_twice() -> None:
    told, rest = announcements(), others()
    texts = [one.text.lower() for one in told] + [one.text.lower() for one in rest]

    assert len(told) >= 600
    assert min(sum(one.kind == kind for one in told) for kind in {one.kind for one in told}) >= 15
    assert len({one.what for one in rest}) >= 15
    assert len(set(texts)) == len(texts)


def test_weights_survive_being_written_and_read(tmp_path: Path) -> None:
    shipped().save(tmp_path / "weights.npz")

    again = load(tmp_path / "weights.npz")

    assert again.vocabulary.places == shipped().vocabulary.places
    assert (again.kind.weights == shipped().kind.weights).all()


def test_figures_count_offers_assets_and_dates() -> None:
    right = Recognition(
        announcement=True, probability=1, kind="api", assets=("pay api",), breaking=True, effective="Monday"
    )
    judged = [
        Judged(
            Wanted(announcement=True, kinds=("api", "access"), assets=("api",), breaking=True, effective="on Monday"),
            right,
        ),
        Judged(Wanted(announcement=True, kinds=("schema",)), NOTHING),
        Judged(Wanted(announcement=False), right),
        Judged(Wanted(announcement=False), NOTHING),
    ]

    found = figures(judged)

    assert (found["recognition F1"], found["false offers"]) == (0.5, 0.5)
    assert (found["kind"], found["assets F1"], found["breaking or not"], found["date span"]) == (1, 1, 1, 1)


@pytest.mark.model
def test_the_labelled_sample_and_real_chat_stay_above_their_floors(recogniser: Recogniser, shared: Path) -> None:
    import json

    from changes.evaluation import judge_file

    found = figures(judge_file(shared / "evals" / "announcements.jsonl", recogniser.recognise))
    lines = (shared / "data" / "devchat" / "messages.jsonl").read_text(encoding="utf-8").splitlines()[::4]
    offers, count = noise([json.loads(line)["text"] for line in lines], recogniser.recognise)

    assert found["recognition F1"] >= 0.85
    assert found["false offers"] <= 0.08
    assert found["assets F1"] >= 0.75
    assert found["date span"] >= 0.85
    assert offers <= count / 350


@pytest.mark.parametrize("invitation", ["Tell me if it hurts you", "ping us with questions", "let me know", "ask me"])
def test_who_may_be_asked_is_no_talk_about_oneself(invitation: str) -> None:
    given = dict(zip(names(), cues(invitation), strict=True))

    assert (given["invites"], given["i"]) == (1, 0)


@pytest.mark.parametrize("time", ["at the end of the quarter", "by the end of May", "from the start of next month"])
def test_the_edge_of_a_period_is_a_time(time: str) -> None:
    assert dict(zip(names(), cues(f"the barometer feed goes {time}"), strict=True))["a period"] == 1


@pytest.mark.model
def test_asking_who_minds_takes_no_announcement_back(recogniser: Recogniser) -> None:
    found = recogniser.recognise(
        "We will retire the barometer feed at the end of the month, the sensor on the roof stays. Tell us if you need it."
    )

    assert (found.announcement, found.kind, found.breaking) == (True, "deprecation", True)


@pytest.mark.model
def test_what_was_put_off_or_went_wrong_once_is_no_announcement(recogniser: Recogniser) -> None:
    off = recogniser.recognise("We had meant to move the tariff tables in June, but no date yet")
    past = recogniser.recognise("In the incident of 9 May the queue was deleted by a script and rebuilt the same day")

    assert (off.announcement, past.announcement) == (False, False)
