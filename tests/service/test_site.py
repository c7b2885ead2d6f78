"""The folder of briefings as a site: found, fed, kept; nothing of an article acts, nothing is half written."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from lxml import etree

import shelves
from press_briefing.model.errors import OutputError, SettingsError, UsageError
from press_briefing.service import site
from press_briefing.service.ledger import Ledger
from press_briefing.service.site import entry, feed, index, listing, pins, place, text, variants, words
from press_briefing.service.site.entry import summary

NOW = datetime(2025, 11, 20, tzinfo=UTC)
ATOM = {"a": feed.ATOM}
HOSTILE = "</script><script>alert(1)</script>\u202ecod.exe\u0000 \ud800 & \"'<img src=x onerror=alert(2)>\u2028"


def pages_of(out: Path) -> dict[str, bytes]:
    """Every file of the site itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for pattern in ("*.html", "feed.xml", "archives/*", "latest/**/*")
        for path in out.glob(pattern)
        if path.is_file()
    }


def data_of(out: Path) -> dict:
    found = re.search(
        r'<script type="application/json" id="donnees">(.*?)</script>', (out / "index.html").read_text("utf-8"), re.S
    )
    assert found
    return json.loads(found[1])


def completed(ledger: Ledger, report: str, when: datetime, folder: str, **told: str) -> None:
    run = ledger.claim(report, when, key=folder)
    assert run is not None
    ledger.finish(run, "completed", folder=folder, briefing_id=folder, **told)


# What is found ---------------------------------------------------------------------------------------------------


def test_reads_what_a_folder_tells(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a-1", title="L’eau", actors=("Awa Traoré", "=Somme"), places=("Kayes", "Mopti"))
    found = entry.read(tmp_path / "a-1", "a-1")
    assert found is not None
    assert (found.title, found.date, found.source, found.author) == (
        "L’eau",
        "2025-11-18",
        "journal.example",
        "Camille Exemple",
    )
    assert found.actors == ("=Somme", "Awa Traoré")
    assert found.places == ("Kayes", "Mopti")
    assert found.opening.startswith("Les pluies")  # neither title nor byline
    assert found.made == "2025-11-18T21:06:45Z"  # started, and the seconds of its phases
    assert (found.html > 0, found.pdf > 90_000, found.notebook, found.data) == (True, True, 1400, 60_000)


def test_what_is_no_briefing_is_left_out(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a-1")
    shelves.shelve(tmp_path, "matinale/2025-11-18/b-2")
    shelves.shelve(tmp_path, ".building-x/c-3")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "manifest.json").write_text('{"schema": "other"}')
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "manifest.json").write_text("{" * 3000)
    (tmp_path / "link").symlink_to(tmp_path / "a-1")
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "manifest.json").symlink_to(tmp_path / "a-1" / "manifest.json")
    found = site.shelf_of(tmp_path)
    assert [each.address for each in found.entries] == ["matinale/2025-11-18/b-2", "a-1"]
    assert found.skipped == ("broken", "elsewhere")


def test_the_cache_says_what_the_folders_say(tmp_path: Path) -> None:
    shelves.many(tmp_path, 5)
    cache = tmp_path / ".site" / "entries.json"
    fresh = site.shelf_of(tmp_path).entries
    site.rebuild(tmp_path)
    assert site.shelf_of(tmp_path).entries == fresh
    told = json.loads(cache.read_bytes())
    told["rows"][0][0][1] = "from the cache"
    cache.write_text(json.dumps(told))
    assert "from the cache" in [each.title for each in site.shelf_of(tmp_path).entries]
    folder = tmp_path / told["rows"][0][0][0]
    (folder / "briefing.pdf").unlink()  # the folder is another now: read again
    assert {each.address: each.pdf for each in site.shelf_of(tmp_path).entries}[folder.name] == 0
    cache.write_text('{"reader": [')
    assert len(site.shelf_of(tmp_path).entries) == 5


def test_the_ledger_names_the_reports(tmp_path: Path) -> None:
    for name in ("a-1", "b-2", "c-3"):
        shelves.shelve(tmp_path, name)
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW, "a-1")
        completed(ledger, "hebdo", NOW, "a-1")
        completed(ledger, "matinale", NOW - timedelta(days=1), "b-2")
    found = {each.address: each.reports for each in site.shelf_of(tmp_path).entries}
    assert found == {"a-1": ("hebdo", "matinale"), "b-2": ("matinale",), "c-3": ()}


# One article in several forms ------------------------------------------------------------------------------------


