"""The sentence for everything that the lower floors refuse: what happened, where, and what to do next."""

from __future__ import annotations

import json
import unicodedata

from catalogue.elements import Part
from catalogue.problems import Problem, ProblemKind
from reviews.actions import MarkAction
from workbench.language import N_, ngettext, translate
from workbench.mapping_sentences import MAPPING_SENTENCES
from workbench.rendering.judged_words import judged_words
from workbench.rendering.labels import ACTION_LABELS, CHECK_LABELS, PART_LABELS
from workbench.rendering.places import in_file, place_words
from workbench.rendering.system_words import system_words
from workbench.template_sentences import TEMPLATE_SENTENCES

SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.FILE_MISSING: N_("There is no file {path}; check its name and folder."),
    ProblemKind.FILE_UNREADABLE: N_(
        "The file {path} cannot be read ({reason}); check that it is a file and that you may read it."
    ),
    ProblemKind.FILE_CHANGED: N_(
        "The file {path} was changed while it was read; wait until it is written, then retry."
    ),
    ProblemKind.FILE_TRUNCATED: N_(
        "The compressed file {path} breaks off or is damaged after line {line}; copy or download it again."
    ),
    ProblemKind.FILE_EMPTY: N_("The file {path} holds no records; check that it is the right file."),
    ProblemKind.NOT_UTF8: N_("{path}, line {line}: the text is not in UTF-8; save the file in UTF-8 and try again."),
    ProblemKind.NOT_JSON: N_(
        "{path}, line {line}, column {column}: this is not JSON; every line must hold one whole JSON object."
    ),
    ProblemKind.KEY_TWICE: N_(
        "{path}, line {line}: the key {key} stands twice in one object, with different values; keep only one of "
        "the two."
    ),
    ProblemKind.QUOTE_OPEN: N_(
        "{path}, line {line}: a quotation mark of this row is not closed, so that rows below it would run into its "
        "cell; close it and try again."
    ),
    ProblemKind.NOT_AN_OBJECT: N_(
        "{path}, line {line}: the line is no JSON object; every line must be one record in braces."
    ),
    ProblemKind.RECORD_WITHOUT_NAME: N_(
        "{path}, line {line}: the record has no name; every record needs the name of its procedure."
    ),
    ProblemKind.WRONG_TYPE: N_(
        "{path}, line {line}: the key {key} holds {found}, which the layout does not allow; "
        "“workbench schema” prints what is allowed."
    ),
    ProblemKind.DUPLICATE_CODE: N_(
        "{path}, line {line}: the code {code} was already used at {first}; keep only one of the two records."
    ),
    ProblemKind.FOLDER_UNKNOWN: N_(
        "{path} is a folder and holds no answers of the portal; name the files in it themselves."
    ),
    ProblemKind.UNPACK_FIRST: N_("{path} is a packed file ({found}); unpack it and import the files that are in it."),
    ProblemKind.SAVE_AS: N_(
        "{path} is a file of the kind {found}, which is not read; save it as {wanted} and try again."
    ),
    ProblemKind.LAYOUT_UNKNOWN: N_(
        "The layout of the file {path} is not known; save it as a workbook (.xlsx) or CSV with headings, or give a "
        "--mapping, which “workbench mapping” proposes."
    ),
    ProblemKind.ENCODING_UNKNOWN: N_(
        "{path}, line {line}: it is not certain how the letters of the text are written; save the file in UTF-8."
    ),
    ProblemKind.ENCODINGS_MIXED: N_(
        "{path}, line {line}: letters are written in {here} here and in {before} elsewhere; save the whole file in "
        "UTF-8 (in Excel: “CSV UTF-8”) and try again."
    ),
    ProblemKind.TOO_DEEP: N_("{path}, line {line}: the values are nested too deeply for any record; correct the file."),
    ProblemKind.HEADER_MISSING: N_(
        "{path} has no row of headings with the code and the name of procedures; add one, or give a --mapping."
    ),
    ProblemKind.ROWS_MISSING: N_(
        "{path} has a row of headings, but no procedure below it; check that it is the right file."
    ),
    ProblemKind.NAME_NOT_COMPUTED: N_(
        "{path}, line {line}: the cell of the name holds an error or a formula without a value; open the file in "
        "Excel, let it compute, save it and try again."
    ),
    ProblemKind.CODE_TOO_LONG: N_(
        "{path}, line {line}: the code has more than {most} characters, which no code has; correct it."
    ),
    ProblemKind.NO_PROCEDURES: N_(
        "The document {path} tells no procedure under the usual headings (Trình tự thực hiện, Thành phần hồ sơ…); "
        "check that it is the right file."
    ),
    ProblemKind.FILE_ENCRYPTED: N_("The file {path} is locked with a password; save it without one and try again."),
    ProblemKind.ARCHIVE_DAMAGED: N_(
        "The file {path} is cut off, damaged or no workbook or document; copy or download it again."
    ),
    ProblemKind.ARCHIVE_TOO_LARGE: N_(
        "The file {path} unpacks to far more than any workbook or document holds (at {entry}); nothing was unpacked. "
        "Open it in Excel or Word and save it anew, or ask its sender for it again."
    ),
    ProblemKind.XML_UNSAFE: N_(
        "The file {path} declares entities of its own in {entry}, as only harmful files do; it was not read. "
        "Ask its sender for it again, or save it anew in Excel or Word."
    ),
    ProblemKind.SHEET_TOO_LARGE: N_(
        "The sheet “{sheet}” of {path} spans {rows} rows and {columns} columns; delete the stray cells at its end."
    ),
    ProblemKind.DIMENSION_UNREADABLE: N_(
        "The sheet “{sheet}” of {path} says that it spans “{dimension}”, which is no range; open it in Excel and save "
        "it anew."
    ),
    ProblemKind.SOURCE_TOO_HEAVY: N_(
        "Reading the file {path} took more memory or time than is allowed; divide it or save it anew and try again."
    ),
    ProblemKind.EDITION_EXISTS: N_("There is already an edition “{edition}”; choose another name with --edition."),
    ProblemKind.EDITION_UNKNOWN: N_("There is no edition “{edition}”; the workspace holds: {known}."),
    ProblemKind.NO_EDITIONS: N_(
        "The workspace {path} holds no edition yet; “workbench import” brings one in, “workbench demo” opens samples."
    ),
    ProblemKind.NOTHING_ASKED: N_(
        "“{typed}” holds no word and no code to look for; type at least one, as in “khai sinh” or “1.0008”."
    ),
    ProblemKind.PROCEDURE_UNKNOWN: N_(
        "The edition “{edition}” has no procedure {code}; “workbench search” finds codes by words of the name."
    ),
    ProblemKind.ELEMENT_UNKNOWN: N_(
        "The procedure {code} has no element “{element}”; “workbench show” lists its elements, as in paper:1.2."
    ),
    ProblemKind.INSTRUMENT_UNKNOWN: N_(
        "No procedure of the edition “{edition}” cites {number}; “workbench laws” lists what is cited."
    ),
    ProblemKind.WORKSPACE_MISSING: N_(
        "There is no workspace at {path}; “workbench demo” makes one with samples, “workbench import” one of your own."
    ),
    ProblemKind.NOT_A_WORKSPACE: N_("{path} is no workspace of this program; name another file with --workspace."),
    ProblemKind.WORKSPACE_NEWER: N_(
        "The workspace {path} was made by a newer release (version {version}); install the newest release to open it."
    ),
    ProblemKind.WORKSPACE_DAMAGED: N_(
        "The workspace {path} is damaged ({reason}); put a copy in its place, or name another file with --workspace."
    ),
    ProblemKind.INDEX_DAMAGED: N_(
        "The search index of the workspace {path} is damaged; make it anew with “workbench check --rebuild”."
    ),
    ProblemKind.WORKSPACE_READ_ONLY: N_(
        "The workspace {path} can only be read where it lies; copy it to a folder in which you may write, and name the "
        "copy with --workspace."
    ),
    ProblemKind.WORKSPACE_BUSY: N_(
        "Another program is writing to the workspace {path}; wait until it is done and try again."
    ),
    ProblemKind.BACKUP_DAMAGED: N_(
        "The copy {path} is damaged ({check}) and was not used; nothing was changed. Use another copy."
    ),
    ProblemKind.BACKUP_IS_WORKSPACE: N_("{path} is the workspace itself; name another file for the copy."),
    ProblemKind.WORKSPACE_NOT_SUPPORTED: N_(
        "The workspace {path} is an address, and this release opens files only; name a file with --workspace."
    ),
    ProblemKind.FOLDER_UNWRITABLE: N_(
        "Nothing can be written at {path} ({reason}); choose a folder in which you may write."
    ),
    ProblemKind.FILE_EXISTS: N_("{path} exists already; choose another place, or replace it with --force."),
    ProblemKind.DISK_FULL: N_("The disk that holds {path} is full; make room and try again, nothing was changed."),
    ProblemKind.PATH_REFUSED: N_("{path} cannot be used ({reason}); check the name and the folder, or give another."),
    ProblemKind.SYSTEM_REFUSED: N_("The system refused ({reason}); make that possible and try again."),
    ProblemKind.NO_TERMINAL: N_(
        "The screens need a terminal on both sides; use commands such as “workbench editions” and "
        "“workbench show” instead."
    ),
    ProblemKind.FORMAT_UNKNOWN: N_("There is no document format {format}; the formats are {known}."),
    **MAPPING_SENTENCES,
    **TEMPLATE_SENTENCES,
    ProblemKind.ACTION_NOT_FOR_PART: N_(
        "“{action}” cannot be proposed for: {part}; choose another action or another element."
    ),
    ProblemKind.REASON_MISSING: N_("The proposal “{action}” needs a reason; say why it is right."),
    ProblemKind.TARGET_MISSING: N_(
        "The proposal “{action}” ({part}) must say towards what: the database, the lower number, or what to merge with."
    ),
    ProblemKind.TARGET_UNREADABLE: N_("“{target}” cannot be read ({part}); write it as in: {example}."),
    ProblemKind.TARGET_NOT_LOWER: N_("“{target}” is not below what holds today ({current}); give a lower value."),
    ProblemKind.MERGED_WITH_ITSELF: N_("“{target}” is the element itself; name another one to merge it with."),
    ProblemKind.NOTHING_CHARGED: N_("Nothing is charged there, so there is no fee to take away; “keep” notes it."),
    ProblemKind.MARK_UNKNOWN: N_("There is no mark {mark}; “workbench marks” lists those that stand."),
    ProblemKind.MARK_CHANGED_ELSEWHERE: N_(
        "The mark {mark} was changed by somebody else meanwhile; look at it again and then decide."
    ),
    ProblemKind.NOTHING_TO_UNDO: N_("You have no change left to undo; “workbench history” shows what was done."),
    ProblemKind.NOTHING_TO_REDO: N_("You have undone nothing that could be done again."),
    ProblemKind.NO_MARKS: N_("No mark proposes a change in {code}; mark an element first."),
    ProblemKind.DATE_UNREADABLE: N_("“{date}” is no day; write it as YYYY-MM-DD or DD/MM/YYYY, as in 2026-07-18."),
    ProblemKind.JUDGED_ELSEWHERE: N_(
        "What was said of {subject} has been said anew since; look at it again before taking it back."
    ),
    ProblemKind.TABLE_UNREADABLE: N_(
        "The file {path} is not laid out like the table that comes with the program ({reason}); correct it there."
    ),
    ProblemKind.TABLE_KEY_MISSING: N_("{path}: “{key}” is missing; add it as docs/costs.md shows."),
    ProblemKind.TABLE_KEY_UNKNOWN: N_("{path}: there is no “{key}” here, only {known}; correct or leave it out."),
    ProblemKind.TOML_UNREADABLE: N_("{path}, line {line}: this is not TOML, or nested too deeply; correct the line."),
    ProblemKind.INCOME_YEAR_UNKNOWN: N_(
        "No income per hour is known for the year {year}; known years are: {known}. Name one of them, or add the year "
        "with its source to a file of your own."
    ),
    ProblemKind.NUMBER_UNREADABLE: N_("{place}: “{value}” is not {wanted}; correct it there."),
    ProblemKind.NUMBER_NOT_POSITIVE: N_("{place}: “{value}” must be more than 0; correct it."),
    ProblemKind.NUMBER_NEGATIVE: N_("{place}: “{value}” is below 0, which no such number can be; correct it."),
    ProblemKind.NUMBER_ABSURD: N_(
        "{place}: “{value}” is more than the {most} that such a number can be at most; correct it."
    ),
    ProblemKind.NUMBER_NOT_WHOLE: N_(
        "{place}: “{value}” does not come to a whole number; give whole minutes, đồng or subjects."
    ),
    ProblemKind.PERCENT_OVER_100: N_("{place}: “{value}” is over 100 percent; give a share from 0 to 100."),
    ProblemKind.CURRENCY_WITHOUT_RATE: N_(
        "{place}: “{value}” is in {currency}, for which no rate is given; give đồng, or a rate with --rate."
    ),
    ProblemKind.RANGE_DISORDERED: N_(
        "{place}: low {low}, middle {middle} and high {high} do not rise in that order; correct the range."
    ),
    ProblemKind.YEAR_UNREADABLE: N_("{place}: “{value}” is no year; write it with four digits, as in 2025."),
    ProblemKind.VOLUME_CODE_UNKNOWN: N_(
        "{place}: no procedure of the edition has the code “{code}”; correct it, or import the procedure first."
    ),
    ProblemKind.VOLUME_TWICE: N_(
        "{place}: a volume of {code} for {year} stands already at {first}; keep only one of the two."
    ),
    ProblemKind.VOLUME_HEADINGS_MISSING: N_(
        "{path} has no row of headings with code (Mã TTHC), year (Năm) and cases (Số hồ sơ); add one and try again."
    ),
    ProblemKind.EDITION_GONE: N_(
        "The edition “{edition}” was deleted while it was being compared; “workbench editions” lists those there are."
    ),
    ProblemKind.LINKED_DATA_MISSING: N_(
        "{path} is linked data that only the extra “linked-data” reads; install it (pip install rdflib), or export the "
        "catalogue with --syntax json-ld."
    ),
    ProblemKind.LINKED_DATA_REMOTE: N_(
        "{path} asks for {address} from the network, which is not fetched; write its context into the file."
    ),
    ProblemKind.LINKED_DATA_UNREADABLE: N_(
        "{path}, line {line}: this is neither Turtle nor JSON-LD; check that the file is whole."
    ),
    ProblemKind.CASE_UNKNOWN: N_("{code} has no dossier {case} that is a case of its own; its cases are: {known}."),
    ProblemKind.LINE_KEY_WRONG: N_(
        "{path}, line {line}: the key {key} holds {found}; the command's --help says what every line must hold."
    ),
    ProblemKind.ROW_WITHOUT_TEXT: N_(
        "{path}, line {line}: the row has no text; give the words of the paper row under the key “text”."
    ),
    ProblemKind.ROW_VALUE_UNUSABLE: N_(
        "{path}, line {line}: the key “{key}” does not hold a text; write its value in quotation marks or leave it out."
    ),
    ProblemKind.SCENARIO_UNKNOWN: N_(
        "There is no scenario “{scenario}”; known ones are: {known}. “workbench scenario NAME --all” makes one."
    ),
    ProblemKind.BASELINE_MISSING: N_(
        "No baseline is frozen for {year} (there are: {known}); “workbench targets --freeze {year}” freezes one."
    ),
    ProblemKind.BASELINE_FROZEN: N_(
        "A baseline of {year} is frozen already, and targets are measured against it; replace it with --force."
    ),
    ProblemKind.COST_CELL_UNKNOWN: N_(
        "The cost table of {code} has no cell “{cell}”; name a row as it is numbered and a column, as in 1.2:minutes."
    ),
    ProblemKind.COST_HEADINGS_MISSING: N_(
        "{path} has no row of headings with the work (Công việc) and its numbers (Giờ, Phí …); add one and try again."
    ),
    ProblemKind.COST_BLOCK_UNKNOWN: N_(
        "{place}: “{value}” is no block of a cost table; write “hiện tại” or “sau”, or leave it empty for today."
    ),
    ProblemKind.COST_NUMBER_TWICE: N_(
        "{place}: “{value}” differs from what stands at {first}; keep only one of the two."
    ),
    ProblemKind.NO_COST_TO_CUT: N_(
        "The chosen procedures of the edition “{edition}” cost nothing that could be cut; choose others."
    ),
    ProblemKind.PAIR_MISSING: N_(
        "The comparison found nothing of the other edition for {code} of “{edition}”; name its new code as well."
    ),
    ProblemKind.PROCEDURE_NAMED_TWICE: N_("{code} of “{edition}” was named twice; name each procedure once."),
    ProblemKind.EDITION_ITSELF: N_("“{edition}” was named twice; name an older and a newer edition."),
    ProblemKind.OLDER_EDITION_MISSING: N_(
        "There is no edition older than “{edition}” to compare it with; import one, or choose another edition."
    ),
    ProblemKind.EDITION_EMPTY: N_(
        "The edition “{edition}” holds no procedures, so that nothing can be said of any mark; no mark was changed."
    ),
    ProblemKind.EDITIONS_UNRELATED: N_(
        "No procedure of “{old}” was found again in “{new}”, so that nothing can be said of any mark; "
        "look whether both are of one catalogue. No mark was changed."
    ),
    ProblemKind.CARRY_WITHOUT_PLACE: N_(
        "What mark {mark} stands on is not in the newer edition; settle it with “drop” or “seen”."
    ),
    ProblemKind.MARK_NOT_CARRIED: N_(
        "Mark {mark} is no mark of “{edition}” that can be carried; “workbench carry” without --settle lists them."
    ),
    ProblemKind.NOT_A_BACKUP: N_(
        "The file {path} is no copy of a workspace and was not used; name one that “workbench backup” made."
    ),
    ProblemKind.TEXT_NOT_LETTERS: N_(
        "A text that was given holds bytes that are no letters in UTF-8; type it anew, or set the terminal to UTF-8."
    ),
    ProblemKind.ROW_ASKS_FOR_NO_PAPER: N_(
        "“{element}” of {code} asks for no paper that an office could issue; “workbench show {code}” lists the papers."
    ),
    ProblemKind.ISSUER_WITHOUT_CODE: N_(
        "{code} has no national code by which the link could hold in later editions; name a procedure that has one."
    ),
    ProblemKind.DOCUMENT_UNKNOWN: N_("There is no document “{document}”; known ones are: {known}."),
    ProblemKind.WORDING_EMPTY: N_(
        "The sentence {key} cannot be put in no words; --restore takes your words away and says it as before."
    ),
    ProblemKind.WORDING_UNKNOWN: N_(
        "The document has no sentence {key}; “workbench wording” without a sentence lists all of them."
    ),
    ProblemKind.CONVERTER_MISSING: N_(
        "PDF files are made by LibreOffice, which was not found here; install it, or write DOCX and print that."
    ),
    ProblemKind.CONVERTER_FAILED: N_("LibreOffice made no PDF ({reason}); write DOCX and open it to see why."),
    ProblemKind.FILE_EDITED: N_(
        "The file {path} was edited since the program wrote it; --force replaces it, another folder leaves it."
    ),
    ProblemKind.NOT_A_DOCUMENT: N_("{path} is no DOCX document; name one that this program wrote."),
    ProblemKind.ISSUER_WITHOUT_RESULT: N_(
        "{code} is published without a result, so it can be linked to no paper; name a procedure that has one."
    ),
}

