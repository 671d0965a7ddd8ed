"""What is said alike or meant alike is found, as it is now; the file may be old, damaged, shared or gone."""

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from index.catalogue import AT_ONCE, Catalogue, Entry
from index.encoder.protocol import Vectors
from index.encoder.toy import ToyEncoder

FAST = Entry("latency", ("how fast an answer comes", "speedy replies"), ("p95",))
RIGHT = Entry("accuracy", ("how right the answers are",))


class Counting:
    """The toy encoder, counting what it was asked to encode."""

    name, dimensions = "counting", 3

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self._toy = ToyEncoder(("fast", "right"))

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return self._toy.encode(texts)


@dataclass
class Shelfful:
    """A source in memory; each `be` is a write."""

    all: tuple[Entry, ...] = ()
    writes: int = 0
    read: list[list[str]] = field(default_factory=list)

    def be(self, *entries: Entry) -> None:
        self.all, self.writes = entries, self.writes + 1

    def state(self) -> str:
        return str(self.writes)

    def marks(self) -> dict[str, str]:
        return {one.id: str(hash(one)) for one in self.all}

    def entries(self, ids: Collection[str]) -> list[Entry]:
        self.read.append(sorted(ids))
        return [one for one in self.all if one.id in ids]


@pytest.fixture
def encoder() -> Counting:
    return Counting()


@pytest.fixture
def source() -> Shelfful:
    return Shelfful((FAST, RIGHT))


@pytest.fixture
def catalogue(tmp_path: Path, encoder: Counting) -> Iterator[Catalogue]:
    opened = Catalogue(tmp_path / "index.db", encoder)
    yield opened
    opened.close()


def found(catalogue: Catalogue, source: Shelfful, question: str, kind: str = "term") -> list[str]:
    """What has a word of the question."""
    return [hit.id for hit in catalogue.search(kind, source, question) if hit.said]


def test_an_entry_is_found_by_its_words_its_names_or_its_meaning(catalogue: Catalogue, source: Shelfful) -> None:
    assert found(catalogue, source, "speedy") == ["latency"]
    assert found(catalogue, source, "P95") == ["latency"]
    assert [hit.id for hit in catalogue.search("term", source, "right, or so")] == ["accuracy", "latency"]


def test_a_hit_says_how_it_was_found(catalogue: Catalogue, source: Shelfful) -> None:
    whole, part = (catalogue.search("term", source, question)[0] for question in ("fast answer?", "fast car"))

    assert (whole.id, whole.said, whole.whole) == ("latency", True, True)
    assert (part.id, part.said, part.whole) == ("latency", True, False)


def test_what_has_all_the_words_comes_before_what_is_only_like_them(catalogue: Catalogue) -> None:
    source = Shelfful(
        (Entry("named", ("nothing of the kind",), ("shop.fast.lane",)), Entry("like", ("fast fast fast",)))
    )

    assert [hit.id for hit in catalogue.search("term", source, "shop.fast")] == ["named", "like"]


def test_a_name_is_found_however_far_its_meaning_is(catalogue: Catalogue) -> None:
    near = [Entry(f"near{number}", ("fast fast",)) for number in range(150)]
    source = Shelfful((*near, Entry("far", ("how right",), ("fast.lane/v2",))))

    assert catalogue.search("term", source, "fast.lane/v2")[0].id == "far"


@pytest.mark.parametrize(
    "question", ["", "'", '"', 'what\'s "up" (now) AND* OR NEAR/3', "x" * 10_000, "a b " * 999, "🎉"]
)
def test_no_question_is_a_syntax_error(catalogue: Catalogue, source: Shelfful, question: str) -> None:
    assert len(catalogue.search("term", source, question)) == 2


def test_half_an_emoji_in_what_is_kept_or_asked_does_no_harm(catalogue: Catalogue) -> None:
    source = Shelfful((Entry("half", ("fast \ud83d cut in two",), ("\ud83d",)),))

    assert found(catalogue, source, "fast \ud83d") == ["half"]


def test_an_unchanged_text_is_not_encoded_again(catalogue: Catalogue, source: Shelfful, encoder: Counting) -> None:
    catalogue.refresh("term", source)
    encoder.encoded.clear()

    source.be(FAST, Entry("accuracy", ("how right the answers are", "new words")))
    catalogue.refresh("term", source)

    assert encoder.encoded == ["how right the answers are", "new words"]
    assert source.read[1:] == [["accuracy"]]