def forms_of(out: Path) -> None:
    """One article as three briefings, and two others that look like it."""
    same = {"title": "Le fleuve monte", "material": "ab" * 32}
    shelves.shelve(out, "fleuve-en", **same, parameters={"language": "en", "paper": "a4"})
    shelves.shelve(out, "fleuve-fr", **same)
    shelves.shelve(out, "fleuve-lettre", **same, parameters={"language": "fr", "paper": "letter", "top": 3})
    shelves.shelve(out, "fleuve-ailleurs", **{**same, "origin": "https://radio.example/9"})
    shelves.shelve(out, "fleuve-autre", title=same["title"], material="cd" * 32)


@pytest.mark.parametrize(
    ("language", "lead", "others"),
    [
        ("fr", "fleuve-fr", [("fleuve-lettre", "Letter, top=3"), ("fleuve-en", "anglais")]),
        ("en", "fleuve-en", [("fleuve-fr", "French"), ("fleuve-lettre", "French, Letter, top=3")]),
    ],
)
def test_one_article_is_one_row(tmp_path: Path, language: str, lead: str, others: list[tuple[str, str]]) -> None:
    forms_of(tmp_path)
    made = site.rebuild(tmp_path, options=site.Options(language=language))
    rows = data_of(tmp_path)["rows"]
    assert made.briefings == 5
    assert sorted(row[0] for row in rows) == sorted([lead, "fleuve-autre", "fleuve-ailleurs"])
    assert {row[0]: row[-1] for row in rows}[lead] == [[f"{name}/briefing.html", told] for name, told in others]
    front = (tmp_path / "index.html").read_text("utf-8")
    assert front.count('<li class="briefing">') == 3
    assert all(f'<a href="{name}/briefing.html">{told}</a>' in front for name, told in others)


def test_the_row_is_as_new_as_its_newest_and_has_the_reports_of_all(tmp_path: Path) -> None:
    forms_of(tmp_path)
    record = tmp_path / "fleuve-en" / "run.json"
    record.write_text(json.dumps({"started": shelves.STARTED + 2 * 86_400, "seconds": {}}))
    pins.change(tmp_path, "fleuve-lettre", pinned=True)
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW, "fleuve-en")
        completed(ledger, "hebdo", NOW, "fleuve-fr")
    row = next(each for each in variants.gathered(site.shelf_of(tmp_path).good, "fr") if each.variants)
    assert (row.address, row.made[:10], row.reports, row.pinned) == (
        "fleuve-fr",
        "2025-11-20",
        ("hebdo", "matinale"),
        True,
    )


def test_forms_that_nothing_tells_apart_have_their_day_or_address(tmp_path: Path) -> None:
    for name, days in (("a-11111111", 0), ("a-22222222", 0), ("a-33333333", 3), ("a-44444444", 0)):
        shelves.shelve(tmp_path, name, material="ab" * 32, started=shelves.STARTED + days * 86_400)
    (row,) = variants.gathered(site.shelf_of(tmp_path).good, "fr")
    assert (row.address, [name for _, name in row.variants]) == (
        "a-33333333",
        ["18 novembre 2025", "22222222", "11111111"],
    )


def test_a_review_in_another_language_is_a_form_too(tmp_path: Path) -> None:
    from press_briefing.report.manifest import REVIEW

    for name, language, first in (("r-1", "fr", "a"), ("r-2", "en", "a"), ("r-3", "fr", "b")):
        told = json.loads((shelves.shelve(tmp_path, name) / "manifest.json").read_bytes())
        told |= {"schema": REVIEW, "period": {"until": "2025-11-18"}, "articles": {"count": 1, "first": first}}
        (tmp_path / name / "manifest.json").write_text(json.dumps({**told, "parameters": {"language": language}}))
    found = variants.gathered(site.shelf_of(tmp_path).good, "fr")
    assert {row.address: row.variants for row in found} == {"r-1": (("r-2/briefing.html", "anglais"),), "r-3": ()}


# The pages -------------------------------------------------------------------------------------------------------


def test_rebuild_is_deterministic_and_writes_only_what_changed(tmp_path: Path) -> None:
    shelves.many(tmp_path, 12)
    made = site.rebuild(tmp_path)
    assert (made.briefings, made.failures, made.skipped) == (12, 0, ())
    before = pages_of(tmp_path)
    stamp = (tmp_path / "index.html").stat().st_mtime_ns
    (tmp_path / ".site" / "entries.json").unlink()
    site.rebuild(tmp_path)
    assert pages_of(tmp_path) == before
    assert (tmp_path / "index.html").stat().st_mtime_ns == stamp
    assert not list(tmp_path.rglob(".site-*"))


def test_another_machine_makes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        shelves.many(tmp_path / name, 5)
        code = "import sys, pathlib; from press_briefing.service import site; site.rebuild(pathlib.Path(sys.argv[1]))"
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name)],
            check=True,
            timeout=60,
            env={**os.environ, "PYTHONHASHSEED": str(ord(name[0])), "TZ": "Asia/Tokyo", "LANG": "C"},
        )
    assert pages_of(tmp_path / "one") == pages_of(tmp_path / "two")


