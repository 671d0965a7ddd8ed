"""What is shipped, read from its files once for all tests of a process; nothing of it can be changed, so all share it."""

from collections.abc import Mapping
from functools import cache

from glossary.loader import load_terms
from glossary.model import Term
from playbooks.export import File
from playbooks.loader import load_pages
from playbooks.model import Page
from playbooks.research import Research
from playbooks.website import site


@cache
def terms() -> tuple[Term, ...]:
    return tuple(load_terms())


@cache
def pages() -> tuple[Page, ...]:
    return tuple(load_pages())


@cache
def research() -> Research:
    return Research.load()


@cache
def website() -> Mapping[str, File]:
    return {file.path: file for file in site(pages(), research())}