_JSON_TYPES = {
    "object": N_("an object"),
    "list": N_("a list"),
    "boolean": N_("true or false"),
    "text": N_("a text"),
    "number": N_("a number"),
    "null": N_("nothing"),
}

# The numbers of the cost table, each with how it may be written.
_NUMBERS = {
    "count": N_("a whole number, as in 1.200"),
    "times": N_("a number of times a year, as in 2, 0,5 or 1/3"),
    "minutes": N_("a time, as in 90, 1,5 giờ or 1 giờ 30 phút"),
    "money": N_("an amount in đồng, as in 20.000 or 1,5 triệu"),
    "percent": N_("a share from 0 to 100 percent, as in 25"),
    "rate": N_("a rate, as in USD=25400"),
}
# How many letters of a text a sentence can bear that only names it.
NAMED = 80


# Of the problems of one request, so many are told.
_TOLD = 20


def problem_sentence(problem: Problem) -> str:
    """Return the sentence for a refusal in the language spoken now, on one line, safe to print.

    Where a record of a sheet or document is refused, its place (`record_place`) is told in place of a line.
    """
    facts = {name: _told(name, value) for name, value in problem.facts.items()}
    if "first_place" in facts:
        facts["first"] = printable(in_file(str(problem.facts["first_file"]), str(problem.facts["first_place"])))
    if "judged" in facts:
        said = json.loads(str(problem.facts["judged"]))
        facts["subject"] = printable(judged_words(str(problem.facts["topic"]), said))
    sentence = translate(SENTENCES[problem.kind])
    if "record_place" in facts:
        facts["record_place"] = printable(place_words(str(problem.facts["record_place"])))
        sentence = sentence.replace(translate(N_("{path}, line {line}")), "{path}, {record_place}", 1)
    return sentence.format(**facts)