def test_every_briefing_is_listed_without_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LONGEST", 40)
    monkeypatch.setattr("press_briefing.service.site.pages.FRONT", 10)
    shelves.many(tmp_path, 130, days=3)
    shelves.shelve(tmp_path, "undated", date=None)
    site.rebuild(tmp_path)
    listed = "".join(path.read_text("utf-8") for path in (tmp_path / "archives").glob("*.html"))
    assert all(f"/{each.address}/briefing.html" in listed for each in site.shelf_of(tmp_path).entries)
    front = (tmp_path / "index.html").read_text("utf-8")
    for path in (tmp_path / "archives").glob("*.html"):
        assert f'href="archives/{path.name}"' in front
        assert path.read_text("utf-8").count('<li class="briefing">') <= 40


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_no_link_is_dead_and_none_leads_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from urllib.parse import unquote

    monkeypatch.setattr(listing, "LONGEST", 4)
    shelves.many(tmp_path, 12, days=40)
    shelves.shelve(tmp_path, "javascript:alert(1)#é ?%41", title="x")
    shelves.shelve(tmp_path, "d.failed", state="failed")
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        completed(ledger, "Matinale d’été / 2", NOW, next(path.name for path in tmp_path.glob("note-00003*")))
    site.rebuild(tmp_path)
    for page in [*tmp_path.glob("*.html"), *tmp_path.glob("archives/*.html"), *tmp_path.glob("latest/**/*.html")]:
        links = Links()
        links.feed(page.read_text("utf-8"))
        for link in links.found:
            if not link.startswith("#"):
                assert ":" not in link
                target = (page.parent / unquote(link.partition("#")[0])).resolve()
                assert target.exists(), f"{page.name}: {link}"
                assert tmp_path.resolve() in (target, *target.parents)


def test_pages_that_nothing_leads_to_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LONGEST", 4)
    shelves.many(tmp_path, 12, days=40)
    site.rebuild(tmp_path)
    assert list((tmp_path / "archives").iterdir())
    (tmp_path / "archives" / "mine.html").write_text("mine")
    monkeypatch.setattr(listing, "LONGEST", 400)
    site.rebuild(tmp_path)
    assert [path.name for path in (tmp_path / "archives").iterdir()] == ["mine.html"]


def test_another_hands_page_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("my home page")
    with pytest.raises(OutputError, match="not ours"):
        site.rebuild(tmp_path)
    assert (tmp_path / "index.html").read_text() == "my home page"
    (tmp_path / "index.html").unlink()
    (tmp_path / "latest").symlink_to("/tmp")
    with pytest.raises(OutputError, match="in the way"):
        site.rebuild(tmp_path)


def test_a_failed_rebuild_leaves_the_earlier_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelves.shelve(tmp_path, "a-1")
    site.rebuild(tmp_path)
    before = pages_of(tmp_path)
    shelves.shelve(tmp_path, "b-2", date="2025-11-19")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OutputError, match="No space left"):
        site.rebuild(tmp_path)
    monkeypatch.undo()
    assert pages_of(tmp_path) == before
    site.rebuild(tmp_path)
    assert b"b-2/briefing.html" in (tmp_path / "index.html").read_bytes()
    assert not list(tmp_path.rglob(".site-*"))


