"""Everything that can be refused below the screens, as one exception with a kind and its facts.

The floors `catalogue` and `reviews` print nothing: they raise a `Problem` that says what happened and where in
plain values, and the workbench writes the sentence in the user's language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any


class ProblemKind(StrEnum):
    """What went wrong; each member's comment names the facts that come with it."""

    FILE_MISSING = "file-missing"  # path
    FILE_UNREADABLE = "file-unreadable"  # path, reason
    FILE_CHANGED = "file-changed"  # path
    FILE_TRUNCATED = "file-truncated"  # path, line
    FILE_EMPTY = "file-empty"  # path
    NOT_UTF8 = "not-utf8"  # path, line
    NOT_JSON = "not-json"  # path, line, column
    KEY_TWICE = "key-twice"  # path, line, key
    QUOTE_OPEN = "quote-open"  # path, line
    NOT_AN_OBJECT = "not-an-object"  # path, line
    RECORD_WITHOUT_NAME = "record-without-name"  # path, line
    WRONG_TYPE = "wrong-type"  # path, line, key, found
    DUPLICATE_CODE = "duplicate-code"  # path, line, code, first
    FOLDER_UNKNOWN = "folder-unknown"  # path
    UNPACK_FIRST = "unpack-first"  # path, found
    SAVE_AS = "save-as"  # path, found, wanted
    LAYOUT_UNKNOWN = "layout-unknown"  # path
    ENCODING_UNKNOWN = "encoding-unknown"  # path, line
    ENCODINGS_MIXED = "encodings-mixed"  # path, line, before, here
    TOO_DEEP = "too-deep"  # path, line
    HEADER_MISSING = "header-missing"  # path
    ROWS_MISSING = "rows-missing"  # path
    NAME_NOT_COMPUTED = "name-not-computed"  # path, line
    CODE_TOO_LONG = "code-too-long"  # path, line, most
    NO_PROCEDURES = "no-procedures"  # path
    MAPPING_NOT_TOML = "mapping-not-toml"  # path, line
    MAPPING_KEY_UNKNOWN = "mapping-key-unknown"  # path, line, key, known
    MAPPING_VALUE_WRONG = "mapping-value-wrong"  # path, line, key
    MAPPING_HEADER_WRONG = "mapping-header-wrong"  # path, line, key
    MAPPING_CONSTANT_WRONG = "mapping-constant-wrong"  # path, line, key
    MAPPED_HEADER_MISSING = "mapped-header-missing"  # path, row
    MAPPING_WITHOUT_NAME = "mapping-without-name"  # path
    MAPPED_COLUMN_MISSING = "mapped-column-missing"  # path, key, column, known
    MAPPED_SHEET_MISSING = "mapped-sheet-missing"  # path, sheet, known
    MAPPED_LIST_MISSING = "mapped-list-missing"  # path, key
    FILE_ENCRYPTED = "file-encrypted"  # path
    ARCHIVE_DAMAGED = "archive-damaged"  # path
    ARCHIVE_TOO_LARGE = "archive-too-large"  # path, entry
    XML_UNSAFE = "xml-unsafe"  # path, entry
    SHEET_TOO_LARGE = "sheet-too-large"  # path, sheet, rows, columns
    DIMENSION_UNREADABLE = "dimension-unreadable"  # path, sheet, dimension
    SOURCE_TOO_HEAVY = "source-too-heavy"  # path
    EDITION_EXISTS = "edition-exists"  # edition
    EDITION_UNKNOWN = "edition-unknown"  # edition, known
    NO_EDITIONS = "no-editions"  # path
    NOTHING_ASKED = "nothing-asked"  # typed
    PROCEDURE_UNKNOWN = "procedure-unknown"  # code, edition
    ELEMENT_UNKNOWN = "element-unknown"  # element, code
    INSTRUMENT_UNKNOWN = "instrument-unknown"  # number, edition
    WORKSPACE_MISSING = "workspace-missing"  # path
    NOT_A_WORKSPACE = "not-a-workspace"  # path
    WORKSPACE_NEWER = "workspace-newer"  # path, version
    WORKSPACE_DAMAGED = "workspace-damaged"  # path, reason
    INDEX_DAMAGED = "index-damaged"  # path
    WORKSPACE_READ_ONLY = "workspace-read-only"  # path
    WORKSPACE_BUSY = "workspace-busy"  # path
    BACKUP_DAMAGED = "backup-damaged"  # path, check
    BACKUP_IS_WORKSPACE = "backup-is-workspace"  # path
    WORKSPACE_NOT_SUPPORTED = "workspace-not-supported"  # path
    FOLDER_UNWRITABLE = "folder-unwritable"  # path, reason
    FILE_EXISTS = "file-exists"  # path
    DISK_FULL = "disk-full"  # path
    PATH_REFUSED = "path-refused"  # path, reason
    SYSTEM_REFUSED = "system-refused"  # reason
    NO_TERMINAL = "no-terminal"  # -
    FORMAT_UNKNOWN = "format-unknown"  # format, known
    TEMPLATE_FOLDER_MISSING = "template-folder-missing"  # path
    TEMPLATE_NOT_A_FILE = "template-not-a-file"  # template
    TEMPLATE_SYNTAX = "template-syntax"  # template, line
    TEMPLATE_WORD_UNKNOWN = "template-word-unknown"  # template, line, word
    TEMPLATE_PART_MISSING = "template-part-missing"  # template, line, part
    TEMPLATE_FORBIDDEN = "template-forbidden"  # template, line
    TEMPLATE_TOO_LONG = "template-too-long"  # template, line
    TEMPLATE_TOO_DEEP = "template-too-deep"  # template, line
    TEMPLATE_VALUE_WRONG = "template-value-wrong"  # template, line
    TEMPLATE_FIELD_UNKNOWN = "template-field-unknown"  # template, line, field
    TEMPLATE_UNSHOWABLE = "template-unshowable"  # what, line
    TEMPLATE_FIGURE_UNKNOWN = "template-figure-unknown"  # template, line, figure
    ACTION_NOT_FOR_PART = "action-not-for-part"  # action, part
    REASON_MISSING = "reason-missing"  # action
    TARGET_MISSING = "target-missing"  # action, part
    TARGET_UNREADABLE = "target-unreadable"  # target, part, example
    TARGET_NOT_LOWER = "target-not-lower"  # target, current
    MERGED_WITH_ITSELF = "merged-with-itself"  # target
    NOTHING_CHARGED = "nothing-charged"  # -
    MARK_UNKNOWN = "mark-unknown"  # mark
    MARK_CHANGED_ELSEWHERE = "mark-changed-elsewhere"  # mark
    NOTHING_TO_UNDO = "nothing-to-undo"  # -
    NOTHING_TO_REDO = "nothing-to-redo"  # -
    NO_MARKS = "no-marks"  # code
    DATE_UNREADABLE = "date-unreadable"  # date
    JUDGED_ELSEWHERE = "judged-elsewhere"  # topic, judged
    TABLE_UNREADABLE = "table-unreadable"  # path, reason
    TABLE_KEY_MISSING = "table-key-missing"  # path, key
    TABLE_KEY_UNKNOWN = "table-key-unknown"  # path, key, known
    TOML_UNREADABLE = "toml-unreadable"  # path, line
    INCOME_YEAR_UNKNOWN = "income-year-unknown"  # year, known
    NUMBER_UNREADABLE = "number-unreadable"  # place, value, wanted
    NUMBER_NOT_POSITIVE = "number-not-positive"  # place, value
    NUMBER_NEGATIVE = "number-negative"  # place, value
    NUMBER_ABSURD = "number-absurd"  # place, value, most
    NUMBER_NOT_WHOLE = "number-not-whole"  # place, value
    PERCENT_OVER_100 = "percent-over-100"  # place, value
    CURRENCY_WITHOUT_RATE = "currency-without-rate"  # place, value, currency
    RANGE_DISORDERED = "range-disordered"  # place, low, middle, high
    YEAR_UNREADABLE = "year-unreadable"  # place, value
    VOLUME_CODE_UNKNOWN = "volume-code-unknown"  # place, code
    VOLUME_TWICE = "volume-twice"  # place, code, year, first
    VOLUME_HEADINGS_MISSING = "volume-headings-missing"  # path
    EDITION_GONE = "edition-gone"  # edition
    LINKED_DATA_MISSING = "linked-data-missing"  # path
    LINKED_DATA_REMOTE = "linked-data-remote"  # path, address
    LINKED_DATA_UNREADABLE = "linked-data-unreadable"  # path, line
    CASE_UNKNOWN = "case-unknown"  # case, code, known
    LINE_KEY_WRONG = "line-key-wrong"  # path, line, key, found
    ROW_WITHOUT_TEXT = "row-without-text"  # path, line
    ROW_VALUE_UNUSABLE = "row-value-unusable"  # path, line, key
    SCENARIO_UNKNOWN = "scenario-unknown"  # scenario, known
    BASELINE_MISSING = "baseline-missing"  # year, known
    BASELINE_FROZEN = "baseline-frozen"  # year
    COST_CELL_UNKNOWN = "cost-cell-unknown"  # cell, code
    COST_HEADINGS_MISSING = "cost-headings-missing"  # path
    COST_BLOCK_UNKNOWN = "cost-block-unknown"  # place, value
    COST_NUMBER_TWICE = "cost-number-twice"  # place, value, first
    NO_COST_TO_CUT = "no-cost-to-cut"  # edition
    PAIR_MISSING = "pair-missing"  # code, edition
    PROCEDURE_NAMED_TWICE = "procedure-named-twice"  # code, edition
    EDITION_ITSELF = "edition-itself"  # edition
    EDITION_EMPTY = "edition-empty"  # edition
    OLDER_EDITION_MISSING = "older-edition-missing"  # edition
    EDITIONS_UNRELATED = "editions-unrelated"  # old, new
    CARRY_WITHOUT_PLACE = "carry-without-place"  # mark
    MARK_NOT_CARRIED = "mark-not-carried"  # mark, edition
    NOT_A_BACKUP = "not-a-backup"  # path
    TEXT_NOT_LETTERS = "text-not-letters"  # -
    ROW_ASKS_FOR_NO_PAPER = "row-asks-for-no-paper"  # element, code
    ISSUER_WITHOUT_CODE = "issuer-without-code"  # code
    DOCUMENT_UNKNOWN = "document-unknown"  # document, known
    WORDING_EMPTY = "wording-empty"  # key
    WORDING_UNKNOWN = "wording-unknown"  # key
    CONVERTER_MISSING = "converter-missing"  # -
    CONVERTER_FAILED = "converter-failed"  # reason
    FILE_EDITED = "file-edited"  # path
    NOT_A_DOCUMENT = "not-a-document"  # path
    ISSUER_WITHOUT_RESULT = "issuer-without-result"  # code


class Problem(Exception):
    """One refused request: its kind and the plain facts that a sentence about it needs.

    `others` are further problems of the same request, where it was refused for several.
    """

    def __init__(self, kind: ProblemKind, **facts: str | int) -> None:
        super().__init__(kind.value, facts)
        self.kind = kind
        self.facts = facts
        self.others: tuple[Problem, ...] = ()

    def __reduce__(self) -> tuple[Callable[..., Problem], tuple[Any, ...]]:
        """Let a problem travel between processes, facts and all."""
        return _met_elsewhere, (self.kind, self.facts, self.others)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.kind.value}: {told}" if told else self.kind.value


def _met_elsewhere(kind: ProblemKind, facts: dict[str, str | int], others: tuple[Problem, ...]) -> Problem:
    problem = Problem(kind, **facts)
    problem.others = others
    return problem


def together(problems: Sequence[Problem]) -> Problem:
    """Return the first of some problems, of which there is at least one, with the others behind it."""
    first, *others = problems
    return _met_elsewhere(first.kind, first.facts, tuple(others))
