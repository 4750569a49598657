"""What the dependency graph is made of: procedures with the papers they ask for and the results they issue.

Everything here is already recognised: where the texts come from, and what tells a paper or an issuer, is the
business of `catalogue.graph_building`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# How strictly a row asks for its paper: always; in some cases; or another paper will do; only shown; not at all.
DEMANDS = ("yes", "conditional", "alternative", "present", "no")

# What every citizen has: nothing but the data on who they are.
HELD_KINDS = frozenset({"identity"})

# What the applicant writes or brings along, and what no office issues.
OWN_KINDS = frozenset({"form", "cv", "photo", "none"})

# Between a row's address and the number of one of the papers that it asks for together.
PART_MARK = "/"

# A paper that is shown only where the office cannot look its contents up.
_NO_DATA = re.compile(r"không\s+(?:thể\s+)?khai\s+thác", re.IGNORECASE)
_OR = re.compile(r"\bhoặc\b|\w/\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """One procedure whose result supplies a paper, with what speaks for it.

    `stage` is "first", "reissue", "change" or empty where it is not known; `confidence` lies between 0 and 1.
    `clones` counts the provinces' procedures for which this one stands, where it stands for more than itself.
    """

    entry: int
    result: str
    stage: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()
    clones: int = 1


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """One row of a dossier: the paper asked for, how, and the procedures that can supply it (any one of them will do).

    Where the row asks for several papers together, `parts` are these, each with its own words, identity and links, the
    row's address and its number as `part` (from 1); the row's own links are then those of all of them.

    `identity` is equal for the same paper in other words, empty where a row names no paper. `case` is 0 where the
    paper is asked of everybody, else the number of the dossier that holds only in its case; `group` is 0 where the
    paper is asked for by itself, else it is shared by rows of one dossier of which one will do. `addition` says that
    its dossier comes on top of the others in a case of its own. `maintains` says that the procedure renews or changes
    this very paper. `remark` says that the row is a heading or a note, which counts as no paper
    (`catalogue.dossier_cases.paper_count`).
    """

    address: str
    text: str
    identity: str = ""
    kinds: tuple[str, ...] = ()
    demand: str = "yes"
    case: int = 0
    group: int = 0
    component_code: str = ""
    links: tuple[Link, ...] = ()
    maintains: bool = False
    addition: bool = False
    parts: tuple[PaperNeed, ...] = ()
    part: int = 0
    remark: bool = False

    @property
    def key(self) -> str:
        """What names the paper within its procedure: the row's address, with the number of the part in its row."""
        return f"{self.address}{PART_MARK}{self.part}" if self.part else self.address

    @property
    def each(self) -> tuple[PaperNeed, ...]:
        """The papers that the row asks for together; itself where it asks for one."""
        return self.parts or (self,)

    @property
    def suppliers(self) -> tuple[int, ...]:
        """The entries whose results supply the paper, in ascending order."""
        return tuple(sorted({link.entry for link in self.links}))

    @property
    def either(self) -> bool:
        """Whether one of the papers that the row names will do, also where they are only shown or asked in a case."""
        stricter = self.demand in ("conditional", "present") and _OR.search(self.text) is not None
        return self.demand == "alternative" or stricter

    @property
    def certain(self) -> bool:
        """Whether everybody in the paper's case must have it."""
        return not self.addition and self.demand not in ("no", "conditional") and not self.without_data

    @property
    def conditional(self) -> bool:
        """Whether the paper is asked for in some cases only, by its own words or because its dossier is."""
        return self.demand == "conditional" or self.without_data or (self.addition and self.demand != "no")

    @property
    def without_data(self) -> bool:
        """Whether the paper is to be shown only where the office cannot look its contents up."""
        return self.demand == "present" and _NO_DATA.search(self.text) is not None

    def held(self, kinds: frozenset[str] = HELD_KINDS) -> bool:
        """Tell whether a citizen who holds papers of some kinds has this one, or one that will do in its place."""
        asked = frozenset(self.kinds)
        return bool(asked & kinds) if self.either else bool(asked) and asked <= kinds


@dataclass(frozen=True, slots=True)
class Output:
    """One result that a procedure issues: its address, its name, the identity of the paper that it is, its own code.

    The identity is empty where the result hands over no paper: a refusal, a notice of how it went, an entry.
    """

    address: str
    name: str
    identity: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureNode:
    """One procedure of an edition as the graph knows it.

    `address` is what names it within its edition, `province` the one that publishes it (empty for national ones),
    `agency` who handles it, `open_to` the sorts of applicants it is for (`catalogue.applicants`).
    """

    entry: int
    address: str
    name: str
    needs: tuple[PaperNeed, ...] = ()
    outputs: tuple[Output, ...] = ()
    province: str = ""
    agency: str = ""
    open_to: tuple[str, ...] = ()

    @property
    def cases(self) -> tuple[int, ...]:
        """The numbers of the dossiers that exclude each other, `(0,)` where there is only what everybody needs."""
        return tuple(sorted({need.case for need in self.needs} - {0})) or (0,)

    def needs_in(self, case: int) -> Iterator[PaperNeed]:
        """Give the papers asked for in a case: its own, and those asked of everybody."""
        return (need for need in self.needs if need.case in (0, case))