def test_of_very_many_new_texts_a_question_waits_for_some_and_words_find_the_others(
    catalogue: Catalogue, encoder: Counting
) -> None:
    source = Shelfful(tuple(Entry(f"one{number}", (f"right {number}",)) for number in range(AT_ONCE + 10)))

    first = catalogue.search("term", source, str(AT_ONCE + 9))

    assert [(hit.id, hit.similarity) for hit in first[:1]] == [(f"one{AT_ONCE + 9}", 0.0)]
    assert (catalogue.refresh("term", source), len(encoder.encoded)) == (0, AT_ONCE + 11)
    assert catalogue.search("term", source, str(AT_ONCE + 9))[0].similarity > 0.5


def test_what_was_encoded_is_not_looked_up_again_while_texts_are_left(
    catalogue: Catalogue, encoder: Counting, tmp_path: Path
) -> None:
    source = Shelfful(tuple(Entry(f"one{number}", (f"right {number}",)) for number in range(2 * AT_ONCE + 1)))

    left = [catalogue.refresh("term", source)]
    with sqlite3.connect(tmp_path / "index.db") as connection:
        connection.execute("delete from vector")
    left += [catalogue.refresh("term", source) for _ in range(2)]

    assert (left, len(encoder.encoded)) == ([AT_ONCE + 1, 1, 0], 2 * AT_ONCE + 1)
    assert catalogue.search("term", source, "0")[0].similarity > 0.5


def test_what_changes_while_texts_are_left_is_found_as_it_is_now(catalogue: Catalogue, encoder: Counting) -> None:
    many = tuple(Entry(f"one{number}", (f"right {number}",)) for number in range(2 * AT_ONCE))
    source = Shelfful(many)
    catalogue.refresh("term", source)
    source.be(*many[1:-1], FAST)

    while catalogue.refresh("term", source):
        pass

    assert len(encoder.encoded) == 2 * AT_ONCE - 1 + len(FAST.passages)
    assert catalogue.search("term", source, "fast")[0].id == "latency"
    assert found(catalogue, source, str(AT_ONCE + 7)) == [f"one{AT_ONCE + 7}"]
    assert found(catalogue, source, "0") == []


def test_a_source_that_nobody_wrote_to_is_not_read_again(tmp_path: Path, source: Shelfful, encoder: Counting) -> None:
    for _ in range(2):
        opened = Catalogue(tmp_path / "index.db", encoder)
        opened.refresh("term", source)
        opened.refresh("term", source)
        opened.close()

    assert source.read == [["accuracy", "latency"]]


def test_what_is_gone_is_neither_found_nor_kept(catalogue: Catalogue, source: Shelfful, tmp_path: Path) -> None:
    catalogue.refresh("term", source)

    source.be(RIGHT)

    assert found(catalogue, source, "speedy fast p95") == []
    with sqlite3.connect(tmp_path / "index.db") as connection:
        assert connection.execute("select count(*) from passage").fetchone() == (1,)
        assert connection.execute("select count(*) from vector").fetchone() == (1,)


UNCUT = (
    Entry("chinese", ("我们的模型性能下降了，API网关也变慢了",)),
    Entry("japanese", ("昨日から推論サーバーの応答が遅い",)),
    Entry("korean", ("모델의 성능이 떨어졌습니다",)),
    Entry("thai", ("ประสิทธิภาพของโมเดลลดลงเมื่อวานนี้",)),
    Entry("latin", ("an API of nothing",), ("網關",)),
)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("模型", {"chinese"}),
        ("网关", {"chinese"}),
        ("模型性能为什么下降？", {"chinese"}),
        ("能", {"chinese"}),
        ("型模", set()),
        ("サーバー", {"japanese"}),
        ("応答", {"japanese"}),
        ("성능", {"korean"}),
        ("모델", {"korean"}),
        ("โมเดล", {"thai"}),
        ("ประสิทธิภาพ", {"thai"}),
        ("網關", {"latin"}),
        ("api", {"chinese", "latin"}),
    ],
)
def test_a_word_is_found_in_writing_that_puts_no_room_between_words(
    catalogue: Catalogue, question: str, expected: set[str]
) -> None:
    assert set(found(catalogue, Shelfful(UNCUT), question)) == expected


def test_all_that_is_asked_in_such_writing_must_stand_for_a_whole_hit(catalogue: Catalogue) -> None:
    hits = {
        question: catalogue.search("term", Shelfful(UNCUT), question)[0] for question in ("模型性能下降", "模型升级")
    }

    assert [(hit.id, hit.said, hit.whole) for hit in hits.values()] == [
        ("chinese", True, True),
        ("chinese", True, False),
    ]


def test_what_is_gone_in_such_writing_is_found_no_more(catalogue: Catalogue) -> None:
    source = Shelfful(UNCUT)
    catalogue.refresh("term", source)

    source.be(*UNCUT[1:])

    assert (found(catalogue, source, "模型"), found(catalogue, source, "サーバー")) == ([], ["japanese"])


