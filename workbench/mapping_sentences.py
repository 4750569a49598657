"""The sentences for what is wrong with a mapping or does not fit it: the file, the line, and what to do."""

from __future__ import annotations

from catalogue.problems import ProblemKind
from workbench.language import N_

MAPPING_SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.MAPPING_NOT_TOML: N_("{path}, line {line}: this is not TOML; correct the line, or propose anew."),
    ProblemKind.MAPPING_KEY_UNKNOWN: N_(
        "{path}, line {line}: a mapping has no key {key} there; it could be one of: {known}."
    ),
    ProblemKind.MAPPING_VALUE_WRONG: N_(
        "{path}, line {line}: the value of {key} cannot be used; name a column or path in quotation marks, as in "
        'name = "Tên thủ tục".'
    ),
    ProblemKind.MAPPING_HEADER_WRONG: N_(
        "{path}, line {line}: {key} must be the number of the row with the headings; correct it, or leave it out."
    ),
    ProblemKind.MAPPING_CONSTANT_WRONG: N_(
        "{path}, line {line}: the constant of {key} must be a text in quotation marks, a number, a day or a list."
    ),
    ProblemKind.MAPPED_HEADER_MISSING: N_("{path} has nothing below a row {row}; correct “header” in the mapping."),
    ProblemKind.MAPPING_WITHOUT_NAME: N_(
        "The mapping {path} does not say where a procedure's name comes from; give “name” under [fields]."
    ),
    ProblemKind.MAPPED_COLUMN_MISSING: N_(
        "The mapping {path} names the column “{column}” for {key}, which the sheet does not have; it has: {known}."
    ),
    ProblemKind.MAPPED_SHEET_MISSING: N_(
        "The file {path} has no sheet “{sheet}” with headings and rows; its sheets are: {known}."
    ),
    ProblemKind.MAPPED_LIST_MISSING: N_(
        "The file {path} holds no list of records at “{key}”; correct “records” in the mapping."
    ),
}
