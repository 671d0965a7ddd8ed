"""The library goes along as files: whole, linked, safe, and it works without a server."""

import html
import json
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.files import write_folder
from playbooks.blank import blank, id_of
from playbooks.export import File, markdown
from playbooks.files import BadPage
from playbooks.loader import load_page
from playbooks.website import site
from tests import shipped
from tests.playbooks.conftest import page_of

PAGES, RESEARCH = shipped.pages(), shipped.research()
VOID = {"meta", "link", "img", "input", "br", "hr"}


class Reader(HTMLParser):
    """Collects links and ids, and insists that every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [link for name in ("href", "src") if (link := values.get(name))]
        self.ids |= {id_} if (id_ := values.get("id")) else set()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1:] == [tag], f"<{tag}> is closed at {self.getpos()} but not open"
        self.open.pop()


def text_of(file: File) -> str:
    return file.content if isinstance(file.content, str) else file.content.decode()


@cache
def read(path: str) -> Reader:
    return Reader(text_of(shipped.website()[path]))


def html_files() -> list[str]:
    return [path for path in shipped.website() if path.endswith(".html")]


def test_every_element_is_closed() -> None:
    assert len(html_files()) > len(PAGES)
    assert [path for path in html_files() if read(path).open] == []


def test_every_link_leads_somewhere() -> None:
    for path in html_files():
        for link in read(path).links:
            target, _, anchor = link.partition("#")
            resolved = str((Path("/") / Path(path).parent / target).resolve())[1:] if target else path
            assert resolved in shipped.website(), f"{path} links to {link}"
            assert not anchor or anchor in read(resolved).ids, f"{path} links to {link}"


def test_nothing_is_fetched_from_elsewhere() -> None:
    foreign = re.compile(r"""(?:src|href)=["']?(?:https?:)?//|@import|url\(""")

    assert [
        path
        for path, file in shipped.website().items()
        if path.endswith((".html", ".css")) and foreign.search(text_of(file))
    ] == []


def test_every_page_shows_its_steps_and_every_count() -> None:
    for page in PAGES:
        told = html.unescape(text_of(shipped.website()[f"page/{page.id}.html"]))
        assert [step.id for step in page.steps if step.do not in told] == []
        assert [one for one in page.evidence if one.count not in told or one.section not in told] == []


def test_search_data_holds_every_page_and_cannot_end_its_script() -> None:
    text = text_of(shipped.website()["search-data.js"])
    rows = json.loads(text.removeprefix("window.PLAYBOOKS = ").removesuffix(";\n"))

    assert [row["id"] for row in rows] == [page.id for page in PAGES]
    assert "</" not in text


def test_what_people_wrote_is_text_and_never_markup() -> None:
    odd = page_of("odd", "A <b>bold</b> title & more", open_when=("</script><script>alert(1)</script>", "x"))
    files = {file.path: text_of(file) for file in site([odd], RESEARCH)}

    assert "<b>bold" not in files["page/odd.html"]
    assert [path for path in files if path.endswith(".html") and "<script>alert" in files[path]] == []


def test_markdown_holds_every_page_and_its_links_resolve() -> None:
    files = {file.path: text_of(file) for file in markdown(PAGES, RESEARCH)}

    for path, text in files.items():
        if path.startswith("pages/"):
            for link in re.findall(r"\]\(([^)]+\.md)\)", text):
                assert str((Path("/pages") / link).resolve())[1:] in files
    assert len([path for path in files if path.startswith("pages/")]) == len(PAGES)


def test_files_are_written_where_they_belong(tmp_path: Path) -> None:
    write_folder(tmp_path / "all", {"a/b.txt": "text", "c.bin": b"\x00"})

    assert (tmp_path / "all/a/b.txt").read_text() == "text"
    assert (tmp_path / "all/c.bin").read_bytes() == b"\x00"


@pytest.mark.parametrize(
    "title", ["Nobody reads the dashboards", 'A "quoted": title # with signs', "Ünïcode 数据", "back\\slash {braces}"]
)
def test_a_new_page_can_be_read_at_once(tmp_path: Path, title: str) -> None:
    path = tmp_path / f"{id_of(title)}.yaml"
    path.write_text(blank(title), encoding="utf-8")

    assert load_page(path).id == id_of(title)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("role: everyone", "role: nobody", r":\d+: role: 'nobody' is none of"),
        ("from: practice", "from: hearsay", "hearsay"),
        ("due: 0 ", "due: soon", "number of working days"),
        ("terms: []", "terms: oops", "should be a list"),
        ("title:", "titel:", "'titel' is no part of a page"),
        ("summary: >-", "summary: [", "not YAML"),
        ("point: requirements", "point: 7", "text in quotes"),
    ],
)
def test_a_page_that_cannot_be_understood_is_named_with_the_reason(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    path = tmp_path / "my-page.yaml"
    text = blank("My page")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BadPage, match=why):
        load_page(path)


def test_a_file_named_otherwise_than_its_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.yaml"
    path.write_text(blank("My page"), encoding="utf-8")

    with pytest.raises(BadPage, match=r"my-page\.yaml"):
        load_page(path)