def test_what_a_killed_rebuild_left_is_swept(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a-1")
    site.rebuild(tmp_path)
    for name in (".site-x", ".site/.site-x", "latest/.site-x"):
        (tmp_path / name).write_text("half")
    (tmp_path / "latest" / ".site-y").mkdir()
    site.rebuild(tmp_path)
    assert not list(tmp_path.rglob(".site-*"))


def test_listing_writes_nothing(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a-1")
    site.shelf_of(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a-1"]


def test_two_at_once_leave_the_whole_site(tmp_path: Path) -> None:
    shelves.many(tmp_path, 20)
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r}); import shelves, pathlib\n"
        f"from press_briefing.service import site; out = pathlib.Path({str(tmp_path)!r})\n"
        "for n in range(6):\n    shelves.shelve(out, f'{sys.argv[1]}-{n}')\n    site.rebuild(out)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, name]) for name in ("left", "right")]
    assert [each.wait(60) for each in running] == [0, 0]
    assert len(data_of(tmp_path)["rows"]) == 32


def test_english(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a-1", words=1)
    site.rebuild(tmp_path, options=site.Options.load(tmp_path, language="en", title="Our <briefings>"))
    page = (tmp_path / "index.html").read_text("utf-8")
    assert '<html lang="en">' in page
    assert "<h1>Our &lt;briefings&gt;</h1>" in page
    assert "November 18, 2025" in page or "18 November 2025" in page
    assert "1\u00a0briefing" in page


# Hostile values --------------------------------------------------------------------------------------------------


def test_no_word_of_an_article_acts(tmp_path: Path) -> None:
    shelves.shelve(
        tmp_path,
        "a-1",
        title=HOSTILE,
        author=HOSTILE,
        actors=(HOSTILE,),
        places=(HOSTILE,),
        opening=f"Une phrase qui compte assez de mots {HOSTILE}",
        origin="https://<b>\u202e.example/",
    )
    shelves.shelve(tmp_path, "b.failed", state="failed", reason=HOSTILE, title=HOSTILE)
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        completed(ledger, "../../<b>\u202e", NOW, "a-1")
    site.rebuild(tmp_path)
    for page in pages_of(tmp_path).values():
        if page.startswith(b"%PDF"):
            continue
        told = page.decode("utf-8")
        assert not set(told) & {"\u202e", "\u0000", "\ud800", "\u2028"}
        assert told.count("<script") == told.count("</script>") <= 2
        assert "<img" not in told
    assert "⟦U+202E⟧" in (tmp_path / "index.html").read_text("utf-8")
    assert data_of(tmp_path)["rows"][0][1].startswith("</script><script>alert(1)</script>⟦U+202E⟧cod.exe")
    (folder,) = (path for path in (tmp_path / "latest").iterdir() if path.is_dir())
    assert re.fullmatch(r"[a-z0-9-]+", folder.name)
    assert etree.parse(tmp_path / "feed.xml").findtext("a:entry/a:title", namespaces=ATOM).startswith("</script>")


@pytest.mark.parametrize("value", ["\u061c", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_overrides_are_seen(value: str) -> None:
    assert text.shown(f"a{value}b") == f"a⟦U+{ord(value):04X}⟧b"


def test_names_of_reports_become_folders() -> None:
    told = [text.slug(name) for name in ("matinale", "Matinale", "../..", "", "é", "CON", "a/b", "x" * 300, "日本")]
    assert told[0] == "matinale"
    assert len(set(told)) == len(told)
    assert all(re.fullmatch(r"[a-z0-9-]{1,70}", name) for name in told)


def test_the_page_allows_its_own_script_and_nothing_else(tmp_path: Path) -> None:
    import base64
    import hashlib

    shelves.shelve(tmp_path, "a-1")
    site.rebuild(tmp_path)
    page = (tmp_path / "index.html").read_text("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1].replace("&#39;", "'")
    for kind, body in (
        ("script", re.search(r"<script>(.*?)</script>", page, re.S)[1]),
        ("style", re.search(r"<style>(.*?)</style>", page, re.S)[1]),
    ):
        hashed = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{hashed}'" in policy
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"\son\w+=|style=", page.partition("<body>")[2].partition("<script")[0])


# The feed --------------------------------------------------------------------------------------------------------


def test_the_feed_is_atom(tmp_path: Path) -> None:
    shelves.many(tmp_path, 60)
    shelves.shelve(tmp_path, "no-pdf", pdf=b"", started=shelves.STARTED + 5)
    shelves.shelve(tmp_path, "d.failed", state="failed")
    site.rebuild(tmp_path)
    root = etree.parse(tmp_path / "feed.xml").getroot()
    check_atom(root)
    entries = root.findall("a:entry", ATOM)
    assert len(entries) == 50
    assert entries[0].findtext("a:id", namespaces=ATOM) == "tag:press-briefing.invalid,2026:briefing:no-pdf"
    assert root.findtext("a:updated", namespaces=ATOM) == entries[0].findtext("a:updated", namespaces=ATOM)
    for each in entries[1:]:
        link = each.find("a:link[@rel='enclosure']", ATOM)
        assert int(link.get("length")) == (tmp_path / link.get("href")).stat().st_size
        assert link.get("type") == "application/pdf"
        assert each.find("a:author", ATOM) is None
    read = feedparser.parse((tmp_path / "feed.xml").read_bytes())
    assert not read.bozo
    assert len(read.entries) == 50


def test_ids_stay_when_the_site_moves(tmp_path: Path) -> None:
    shelves.many(tmp_path, 3)
    site.rebuild(tmp_path)
    before = etree.parse(tmp_path / "feed.xml").xpath("//a:id/text()", namespaces=ATOM)
    (tmp_path / "site.toml").write_text('base_url = "https://example.org/notes"\n')
    site.rebuild(tmp_path)
    root = etree.parse(tmp_path / "feed.xml").getroot()
    check_atom(root)
    assert root.xpath("//a:id/text()", namespaces=ATOM) == before
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == ["https://example.org/notes/feed.xml"]
    assert all(href.startswith("https://example.org/notes/") for href in root.xpath("//a:link/@href", namespaces=ATOM))


def test_an_empty_archive_has_a_feed(tmp_path: Path) -> None:
    site.rebuild(tmp_path)
    check_atom(etree.parse(tmp_path / "feed.xml").getroot())
    assert "Aucune note" in (tmp_path / "index.html").read_text("utf-8")


def check_atom(root: etree._Element) -> None:
    """What RFC 4287 asks of a feed like ours (4.1.1, 4.1.2, 4.2.7), its dates and its persons."""
    assert root.tag == f"{{{feed.ATOM}}}feed"
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"tag:[a-z.-]+,\d{4}:[!-~]+", each) for each in ids)
    for node in (root, *root.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(node.findall(f"a:{name}", ATOM)) == 1
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", node.findtext("a:updated", namespaces=ATOM))
        assert len(node.findall("a:link[@rel='alternate']", ATOM)) == 1
        assert len(node.findall("a:summary", ATOM)) == (0 if node is root else 1)
        assert all(link.get("href") for link in node.findall("a:link", ATOM))
        assert all(len(person.findall("a:name", ATOM)) == 1 for person in node.findall("a:author", ATOM))
    assert root.find("a:author", ATOM) is not None  # so that an entry needs none of its own


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ('base_url = "javascript:alert(1)"', "no web address"),
        ('base_url = "https://a.example/?q"', "no web address"),
        ('authority = "x"', "authority"),
        ("feed_entries = 0", "feed_entries"),
        ('language = "de"', "does not speak"),
        ('colour = "red"', "unknown setting"),
        ("title = 3", "must be str"),
        ("title = ", "cannot be read"),
    ],
)
def test_wrong_settings_are_told(tmp_path: Path, told: str, what: str) -> None:
    (tmp_path / "site.toml").write_text(told)
    with pytest.raises(SettingsError, match=what):
        site.rebuild(tmp_path)
    assert not (tmp_path / "index.html").exists()


# The latest of a report ------------------------------------------------------------------------------------------


def test_latest_leads_to_the_newest_of_the_report(tmp_path: Path) -> None:
    for name, made in (("old", 3), ("new", 1), ("filled-in", 9)):
        shelves.shelve(tmp_path, name, started=shelves.STARTED + made, pdf=f"%PDF {name}".encode())
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW - timedelta(days=1), "old")
        completed(ledger, "matinale", NOW, "new")
        completed(ledger, "matinale", NOW - timedelta(days=9), "filled-in")  # run last, for an earlier date
        completed(ledger, "matinale", NOW + timedelta(days=1), "removed-by-hand")
    site.rebuild(tmp_path)
    page = (tmp_path / "latest/matinale/index.html").read_text("utf-8")
    assert 'http-equiv="refresh" content="0; url=../../new/briefing.html"' in page
    assert (tmp_path / "latest/matinale/briefing.pdf").read_bytes() == b"%PDF new"
    assert "url=../filled-in/briefing.html" in (tmp_path / "latest/index.html").read_text("utf-8")