def problem_lines(problem: Problem) -> list[str]:
    """Return the sentence for a refusal, and a line for each of the first of its other problems."""
    told = problem.others[: _TOLD - 1]
    lines = [problem_sentence(problem), *map(problem_sentence, told)]
    if rest := len(problem.others) - len(told):
        lines.append(ngettext("… and {count} more", "… and {count} more", rest))
    return lines


def _told(name: str, value: str | int) -> str:
    """One fact in the words of the language; text that the user or a file brought is shown as it is."""
    text = str(value)
    if name == "action" and text in set(MarkAction):
        return translate(ACTION_LABELS[MarkAction(text)])
    if name == "part" and text in set(Part):
        return translate(PART_LABELS[Part(text)]).lower()
    if name == "check" and set(text.split(", ")) <= CHECK_LABELS.keys():
        return ", ".join(translate(CHECK_LABELS[check]).lower() for check in text.split(", "))
    if name == "found" and text in _JSON_TYPES:
        return translate(_JSON_TYPES[text])
    if name == "most" and isinstance(value, int):
        return f"{value:,}".replace(",", ".")
    if name == "reason":
        return printable(system_words(text))
    if name == "wanted":
        return translate(_NUMBERS[text]) if text in _NUMBERS else printable(text)
    if name == "value":
        return printable_within(text, NAMED)
    if name in ("here", "before") and not text:
        return translate(N_("an unknown encoding"))
    return printable(text)


def printable(text: str) -> str:
    """Return a text on one line without any character that a terminal would act upon; each becomes `�`."""
    return "".join("\ufffd" if unicodedata.category(letter) in _UNPRINTABLE else letter for letter in text)


def printable_within(text: str, widest: int) -> str:
    """Return a text on one line, safe to print, and cut with `…` where it has more letters than `widest`."""
    line = " ".join(text.split())
    return printable(line if len(line) <= widest else f"{line[: widest - 1].rstrip()}…")


_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def refusal_values(problem: Problem) -> dict[str, str]:
    """Return one refused row of a sheet as plain values for JSON: its kind, place and sentence."""
    return {
        "kind": problem.kind.value,
        "place": str(problem.facts.get("place", "")),
        "reason": problem_sentence(problem),
    }
