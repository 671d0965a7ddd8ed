"""The other shapes a known word takes in running text, written out beforehand so that reading needs only look-ups."""

import re

IRREGULAR = {
    "analysis": ("analyses",),
    "appendix": ("appendices",),
    "axis": ("axes",),
    "basis": ("bases",),
    "child": ("children",),
    "corpus": ("corpora",),
    "criterion": ("criteria",),
    "datum": ("data",),
    "hypothesis": ("hypotheses",),
    "index": ("indices",),
    "matrix": ("matrices",),
    "person": ("people",),
    "phenomenon": ("phenomena",),
    "quiz": ("quizzes",),
    "schema": ("schemata",),
    "thesis": ("theses",),
    "vertex": ("vertices",),
}
SPELLINGS = (
    (re.compile(r"is(e|ed|er|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"iz(e|ed|er|es|ing|ation|ations)$"), r"is\1"),
    (re.compile(r"([bdgmntv])ell(ed|er|ing)$"), r"\1el\2"),
    (re.compile(r"([bdgmntv])el(ed|er|ing)$"), r"\1ell\2"),
    (re.compile(r"(?<=[a-z]{3})our$"), "or"),
    (re.compile(r"(?<=[a-z]{3}[vbl])or$"), "our"),
    (re.compile(r"gue$"), "g"),
    (re.compile("ß"), "ss"),
)
JOINING = re.compile(r"(?<=[^\W_])([+&/@])(?=[^\W_])")
LONG_ENOUGH = 2  # letters on each side: "cicd" is written for "ci/cd", "ab" for nothing, and "20" is not "2.0"


def shapes(word: str) -> set[str]:
    """Plural, possessive, the other side of the Atlantic, room around signs or none; what is no word at all does no harm."""
    spelled = {word} | {re.sub(pattern, to, word) for pattern, to in SPELLINGS if pattern.search(word)}
    plural = {form for base in spelled for form in _plurals(base)}
    possessive = {f"{form}'s" for form in spelled if form[-1].isalnum()} | {
        f"{form}'" for form in plural if form[-1] == "s"
    }
    written = spelled | plural | possessive
    return written.union(*map(_around_signs, written)) - {word}


def _around_signs(word: str) -> set[str]:
    parts = re.split(r"[+&/@.]", word)
    roomy = {JOINING.sub(r" \1 ", word)}
    bare = (part.replace("'", "") for part in parts)
    return roomy | {"".join(parts)} if all(part.isalpha() and len(part) >= LONG_ENOUGH for part in bare) else roomy


def _plurals(word: str) -> tuple[str, ...]:
    if len(word) < 2:
        return ()
    if not word[-1].isalpha():
        return (word + "s",) if word.isalnum() and not word.isdigit() else ()
    if word in IRREGULAR:
        return (*IRREGULAR[word], word + "es" if word.endswith("x") else word + "s")
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return (word + "es",)
    if word[-1] == "y" and word[-2] not in "aeiou":
        return (word[:-1] + "ies",)
    return (word + "s", f"{word}'s") if len(word) <= 4 else (word + "s",)
