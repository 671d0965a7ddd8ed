"""A page to fill in: every part is there, with a sentence on what belongs into it."""

import re

from playbooks.files import TEMPLATES
from playbooks.model import ROLES
from playbooks.research import POINTS

BLANK = """\
# {title}. How to fill this in: playbooks/library/README.md. Text with a colon or a # stands in double quotes.
id: {id}
title: "{title}"
point: requirements        # one of {points}
open_when:                 # the problem as at least twelve different people would tell it; people find the page by these
  - "…"
summary: >-
  What is going on, in two to four plain sentences.
why: >-
  Why it matters. Every number comes from the evidence below.
evidence: []               # - {{source: ours, section: "retrospective of March", count: "4 of 6 projects"}}
steps:
  now:                     # today, each under an hour
    - id: first-step       # unique in the page, never changes
      do: "What one person does, concretely enough for tomorrow morning."
      role: everyone       # {roles}
      effort: "30 min"
      output: "what is there afterwards"
      from: practice
      recommendation: define-responsibilities   # one of playbooks/sources/recommendations.yaml
      due: 0               # working days after the start
  this_week: []
  this_quarter: []
patterns: []               # - {{pattern: in-house-data, advice: "…"}}
ask:                       # at least three questions to the other side
  - {{to: everyone, question: "…?"}}
artefact: decision-record  # one of {templates}
terms: []                  # glossary words the page uses
related: []                # ids of other pages
"""


def id_of(title: str) -> str:
    """`Nobody reads the dashboards` becomes nobody-reads-the-dashboards."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:60].strip("-") or "new-page"


def blank(title: str) -> str:
    plain = " ".join(title.replace("\\", " ").replace('"', "'").split())
    return BLANK.format(
        id=id_of(title),
        title=plain,
        points=", ".join(POINTS),
        roles=", ".join(ROLES),
        templates=", ".join(sorted(path.stem for path in TEMPLATES.glob("*.md"))),
    )
