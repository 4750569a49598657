"""Who may apply in a procedure: a person, a business, or an office and its officials.

Records list "đối tượng thực hiện" in a closed vocabulary of the portal ("Công dân Việt Nam", "Doanh nghiệp", "Tổ chức
(không bao gồm doanh nghiệp, HTX)", "Cán bộ, công chức, viên chức" …); local catalogues write it freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from catalogue.text import canonical_spelling

PERSON = "person"
BUSINESS = "business"
OFFICE = "office"

# An organisation "not counting businesses" names them all the same.
_NOT_COUNTING = re.compile(r"\([^()]*không bao gồm[^()]*\)?")
_SORTS = (
    (
        PERSON,
        re.compile(r"công dân|người (?!lao động nước)|cá nhân|hộ gia đình|hộ kinh doanh|người dân|học sinh|sinh viên"),
    ),
    (BUSINESS, re.compile(r"doanh nghiệp|hợp tác xã|công ty|thương nhân|hộ kinh doanh|nhà đầu tư|cơ sở")),
    (OFFICE, re.compile(r"tổ chức|cơ quan|cán bộ|công chức|viên chức|đảng viên|đơn vị|lực lượng|quân nhân")),
)


@lru_cache(maxsize=10_000)
def _sorts(subject: str) -> frozenset[str]:
    said = _NOT_COUNTING.sub("", canonical_spelling(subject))
    return frozenset(sort for sort, words in _SORTS if words.search(said))


def applicants(subjects: Iterable[str]) -> frozenset[str]:
    """Return the sorts of applicants that a record's subjects name; empty where they name none that is known."""
    return frozenset(sort for subject in subjects for sort in _sorts(subject))


def may_apply(open_to: Iterable[str], asker: Iterable[str]) -> bool:
    """Tell whether whoever applies in one procedure may apply in another too, by the sorts of their applicants.

    Whoever asks for a business or an office is a person as well; where nothing is known, anybody may.
    """
    offered, asking = frozenset(open_to), frozenset(asker)
    return not offered or PERSON in offered or bool(offered & asking)
