"""The rules about data contracts beyond tables and columns: meaning, quality, service levels, where and who."""

from functools import cache

from changes.diff.levels import LEVELS, Level, difference
from changes.model import Difference

RULES = """
contract-quality-removed         ERR   a promise about quality was taken back
contract-quality-weakened        ERR   a promise about quality became weaker
contract-quality-changed         WARN  a promise about quality reads differently
contract-quality-added           INFO  a promise about quality was made
contract-service-removed         ERR   a service level was taken back
contract-service-changed         WARN  a service level changed
contract-service-added           INFO  a service level was promised
contract-values-removed          INFO  a value will no longer occur
contract-values-added            WARN  a value may occur that readers do not know
contract-limit-loosened          ERR   values may be longer, larger or of another form
contract-limit-tightened         INFO  values are more limited than before
contract-classification-changed  WARN  other rules apply to who may see it
contract-meaning-changed         WARN  the description says something else
contract-server-removed          ERR   it is no longer served there
contract-server-changed          ERR   it is served from elsewhere
contract-server-added            INFO  it is also served there
contract-status-retired          ERR   the contract no longer holds
contract-status-deprecated       WARN  the contract will end
contract-status-changed          INFO  the contract moved on in its life
contract-terms-changed           WARN  use is bound to other terms
contract-owner-changed           INFO  somebody else answers for it
contract-version-not-raised      INFO  something breaks, but the major version stayed
"""


@cache
def levels() -> dict[str, Level]:
    lines = [line.split(maxsplit=2) for line in RULES.strip().splitlines()]
    return {name: next(known for known in LEVELS if known == level) for name, level, _ in lines}


def told(rule: str, text: str, asset: str) -> Difference:
    return difference(f"contract-{rule}", levels()[f"contract-{rule}"], text, asset)