def test_a_date_with_several_briefings_is_listed(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / ".ledger.sqlite") as ledger:
        for name in ("a-1", "b-2"):
            shelves.shelve(tmp_path, name)
            completed(ledger, "matinale", NOW, name)
    site.rebuild(tmp_path)
    page = (tmp_path / "latest/matinale/index.html").read_text("utf-8")
    assert "refresh" not in page
    assert page.count('<li class="briefing">') == 2
    assert not (tmp_path / "latest/matinale/briefing.pdf").exists()


def test_pdf_is_copied_where_links_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    (tmp_path / "one").write_bytes(b"1")
    place.put_link(tmp_path / "two", tmp_path / "one")
    assert (tmp_path / "two").read_bytes() == b"1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one", "two"]


# Retention -------------------------------------------------------------------------------------------------------


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Ten briefings, one a day, the newest filed two days before NOW; and a failed run of each age."""
    shelves.many(tmp_path, 10)
    shelves.shelve(tmp_path, "old.failed", state="failed", started=shelves.STARTED - 8 * 86400)
    shelves.shelve(tmp_path, "new.failed", state="failed")
    return tmp_path


def gone(done: list[site.Removed]) -> list[str]:
    return [each.address[:10] for each in done if not each.kept]


def test_by_age(week: Path) -> None:
    rules = site.Rules(days=7)
    planned = site.retain(week, None, rules, dry_run=True, now=NOW)
    assert gone(planned) == ["note-00009", "note-00008", "old.failed", "note-00007", "note-00006"]
    assert len(list(week.glob("note-*"))) == 10
    assert site.retain(week, None, rules, now=NOW) == planned
    assert len(list(week.glob("note-*"))) == 6
    assert site.retain(week, None, rules, now=NOW) == []
    assert len(data_of(week)["rows"]) == 6


def test_a_clock_ahead_takes_nothing_away_for_a_day(week: Path) -> None:
    rules = site.Rules(days=7, newest_too=True)
    assert len(gone(site.retain(week, None, rules, now=NOW))) == 5
    ahead = NOW + timedelta(days=3650)
    for hours in (0, 1, 23):
        done = site.retain(week, None, rules, now=ahead + timedelta(hours=hours))
        assert (gone(done), len(done)) == ([], 7)
        assert {each.kept for each in done} == {f"the clock was at {NOW:%Y-%m-%d} when last seen; believed after a day"}
    assert gone(site.retain(week, None, rules, now=NOW + timedelta(hours=1))) == []  # set right
    assert gone(site.retain(week, None, rules, now=ahead + timedelta(hours=25))) == []  # and ahead anew
    assert len(gone(site.retain(week, None, rules, now=ahead + timedelta(hours=50)))) == 7  # for a day: it is that late


def test_a_machine_that_is_called_once_a_month_keeps_its_rules(week: Path) -> None:
    rules = site.Rules(days=7)
    months = [len(gone(site.retain(week, None, rules, now=NOW + timedelta(days=30 * at)))) for at in range(4)]
    assert months == [5, 0, 6, 0]
    assert len(list(week.glob("note-*"))) == 1


def test_a_clock_that_a_person_vouches_for_is_believed_at_once(week: Path) -> None:
    rules = site.Rules(days=7)
    site.retain(week, None, rules, now=NOW)
    assert len(gone(site.retain(week, None, rules, now=NOW + timedelta(days=99), trust_clock=True))) == 6


def test_what_a_clock_ahead_filed_stays_and_displaces_nothing(week: Path) -> None:
    """The clock was ten years ahead for a morning, and was set back: by it the morning's are the newest."""
    for name in ("early-1", "early-2"):
        shelves.shelve(week, name, started=shelves.STARTED + 3650 * 86400)
    done = site.retain(week, None, site.Rules(days=7, count=3), now=NOW)
    assert gone(done) == [
        *("note-00009", "note-00008", "old.failed", "note-00007", "note-00006"),
        *("note-00005", "note-00004", "note-00003"),
    ]
    assert len(list(week.glob("early-*"))) == 2


