"""Worked out by hand: `will` and a name with a dot announce, `breaks` breaks, `somehow` is unclear, dates are in ISO."""

import re

from changes.recognise import NOTHING, Recognition

ASSET = re.compile(r"\b[a-z_]+\.[a-z_.]+[a-z]\b")
DATE = re.compile(r"\bon (\d{4}-\d\d-\d\d|30 February|the next full moon)")


class ToyRecogniser:
    def recognise(self, text: str) -> Recognition:
        return self.fields(text) if " will " in text and ASSET.search(text) and "?" not in text else NOTHING

    def fields(self, text: str) -> Recognition:
        date = DATE.search(text)
        return Recognition(
            announcement=True,
            probability=0.9,
            kind="deprecation" if "go away" in text else "schema",
            kind_chance=0.3 if "somehow" in text else 0.9,
            assets=tuple(dict.fromkeys(ASSET.findall(text))),
            breaking=True if "breaks" in text else None,
            effective=date[1] if date else None,
        )
