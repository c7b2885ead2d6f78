"""Feeds: no entity of their own is ever resolved, in whatever encoding; what they say of themselves is heeded."""

from __future__ import annotations

import pytest

from press_briefing.capture.read.feed import entries
from press_briefing.model.errors import SourceError
from press_briefing.model.settings import Settings

ITEM = "<item><title>{}</title><description>La digue tient, dit le maire de l’île. Été et hiver.</description></item>"
DOCTYPES = {
    "plain": '<!DOCTYPE rss [<!ENTITY x "CACHÉ">]>',
    "broken": '<!DOCTYPE\n rss\n[\n<!ENTITY x "CACHÉ">]>',
    "outside": '<!DOCTYPE rss SYSTEM "file:///etc/hostname" [<!ENTITY % a "<!ENTITY x \'CACHÉ\'>">%a;]>',
    "bracket": '<!DOCTYPE rss PUBLIC ">" ">" [<!ENTITY x "CACHÉ">]>',
    "late": f'<!-- {"a" * 40_000} --><!DOCTYPE rss [<!ENTITY x "CACHÉ">]>',
}
ENCODINGS = ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037", "cp1252", "iso-8859-15")


def feed(title: str, doctype: str = "", encoding: str = "utf-8") -> bytes:
    told = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<rss version="2.0"><channel>{ITEM.format(title)}'
    return f"{told}</channel></rss>".encode(encoding, "xmlcharrefreplace")


def read(data: bytes) -> str:
    return "".join(entry.data.decode() for entry, _ in entries(data, source="fil.xml", settings=Settings()))


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("doctype", DOCTYPES)
def test_no_entity_is_resolved_in_any_encoding(doctype, encoding):
    with pytest.raises(SourceError) as caught:
        read(feed("&x;", DOCTYPES[doctype], encoding))
    assert "CACHÉ" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252", "iso-8859-15"])
def test_a_feed_in_its_own_encoding_is_read(encoding):
    assert "Été et hiver" in read(feed("La digue", encoding=encoding))


def test_a_doctype_without_entities_and_the_references_everybody_knows_are_no_harm():
    assert "Digue & dune" in read(feed("Digue &amp; dune", '<!DOCTYPE rss SYSTEM "rss.dtd">'))
