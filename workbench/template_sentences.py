"""The sentences for what is wrong with an office's own templates: the file, the line, and what to do."""

from __future__ import annotations

from catalogue.problems import ProblemKind
from workbench.language import N_

TEMPLATE_SENTENCES: dict[ProblemKind, str] = {
    ProblemKind.TEMPLATE_FOLDER_MISSING: N_(
        "There is no folder of templates {path}; give the folder that holds the files “*.md.j2”."
    ),
    ProblemKind.TEMPLATE_NOT_A_FILE: N_(
        "The document template {template} is no file (a folder, a pipe or a broken link); put a text file there or "
        "take it away."
    ),
    ProblemKind.TEMPLATE_SYNTAX: N_(
        "The document template {template}, line {line}: a command is not whole or not well formed; see that each "
        "brace, if and for is closed."
    ),
    ProblemKind.TEMPLATE_WORD_UNKNOWN: N_(
        "The document template {template}, line {line}: templates have no command “{word}”; correct it or take it out."
    ),
    ProblemKind.TEMPLATE_PART_MISSING: N_(
        "The document template {template}, line {line}, asks for a part {part} that is not there; put it into the "
        "folder of templates or take the line out."
    ),
    ProblemKind.TEMPLATE_FORBIDDEN: N_(
        "The document template {template}, line {line}, reaches for the program's inside, which templates may not; "
        "use only the fields of documents."
    ),
    ProblemKind.TEMPLATE_TOO_LONG: N_(
        "The document template {template}, line {line}, runs on for too long or makes too long a text; take out the "
        "loop or the repetition."
    ),
    ProblemKind.TEMPLATE_TOO_DEEP: N_(
        "The document template {template}, line {line}, includes or calls itself, or is nested too deeply; break "
        "the circle."
    ),
    ProblemKind.TEMPLATE_VALUE_WRONG: N_(
        "The document template {template}, line {line}, calculates or formats something that does not allow it; "
        "correct the line."
    ),
    ProblemKind.TEMPLATE_FIELD_UNKNOWN: N_(
        "The document template {template}, line {line}, names a field {field} that documents do not have; correct the "
        "template."
    ),
    ProblemKind.TEMPLATE_UNSHOWABLE: N_(
        "What the template makes holds, on line {line}, something that documents cannot show ({what}); “--format md” "
        "writes these lines to look at, then correct the template."
    ),
    ProblemKind.TEMPLATE_FIGURE_UNKNOWN: N_(
        "The document template {template}, line {line}, asks for a figure {figure} that this document does not have; "
        "take it out of the template."
    ),
}