def test_kinds_do_not_mix(catalogue: Catalogue, source: Shelfful) -> None:
    others = Shelfful((Entry("slow-answers", ("fast fast",)),))

    assert found(catalogue, others, "right fast", kind="playbook") == ["slow-answers"]
    assert set(found(catalogue, source, "right fast")) == {"latency", "accuracy"}


def test_what_one_process_wrote_the_others_find_at_once(catalogue: Catalogue, source: Shelfful, tmp_path: Path) -> None:
    other = Catalogue(tmp_path / "index.db", Counting())
    found(other, source, "fast")

    source.be(Entry("speed", ("fast",)))
    found(catalogue, source, "fast")

    assert found(other, source, "fast") == ["speed"]
    other.close()


def test_two_sources_that_take_turns_in_one_file_each_find_their_own(
    catalogue: Catalogue, source: Shelfful, tmp_path: Path
) -> None:
    other, others = Catalogue(tmp_path / "index.db", Counting()), Shelfful((Entry("elsewhere", ("fast",)),), writes=7)

    answers = [(found(catalogue, source, "fast"), found(other, others, "fast")) for _ in range(3)]

    assert answers == [(["latency"], ["elsewhere"])] * 3
    other.close()


def test_many_may_ask_and_write_at_once(tmp_path: Path) -> None:
    opened, source = [Catalogue(tmp_path / "index.db", Counting()) for _ in range(2)], Shelfful((FAST, RIGHT))
    answers: list[list[str]] = []
    asking = [
        threading.Thread(target=lambda one=one: answers.append(found(one, source, "speedy"))) for one in opened * 4
    ]

    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert answers == [["latency"]] * 8
    for one in opened:
        one.close()


@pytest.mark.parametrize("damage", ["no database", "another version", "gone"])
def test_an_old_or_damaged_file_is_made_anew(tmp_path: Path, source: Shelfful, damage: str) -> None:
    path = tmp_path / "index.db"
    if damage == "no database":
        path.write_bytes(b"not a database at all" * 100)
    elif damage == "another version":
        with sqlite3.connect(path) as connection:
            connection.execute("create table entry (old text)")
            connection.execute("pragma user_version = 99")

    catalogue = Catalogue(path, Counting())

    assert found(catalogue, source, "speedy") == ["latency"]
    catalogue.close()


def test_a_file_that_breaks_while_it_is_in_use_is_made_anew(
    catalogue: Catalogue, source: Shelfful, tmp_path: Path
) -> None:
    source.be(*(Entry(f"one{number}", (f"fast {number} " + "word " * 200,)) for number in range(50)))
    catalogue.refresh("term", source)
    with sqlite3.connect(tmp_path / "index.db") as connection:
        connection.execute("pragma wal_checkpoint(truncate)")
    size = (tmp_path / "index.db").stat().st_size
    with (tmp_path / "index.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))

    source.be(FAST, RIGHT)

    assert found(catalogue, source, "speedy") == ["latency"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        *(("passage", column) for column in ("text", "entry", "names")),
        *(("entry", column) for column in ("id", "mark")),
        ("kind", "state"),
    ],
)
def test_a_text_that_is_none_any_more_makes_the_file_begin_anew(
    tmp_path: Path, source: Shelfful, table: str, column: str
) -> None:
    path = tmp_path / "index.db"
    before = Catalogue(path, Counting())
    before.refresh("term", source)
    before.close()
    with sqlite3.connect(path) as file:
        file.execute(f"update {table} set {column} = cast({column} || x'ff' as text)")

    again = Catalogue(path, Counting())
    source.be(replace(FAST, passages=("speedy as ever",)), RIGHT)

    assert (found(again, source, "speedy"), found(again, source, "right")) == (["latency"], ["accuracy"])
    assert found(again, source, "P95") == ["latency"]
    again.close()


def test_only_one_process_throws_a_broken_file_away(tmp_path: Path) -> None:
    path = tmp_path / "index.db"
    path.write_bytes(b"not a database at all" * 100)
    code = (
        "import sys; from pathlib import Path; from index.shelf import Shelf; sys.stdin.readline();"
        "shelf = Shelf.at(Path(sys.argv[1])); shelf.file.execute('insert into entry values (?, ?, ?)', [sys.argv[2], '', ''])"
    )
    many = [
        subprocess.Popen([sys.executable, "-c", code, str(path), str(number)], stdin=subprocess.PIPE)
        for number in range(3)
    ]
    codes = []
    for one in many:
        assert one.stdin
        one.stdin.write(b"\n")
        one.stdin.flush()
    for one in many:
        one.communicate()
        codes.append(one.returncode)

    assert codes == [0, 0, 0]
    with sqlite3.connect(path) as connection:
        assert connection.execute("select count(*) from entry").fetchone() == (3,)


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OSError, match="file"):
        Catalogue(tmp_path / "file" / "index.db", Counting())
