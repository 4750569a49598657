"""Which laws, decrees and circulars to amend so that the marks behind them save what a target asks for.

A mark becomes possible only when every instrument that it names is amended. The smallest sets are found by
`reviews.smallest_sets`; who may amend an instrument follows from its number (Luật Ban hành văn bản quy phạm pháp luật:
an instrument is amended by the body that issued it).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache

from catalogue.citations import read_citations
from catalogue.instruments import InstrumentKind, InstrumentNumber, numbers_in, read_number
from catalogue.issuing_bodies import ASSEMBLY, STANDING_COMMITTEE
from catalogue.records import LegalBasis
from catalogue.text import fold, one_line
from reviews.cost_after import table_after
from reviews.cost_draft import DraftRules
from reviews.cost_words import rounded
from reviews.costs import CostTable, Exact
from reviews.marked_procedure import changes_of
from reviews.marks import Mark
from reviews.scenario import CostedProcedure
from reviews.smallest_sets import SmallestSet, smallest_set

_ASSEMBLY_KINDS = frozenset(
    {InstrumentKind.CONSTITUTION, InstrumentKind.CODE, InstrumentKind.LAW, InstrumentKind.ASSEMBLY_ACT}
)
# Titles by which an act is named without its number: "Điều 18 Luật Hộ tịch".
_NAMED_KINDS = ("luat ", "bo luat ", "phap lenh ")
_FEWEST_LETTERS = 8


def amending_authority(number: InstrumentNumber) -> str:
    """Return who may amend an instrument, in Vietnamese; empty where its number does not say.

    The National Assembly amends laws, its Standing Committee ordinances, the Government decrees, whoever issued it a
    circular or decision; a joint instrument needs all its issuers.
    """
    if number.issuer:
        return number.issuer
    if number.kind in _ASSEMBLY_KINDS:
        return ASSEMBLY
    return STANDING_COMMITTEE if number.kind is InstrumentKind.ORDINANCE else ""


def authority_of(number: str) -> str:
    """Return who may amend the instrument of a number, empty where the number does not say."""
    read = read_number(number)
    return amending_authority(read) if read else ""


@lru_cache(maxsize=100_000)
def instruments_named(article: str, bases: tuple[LegalBasis, ...] = ()) -> tuple[str, ...]:
    """Return the numbers of the instruments that the words of a mark name, in order, each once.

    An act named by its title alone ("Điều 18 Luật Hộ tịch") is looked up among the procedure's legal bases.
    """
    if not article.strip():
        return ()
    numbers = [number.number for _, _, number in numbers_in(article)]
    words = f"{fold(one_line(article))} "
    for basis, cited in zip(bases, read_citations(bases), strict=True):
        title = fold(one_line(basis.title)).rstrip(" .;,")
        named = title.startswith(_NAMED_KINDS) and len(title) >= _FEWEST_LETTERS and _holds(words, title)
        if named and cited is not None:
            numbers.append(cited.number)
    return tuple(dict.fromkeys(numbers))


def titled_acts(bases: Iterable[LegalBasis]) -> tuple[LegalBasis, ...]:
    """Return the acts that a catalogue cites by title, for marks whose own procedure cites them by number alone.

    A title that stands beside different numbers names none of them.
    """
    listed = [basis for basis in bases if fold(one_line(basis.title)).startswith(_NAMED_KINDS)]
    by_title: dict[str, dict[str, LegalBasis]] = {}
    for basis, cited in zip(listed, read_citations(listed), strict=True):
        if cited is not None:
            by_title.setdefault(fold(one_line(basis.title)).rstrip(" .;,"), {}).setdefault(cited.number, basis)
    return tuple(next(iter(found.values())) for found in by_title.values() if len(found) == 1)


def _holds(words: str, title: str) -> bool:
    """Tell whether words hold a title that does not go on: "luật đất đai" is not named by "luật đất"."""
    at = words.find(title)
    return at >= 0 and not words[at + len(title)].isalnum()


@dataclass(frozen=True, slots=True)
class MarkSaving:
    """What one mark saves, and the instruments that must all be amended for it; none where the mark names none."""

    mark: int
    address: str
    saving: Exact
    instruments: frozenset[str] = frozenset()


def mark_savings(
    costed: Iterable[CostedProcedure],
    marks: Mapping[str, Sequence[Mark]],
    rules: DraftRules | None = None,
    once: bool = False,
    acts: tuple[LegalBasis, ...] = (),
) -> list[MarkSaving]:
    """Return what every mark saves a year (or, where asked, of doing the procedure once).

    A mark saves what it adds to those before it, the mark on the whole procedure coming last, so that the marks of a
    procedure add up to what they save together. Procedures without a volume save nothing a year and are left out.
    Costs are rounded to whole đồng before they are taken from one another, as in the documents.
    `acts` are cited by title elsewhere (`titled_acts`); a mark may name one of them that way.
    """
    found: list[MarkSaving] = []
    for one in costed:
        standing = sorted(
            changes_of(marks.get(one.address, ())).values(), key=lambda mark: (":" not in mark.element, mark.id)
        )
        before = _cost(one.table, once)
        for count, mark in enumerate(standing, 1):
            after = _cost(table_after(one.table, one.procedure, standing[:count], rules), once)
            if before is None or after is None:
                break
            named = instruments_named(mark.article, one.procedure.legal_bases) or instruments_named(mark.article, acts)
            found.append(MarkSaving(mark.id, one.address, before - after, frozenset(named)))
            before = after
    return found


def _cost(table: CostTable, once: bool) -> int | None:
    cost = table.cost_once if once else table.cost_year
    return None if cost is None else rounded(cost)


@dataclass(frozen=True, slots=True)
class InstrumentShare:
    """One instrument of a plan: who may amend it, the marks that need it, and what all of them save with the others."""

    number: str
    authority: str
    marks: tuple[int, ...]
    saving: Exact


@dataclass(frozen=True, slots=True)
class AuthorityShare:
    """One authority of a plan: its instruments, and what marks save that need no other authority."""

    authority: str
    instruments: tuple[str, ...]
    alone: Exact


@dataclass(frozen=True, slots=True)
class AmendmentPlan:
    """The smallest set of instruments that reaches a goal, with what stands behind it.

    `today` is the cost that `goal` is a share of. `unnamed` are marks that name no instrument: no legal change is
    named for them, and what they save is not counted. `negligible` counts marks that save nothing.
    """

    today: Exact
    goal: Exact
    found: SmallestSet
    instruments: tuple[InstrumentShare, ...]
    authorities: tuple[AuthorityShare, ...]
    unnamed: tuple[MarkSaving, ...] = ()
    possible: Exact = 0
    negligible: int = 0
    enabled: tuple[int, ...] = field(default=())

    @property
    def percent(self) -> Fraction | None:
        """What the set saves, in percent of today's cost; None where nothing is spent."""
        return Fraction(self.found.gain) * 100 / self.today if self.today else None