@pytest.mark.parametrize("note", [b"", b"[]", b'{"seen": 3, "leapt": null}', b'{"seen": "gestern"}', b"[" * 99_999])
def test_a_note_of_the_clock_that_is_damaged_is_none(week: Path, note: bytes) -> None:
    (week / ".site").mkdir(exist_ok=True)
    (week / ".site" / "clock.json").write_bytes(note)
    assert len(gone(site.retain(week, None, site.Rules(days=7), now=NOW))) == 5


def test_by_count_and_pin(week: Path) -> None:
    last = next(path.name for path in week.glob("note-00009*"))
    assert pins.change(week, last, pinned=True)
    assert not pins.change(week, last, pinned=True)
    assert gone(site.retain(week, None, site.Rules(count=3), now=NOW)) == [f"note-0000{n}" for n in (8, 7, 6, 5, 4, 3)]
    assert (week / last).is_dir()
    assert pins.change(week, last, pinned=False)
    assert gone(site.retain(week, None, site.Rules(count=3), now=NOW)) == ["note-00009"]


def test_the_newest_stays_unless_told(week: Path) -> None:
    much_later = NOW + timedelta(days=900)
    assert len(gone(site.retain(week, None, site.Rules(days=1, count=0), now=much_later, dry_run=True))) == 11
    assert len(gone(site.retain(week, None, site.Rules(days=1, newest_too=True), now=much_later))) == 12
    assert site.rebuild(week).briefings == 0


def test_reports_have_rules_of_their_own(week: Path) -> None:
    names = sorted(path.name for path in week.glob("note-*"))
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        for at, name in enumerate(names):
            completed(ledger, "matinale" if at % 2 else "hebdo", NOW - timedelta(days=at), name)
        completed(ledger, "hebdo", NOW - timedelta(days=9), names[9])  # two reports made this one
        rules = site.Rules(reports={"matinale": site.Rules(count=2)})
        done = site.retain(week, ledger, rules, now=NOW)
        assert gone(done) == ["note-00007", "note-00005"]
        assert [each.rows for each in done] == [1, 1]
        assert len(ledger.runs()) == 9
        assert ledger.claim("matinale", NOW - timedelta(days=7), key=names[7]) is None  # not due again


