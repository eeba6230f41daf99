"""What is said of files: which are taken, and why one was not."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.visit import Visit
from panel_refunds.tenants.tenant import FileRules
from panel_refunds.tickets.attachment import ENDINGS

ABOUT_FILES = frozenset({"too_many_files", "file_too_large", "file_refused", "files_not_kept"})
FIELD = "files"


def check_uploads(visit: Visit) -> None:
    """Refused with ``file_too_large`` when the form was larger than the page takes, so that files of it are missing."""
    if visit.cut:
        raise Refused("file_too_large", field=FIELD)


def files_taken(visit: Visit) -> str:
    """Which files may be chosen: how many, how large, of which kinds."""
    rules = visit.tenant.attachments
    return visit.words.counted(
        "At most {count} file of up to {size}: {kinds}.",
        "At most {count} files of up to {size} each: {kinds}.",
        rules.files,
        size=visit.figures.megabytes(rules.megabytes),
        kinds=_kinds(visit, rules),
    )


def file_endings(visit: Visit) -> str:
    """The endings of names, as a field for files wants them."""
    return ",".join(ending for kind in visit.tenant.attachments.kinds for ending in ENDINGS[kind])


def files_field(visit: Visit) -> dict[str, str]:
    """What a page with a field for files is given."""
    return {"files_taken": files_taken(visit), "file_endings": file_endings(visit)}


def in_words(visit: Visit, refused: Refused) -> Refused:
    """The same refusal; one about files says it to a person, in the language of the page."""
    if refused.code not in ABOUT_FILES:
        return refused
    return Refused(refused.code, told_of_files(visit, refused), field=FIELD)


def told_of_files(visit: Visit, refused: Refused) -> str:
    """Why the files were not taken, and what to do: what was written is there, files have to be chosen again."""
    return f"{_why(visit, refused)} {visit.words('What you wrote is still here; please choose the files again.')}"


def _why(visit: Visit, refused: Refused) -> str:
    _, rules, name = visit.words, visit.tenant.attachments, refused.facts.get("name", "")
    if refused.code == "too_many_files":
        return _.counted("Choose at most {count} file.", "Choose at most {count} files.", rules.files)
    if refused.code == "file_too_large":
        size = visit.figures.megabytes(rules.megabytes if name else rules.files * rules.megabytes)
        if name:
            return _("“{name}” is larger than {size}.", name=_.isolated(name), size=size)
        return _("Together these files are larger than {size}.", size=size)
    if refused.code == "files_not_kept":
        return _("Files cannot be kept at the moment. Send your message without them, or try again later.")
    if refused.facts.get("why") == "script":
        return _("“{name}” holds a script or another file, and is not taken.", name=_.isolated(name))
    if refused.facts.get("why") == "damaged":
        return _("“{name}” is cut short or damaged.", name=_.isolated(name))
    return _(
        "“{name}” is not taken: it has to be {kinds}, and its name has to say so.",
        name=_.isolated(name),
        kinds=_kinds(visit, rules),
    )


def _kinds(visit: Visit, rules: FileRules) -> str:
    names = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP", "pdf": "PDF", "text": visit.words("plain text")}
    return visit.words.either([names[kind] for kind in rules.kinds])
