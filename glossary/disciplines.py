"""A person's title, read as one of our disciplines; what is not known stays unknown."""

import re

from glossary.model import DISCIPLINES

# Most telling first: a data engineer is no software engineer, a business analyst is a product person.
WORDS = (
    ("data-engineering", "data engineer|data platform|data warehouse|analytics engineer|etl|dba|database"),
    ("operations", "sre|devops|mlops|site reliability|ops|operations|sysadmin|system administrator|infrastructure"),
    ("operations", "platform engineer|it support|on-call"),
    ("statistics", "statistic.*|biometric.*|econometric.*|actuar.*"),
    ("data-science", "data scien.*|machine learning|ml|ai|nlp|computer vision|deep learning|research scientist"),
    ("data-science", "data analy.*|annotator|model?ler|applied scientist"),
    ("research", "research.*|phd|postdoc.*|professor|academic"),
    ("legal", "legal|lawyer|counsel|attorney|compliance|privacy|dpo|data protection|regulatory|paralegal|auditor"),
    ("product", "product|pm|po|design.*|ux|ui|scrum|agile|project manager|program manager|business analyst"),
    ("software-engineering", "software|developer|dev|engineer.*|programmer|architect|security|coder|swe|sde"),
    ("software-engineering", "front-?end|back-?end|full-?stack|mobile|qa|quality assurance|tester"),
    ("business", "business|sales|marketing|finance|account.*|customer.*|support|success|hr|human resources|people"),
    ("business", "recruit.*|executive|c[efmo]o|chief|founder|director|manager|growth|partner.*|procurement|controller"),
)
TITLES = tuple((discipline, re.compile(rf"\b(?:{words})\b")) for discipline, words in WORDS)
OTHER = "other"
SPACING = re.compile(r"[\s_/,]+")


def discipline_of(title: str | None) -> str | None:
    """`data scientist` and `Sr. ML Engineer` are data-science; `domain expert` is nothing we know."""
    folded = SPACING.sub(" ", (title or "").casefold()).strip()
    if folded.replace(" ", "-") in DISCIPLINES:
        return folded.replace(" ", "-")
    return next((discipline for discipline, words in TITLES if words.search(folded)), None)


def speaking_as(title: str | None) -> str | None:
    """As `discipline_of`, but a title we do not know is still somebody of another trade than ours."""
    return discipline_of(title) or (OTHER if (title or "").strip() else None)