def test_a_pin_in_the_ledger_counts(week: Path) -> None:
    name = next(path.name for path in week.glob("note-00009*"))
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW, name)
        ledger.pin(ledger.runs()[0].id)
    assert "note-00009" not in gone(site.retain(week, None, site.Rules(days=1, newest_too=True), now=NOW))


def test_only_briefings_of_ours_are_removed(week: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    shelves.shelve(outside, "theirs", started=1.0)
    (week / "linked").symlink_to(outside / "theirs")
    (week / "holder").symlink_to(outside)
    (week / "mine").mkdir()
    (week / "mine" / "thesis.txt").write_text("years of work")
    noted = next(week.glob("note-00009*"))
    (noted / "notes").mkdir()
    (noted / "notes" / "ideas.md").write_text("keep")
    sly = next(week.glob("note-00008*"))
    (sly / "data" / "link").symlink_to(outside)
    done = site.retain(week, None, site.Rules(days=0), now=NOW)
    assert {each.address[:10]: each.kept for each in done if each.kept} == {
        "note-00009": "holds a file of another hand: notes/ideas.md",
        "note-00008": "holds a file of another hand: data/link",
    }
    assert (week / "mine" / "thesis.txt").exists()
    assert (outside / "theirs" / "manifest.json").exists()
    assert len(list(week.glob("note-*"))) == 3


def test_rows_of_failed_runs_go_with_age(week: Path) -> None:
    shelves.shelve(week, "ledger/2", started=1.0)  # sits where a row's address would be, were it a folder
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        ledger.record("matinale", [NOW - timedelta(days=age) for age in (30, 20, 1)], error="machine off")
        front = site.rebuild(week, ledger)
        assert (front.briefings, front.failures) == (11, 5)
        done = site.retain(week, ledger, site.Rules(reports={"matinale": site.Rules(days=9)}), now=NOW)
        assert [(each.title, each.rows, each.size) for each in done] == [("matinale", 1, 0)] * 2
        assert {run.logical_date for run in ledger.runs()} <= {NOW - timedelta(days=age) for age in (20, 1)}
    assert (week / "ledger" / "2" / "manifest.json").exists()


def test_a_run_at_work_keeps_its_folder(week: Path) -> None:
    name = next(path.name for path in week.glob("note-00009*"))
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW - timedelta(days=1), name)
        run = ledger.claim("matinale", NOW, key="again")
        assert run is not None
        ledger.change(run.id, folder=name)
        done = site.retain(week, ledger, site.Rules(days=0, newest_too=True), now=NOW)
    assert [each.address for each in done if each.kept] == [name]


