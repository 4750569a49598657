"""What a procedure's published steps ask of the applicant and of the offices: visits, agencies, hand-overs, waiting.

The figures rest on these assumptions, and hold only as far as the published text is complete:

- one step asks the applicant to come at most once, whatever is done there (handing in and paying at the same desk);
- whoever deals directly comes for every step that asks for something and does not offer only other channels;
- whoever deals online or by post comes only for what needs the person: fingerprints, an interview, a test, a signature
  in a register;
- coming again to add papers depends on the dossier and is counted apart (`if_supplemented`);
- fees are paid once and the result is handed out once: at the last step that says so;
- ways published side by side ("Trình tự đối với trường hợp …") exclude each other, so the one with most visits counts;
- an agency is told from another by the words that name it; the same agency under two names is two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.records import Procedure
from catalogue.step_reading import Purpose, ReadStep, StepKind, read_steps
from catalogue.step_words import Actor, lead_verb

CHANNELS = ("direct", "online", "postal")


@dataclass(frozen=True, slots=True)
class Waiting:
    """One time limit named in the steps: the step's position, who acts there, and the published words."""

    position: int
    actor: Actor
    words: str


@dataclass(frozen=True, slots=True)
class ProcedureVisits:
    """A procedure's visits and hand-overs by its steps; all counts are for the way with most visits.

    `in_person` counts comings in person by channel, in the order of CHANNELS; `if_supplemented` those that adding
    papers brings on top when dealing directly. `asked` are the steps that ask something of the applicant with what
    for. `agencies` are the offices and officers named as acting, in order, each once; `hand_overs` counts how often
    the next step is done by another kind of office. `unread` counts the steps whose actor could not be told.
    """

    in_person: tuple[tuple[str, int], ...]
    if_supplemented: int
    asked: tuple[tuple[int, tuple[Purpose, ...]], ...]
    agencies: tuple[tuple[Actor, str], ...]
    hand_overs: int
    waiting: tuple[Waiting, ...]
    unread: int


def procedure_visits(procedure: Procedure) -> ProcedureVisits:
    """Return what the published steps of a procedure say about visits, agencies and waiting."""
    steps = tuple(step for step in read_steps(procedure.steps) if step.kind is StepKind.STEP)
    way = max(_ways(steps), key=_weight)
    return ProcedureVisits(
        in_person=tuple((channel, _comings(way, channel)) for channel in CHANNELS),
        if_supplemented=sum(_asks_for_more(step) for step in way),
        asked=tuple((step.position, _purposes(step)) for step in way if step.visits),
        agencies=_agencies(way),
        hand_overs=sum(one.actor is not other.actor for one, other in pairwise(_office_steps(way))),
        waiting=tuple(Waiting(step.position, step.actor, words) for step in way for words in step.waiting),
        unread=sum(step.actor is Actor.UNKNOWN for step in way),
    )


def _ways(steps: Sequence[ReadStep]) -> tuple[tuple[ReadStep, ...], ...]:
    """The common steps with each of the ways published side by side; one way where there are none."""
    paths = sorted({step.path for step in steps} - {0}) or [0]
    return tuple(tuple(step for step in steps if step.path in (0, path)) for path in paths)


def _weight(way: Sequence[ReadStep]) -> tuple[int, int]:
    return _comings(way, "direct"), len(way)


_ONCE = (Purpose.PAY, Purpose.RECEIVE)


def _comings(way: Sequence[ReadStep], channel: str) -> int:
    """How many steps the applicant must come for through a channel."""
    last = {purpose: step.position for step in way for purpose in _purposes(step) if purpose in _ONCE}
    return sum(
        max(
            (
                visit.in_person(channel)
                for visit in step.visits
                if not visit.conditional and last.get(visit.purpose, step.position) == step.position
            ),
            default=0,
        )
        for step in way
    )


def _purposes(step: ReadStep) -> tuple[Purpose, ...]:
    return tuple(visit.purpose for visit in step.visits)


def _asks_for_more(step: ReadStep) -> bool:
    return any(visit.conditional and visit.in_person("direct") for visit in step.visits)


def _office_steps(steps: Sequence[ReadStep]) -> tuple[ReadStep, ...]:
    return tuple(step for step in steps if step.actor not in (Actor.APPLICANT, Actor.UNKNOWN))


def _agencies(steps: Sequence[ReadStep]) -> tuple[tuple[Actor, str], ...]:
    named = ((step.actor, found.words) for step in _office_steps(steps) for found in step.evidence[:1])
    return tuple(dict.fromkeys(office for office in named if lead_verb(office[1]).actor is Actor.UNKNOWN))
