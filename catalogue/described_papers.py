"""Papers that a row describes instead of naming, and the results that fit the description.

"Giấy tờ chứng minh đã chấp hành quyết định xử phạt" is a receipt, "Giấy chứng nhận đã cấp" in the land law's rows the
certificate of land use rights, though no name says so. Which descriptions mean which results is data, reviewed by hand
(`described_papers.toml`); this only reads it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from catalogue.cut_results import completed_result
from catalogue.paper_parts import clauses, exempts, is_note
from catalogue.paper_wording import spelled_evenly, without_lead

_CACHED = 200_000
# What follows is an exemption, or the case in which the paper is asked for; no paper is described in it.
_EXEMPTED = re.compile(
    r"(?:^|[\s,(])(?:trừ(?: trường hợp)?|(?:trường hợp|nếu) (?:không có|chưa có|chưa được|bị mất))\b"
    r"|(?<=[^\s.;:+-] )(?:đối với |trong )?trường hợp\b"
)


@dataclass(frozen=True, slots=True)
class DescribedPaper:
    """One paper that rows describe: what rows say of it, and what a result says that is such a paper.

    `unless` and `not_by` speak of the clause and of the name of the procedure that asks, `procedure` and `never` of the
    issuing procedure and its result. A pattern that is None holds nothing back.
    """

    name: str
    asked: re.Pattern[str]
    result: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    not_by: re.Pattern[str] | None = None
    procedure: re.Pattern[str] | None = None
    never: re.Pattern[str] | None = None

    def is_asked(self, clause: str, asker: str) -> bool:
        """Tell whether a clause of a row describes the paper, asked for by a procedure of that name."""
        if self.asked.search(clause) is None or (self.unless and self.unless.search(clause)):
            return False
        return not (self.not_by and self.not_by.search(asker))

    def is_result(self, result: str, procedure: str) -> bool:
        """Tell whether a result of a procedure of that name is such a paper."""
        if self.result.search(result) is None or (self.procedure and not self.procedure.search(procedure)):
            return False
        return not (self.never and (self.never.search(result) or self.never.search(procedure)))


def _pattern(wordings: Iterable[str]) -> re.Pattern[str] | None:
    alternatives = "|".join(f"(?:{wording})" for wording in wordings)
    return re.compile(alternatives) if alternatives else None


@cache
def described_papers() -> tuple[DescribedPaper, ...]:
    """Return the papers that rows describe, in the order of the list."""
    with (Path(__file__).parent / "described_papers.toml").open("rb") as file:
        papers = tomllib.load(file)["paper"]
    return tuple(
        DescribedPaper(
            paper["name"],
            re.compile("|".join(f"(?:{wording})" for wording in paper["asked"])),
            re.compile("|".join(f"(?:{wording})" for wording in paper["result"])),
            *(_pattern(paper.get(key, ())) for key in ("unless", "not_by", "procedure", "never")),
        )
        for paper in papers
    )


def _plain(text: str) -> str:
    return " ".join(spelled_evenly(text).lower().split())


@lru_cache(maxsize=_CACHED)
def descriptions_asked(text: str, procedure: str = "") -> tuple[str, ...]:
    """Return the names of the described papers that a row asks for; `procedure` is the name of the one that asks."""
    if is_note(spelled_evenly(text)):
        return ()
    asker = _plain(procedure)
    said = [wording for clause in clauses(spelled_evenly(text)) for wording in (clause, without_lead(clause))]
    told = [_EXEMPTED.split(_plain(wording), maxsplit=1)[0] for wording in dict.fromkeys(said)]
    asking = [clause for clause in told if clause and not exempts(clause)]
    return tuple(paper.name for paper in described_papers() if any(paper.is_asked(clause, asker) for clause in asking))


@lru_cache(maxsize=_CACHED)
def descriptions_met(result: str, procedure: str) -> tuple[str, ...]:
    """Return the names of the described papers that a procedure's result is."""
    said, name = _plain(completed_result(without_lead(result), procedure)), _plain(procedure)
    return tuple(paper.name for paper in described_papers() if paper.is_result(said, name))