@pytest.mark.parametrize("step", ["rename", "delete", "rmtree", "unlink"])
def test_a_removal_cut_off_is_ended_by_the_next_call(week: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    names = sorted(path.name for path in week.glob("note-*"))
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        for at, name in enumerate(names):
            completed(ledger, "matinale", NOW - timedelta(days=at), name)
    child = os.fork()
    if child == 0:  # a process of its own, so that no cleaning-up runs when it dies
        cut(monkeypatch, step)
        site.retain(week, None, site.Rules(days=5), now=NOW)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == DIED
    assert (week / ".site" / "removing.json").exists()
    site.rebuild(week)
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        assert sorted(run.folder for run in ledger.runs()) == names[:4]
    assert sorted(path.name for path in week.glob("note-*")) == names[:4]
    assert len(data_of(week)["rows"]) == 4
    assert not (week / ".site" / "removing.json").exists()
    assert not (week / ".site" / "gone").exists()


DIED = 9


def cut(patch: pytest.MonkeyPatch, step: str) -> None:
    """Make the process die in the middle of a removal, at the third rename or at the other steps' first call."""

    def die(*args: object, **kwargs: object) -> None:
        os._exit(DIED)

    calls: list[int] = []
    rename = Path.rename

    def third(self: Path, target: str) -> Path:
        calls.append(1)
        return die() if len(calls) == 3 else rename(self, target)  # type: ignore[return-value]

    targets = {"rename": (Path, "rename", third), "delete": (Ledger, "delete", die), "rmtree": (shutil, "rmtree", die)}
    if step == "unlink":
        unlink = Path.unlink
        patch.setattr(
            Path,
            "unlink",
            lambda self, missing_ok=False: (
                die() if self.name == "removing.json" and self.exists() else unlink(self, missing_ok=missing_ok)
            ),
        )
    else:
        patch.setattr(*targets[step])


def test_a_folder_that_cannot_go_stays_with_its_rows(week: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = next(path.name for path in week.glob("note-00009*"))
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        completed(ledger, "matinale", NOW, "gone-already")
        completed(ledger, "matinale", NOW, name)
    rename = Path.rename

    def refuse(self: Path, target: str) -> Path:
        if self.name == name:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    done = site.retain(week, None, site.Rules(days=3, newest_too=True), now=NOW)
    assert [each.kept for each in done if each.address == name] == ["cannot be removed (Permission denied)"]
    assert (week / name).is_dir()
    assert len(gone(done)) == 8
    with Ledger.open(week / ".ledger.sqlite") as ledger:
        assert name in [run.folder for run in ledger.runs()]


def test_links_in_our_own_folder_lead_nowhere(week: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    site.rebuild(week)
    (week / ".site" / "gone").symlink_to(outside)
    assert gone(site.retain(week, None, site.Rules(count=1), now=NOW))
    assert not list(outside.iterdir())
    assert not (week / ".site" / "gone").exists()
    shutil.rmtree(week / ".site")
    (week / ".site").symlink_to(outside)
    with pytest.raises(OutputError, match="is a link"):
        site.rebuild(week)


def test_what_was_built_anew_since_stays(week: Path) -> None:
    name = next(path.name for path in week.glob("note-00009*"))
    site.rebuild(week)
    (week / ".site" / "removing.json").write_text(
        json.dumps([{"address": name, "stamp": [1, 2, 3, 4], "runs": []}, {"address": "../x", "stamp": [], "runs": []}])
    )
    site.rebuild(week)
    assert (week / name).is_dir()


def test_no_pin_list_no_removal(week: Path) -> None:
    (week / "pins.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match=r"pins\.txt"):
        site.retain(week, None, site.Rules(days=0), now=NOW)
    assert len(list(week.glob("note-*"))) == 10


def test_pins_keep_the_users_comments(week: Path) -> None:
    name = next(path.name for path in week.glob("note-00005*"))
    (week / "pins.txt").write_text("# for the annual report\nnote-x\n", encoding="utf-8")
    pins.change(week, f"{name}/", pinned=True)
    assert (week / "pins.txt").read_text("utf-8") == f"# for the annual report\nnote-x\n{name}\n"
    pins.change(week, "note-x", pinned=False)
    assert (week / "pins.txt").read_text("utf-8") == f"# for the annual report\n{name}\n"
    with pytest.raises(UsageError, match="no briefing"):
        pins.change(week, "../elsewhere", pinned=True)


# Small things ----------------------------------------------------------------------------------------------------


def test_sizes() -> None:
    assert [words.weight(size, "fr") for size in (1, 1000, 1001, 999_001, 1_200_000, 1_200_001)] == [
        "1\u00a0Ko",
        "1\u00a0Ko",
        "2\u00a0Ko",
        "1000\u00a0Ko",
        "1,2\u00a0Mo",
        "1,3\u00a0Mo",
    ]


def test_suggestions_are_the_most_frequent() -> None:
    many = [[f"n{n:04d}"] for n in range(400)] + [["z"], ["z"]]
    told = index.suggestions(many)
    assert len(told) == index.SUGGESTIONS
    assert told[-1] == "z"


def test_addresses_are_checked_step_by_step(tmp_path: Path) -> None:
    shelves.shelve(tmp_path, "a/b")
    assert entry.is_briefing(tmp_path, "a/b")
    assert not any(entry.is_briefing(tmp_path, told) for told in ("", ".", "..", "a", "a/../a/b", "/a/b", "a//b"))


# The command -----------------------------------------------------------------------------------------------------


def test_the_command(week: Path) -> None:
    from click.testing import CliRunner

    from press_briefing.cli.site import archive

    run = CliRunner()
    out = ["--out", str(week)]
    told = run.invoke(archive, ["rebuild", *out])
    assert told.exit_code == 0, told.output
    assert (week / "index.html").exists()
    name = next(path.name for path in week.glob("note-00009*"))
    assert "pinned" in run.invoke(archive, ["pin", name, *out]).output
    listed = run.invoke(archive, ["list", *out]).output
    assert f"* {name}" in listed
    assert "old.failed" in run.invoke(archive, ["list", "--failed", *out]).output
    planned = run.invoke(archive, ["retain", "--days", "3", "--dry-run", *out])
    assert "would be removed" in planned.output
    assert name not in planned.output
    assert isinstance(run.invoke(archive, ["retain", *out]).exception, UsageError)
    assert isinstance(run.invoke(archive, ["list", "--out", str(week / "no")]).exception, UsageError)


def test_an_archive_shows_the_summary_of_a_note(tmp_path):
    sections = [{"title": "", "rows": [["Quoi", "Le pont ferme §2"], ["Qui", "<b>mairie</b> §2"]]}]
    assert summary({"sections": sections}) == "Quoi\u202f: Le pont ferme §2 · Qui\u202f: <b>mairie</b> §2"
    for odd in ({}, {"sections": "x"}, {"sections": [1]}, {"sections": [{"rows": [["Quoi"], 3]}]}):
        assert summary(odd) == ""