def plan_amendments(savings: Sequence[MarkSaving], today: Exact, percent: Exact) -> AmendmentPlan:
    """Return the smallest set of instruments whose amendment saves a percentage of today's cost."""
    named = [one for one in savings if one.instruments]
    goal = Fraction(today) * percent / 100
    found = smallest_set([(one.instruments, one.saving) for one in named], goal)
    chosen = frozenset(found.parts)
    enabled = [one for one in named if one.instruments <= chosen and one.saving > 0]
    behind: dict[str, list[MarkSaving]] = defaultdict(list)
    for one in enabled:
        for number in one.instruments:
            behind[number].append(one)
    shares = [
        InstrumentShare(
            number,
            authority_of(number),
            tuple(sorted(one.mark for one in behind[number])),
            sum(one.saving for one in behind[number]),
        )
        for number in found.parts
    ]
    shares.sort(key=lambda share: (-share.saving, share.number))
    return AmendmentPlan(
        today,
        goal,
        found,
        tuple(shares),
        _authorities(shares, enabled),
        tuple(one for one in savings if not one.instruments and one.saving > 0),
        sum(one.saving for one in named if one.saving > 0),
        sum(one.saving <= 0 for one in savings),
        tuple(sorted(one.mark for one in enabled)),
    )


def _authorities(shares: Sequence[InstrumentShare], enabled: Sequence[MarkSaving]) -> tuple[AuthorityShare, ...]:
    by_authority: dict[str, list[str]] = defaultdict(list)
    for share in shares:
        by_authority[share.authority].append(share.number)
    alone: dict[str, Exact] = defaultdict(int)
    for one in enabled:
        needed = {authority_of(number) for number in one.instruments}
        if len(needed) == 1:
            alone[needed.pop()] += one.saving
    found = [AuthorityShare(name, tuple(numbers), alone[name]) for name, numbers in by_authority.items()]
    return tuple(sorted(found, key=lambda share: (-share.alone, share.authority)))
