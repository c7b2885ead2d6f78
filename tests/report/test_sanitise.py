"""HTML, CSS, SVG and pictures of other people: nothing runs, nothing loads, no word is lost."""

from __future__ import annotations

import base64
import io
import re
import struct
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from press_briefing.report import css, images, svg
from press_briefing.report.sanitise import MAX_DEPTH, clean_html, tree

_RUNS_OR_LOADS = re.compile(
    r"<script|<iframe|<object|<embed|<link|<meta|<base|<style|<form|\son\w+\s*=|javascript:|(?:src|href)=[\"']?(?:file|//)"
    r"|src=[\"']?http|url\(",
    re.IGNORECASE,
)


def words(markup: str) -> str:
    return " ".join(" ".join(tree(markup).itertext()).split())


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "ab"),
        ('<p onclick="alert(1)">texte</p>', "texte"),
        ('<a href="javascript:alert(1)">lien</a>', "lien"),
        ('<a href="&#106;ava\tscript:alert(1)">lien</a>', "lien"),
        ('<a href="data:text/html,<script>1</script>">lien</a>', "lien"),
        ('<iframe src="file:///etc/passwd">dedans</iframe>', "dedans"),
        ("<style>p{background:url(http://evil.example)}</style><p>x</p>", "x"),
        ('<p style="background:url(http://evil.example);color:red">x</p>', "x"),
        ('<link rel="attachment" href="file:///etc/passwd">x', "x"),
        ("<svg><script>alert(1)</script><text>mot</text></svg>", ""),
        ("<form action=http://evil.example><button formaction=javascript:1>ok</button></form>", "ok"),
        ('<math><mtext><img src=x onerror="alert(1)"></mtext></math>', "[Image non incluse : x]"),
        ("</div></main></body><p>après</p>", "après"),
        ('<noscript><p title="</noscript><img src=x onerror=alert(1)>">après', "après"),
    ],
)
def test_nothing_runs_or_loads(hostile: str, kept: str) -> None:
    clean = clean_html(hostile)
    assert not _RUNS_OR_LOADS.search(re.sub(r"&lt;.*?&gt;", "", clean)), clean
    assert kept in words(clean)


@pytest.mark.parametrize(
    "unknown",
    [
        "<my-tag>mot</my-tag>",
        "<blink>mot</blink>",
        "<font color=red>mot</font>",
        "<select><option>mot</option></select>",
        "<textarea>mot</textarea>",
        "<math><mi>mot</mi></math>",
        "<text>mot</text>",
        "<svg><text>mot",
        "<object>mot</object>",
        "<center>mot</center>",
        "<marquee>mot</marquee>",
    ],
)
def test_unknown_tags_leave_their_words(unknown: str) -> None:
    assert words(clean_html(f"<p>avant</p>{unknown}")).split()[-1] == "mot"


def test_words_of_neighbouring_controls_stay_apart() -> None:
    clean = words(clean_html("<label>Nom</label><select><option>un</option><option>deux</option></select>"))
    assert clean.split() == ["Nom", "un", "deux"]


def test_checkboxes_become_signs() -> None:
    assert words(clean_html('<input type="checkbox" checked> fait')).startswith("☑")


def test_deep_nesting_is_flattened_and_keeps_its_words() -> None:
    clean = clean_html("<div>" * 5000 + "au fond" + "</div>" * 5000)
    assert "au fond" in words(clean)
    assert clean.count("<div>") <= MAX_DEPTH


@pytest.mark.parametrize(
    "piece",
    [
        "<svg ",
        "<svg>",
        "</svg>",
        "<style>",
        "<style ",
        "<input ",
        "<b>",
        "<table>",
        "<a><div>",
        "&",
        "<!--",
        "<![CDATA[",
        "<p><i><u>",
        '<p style="(',
        "<option",
        "<img src='data:image/png;base64,",
    ],
)
def test_time_is_linear(piece: str) -> None:
    begun = time.perf_counter()
    clean_html(piece * 20_000)
    assert time.perf_counter() - begun < 5


def test_control_characters_go() -> None:
    assert words(clean_html("<p>a\x00\x08\x1bb\ufffe</p>")) == "ab"


@given(st.text(alphabet="<>/=\"' abpsvgtyle&;:#x1\n", max_size=200))
@settings(max_examples=150, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once
    assert not _RUNS_OR_LOADS.search(re.sub(r">[^<]*<", "><", f">{once}<"))


# Style ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_style", "kept"),
    [
        ("color: red; position: fixed", "color:red"),
        ("background-color:#fff;display:none", "background-color:#fff"),
        ("background: url(x)", ""),
        (
            "background: linear-gradient(90deg, rgb(1,2,3) 50%, transparent 50%)",
            "background:linear-gradient(90deg, rgb(1,2,3) 50%, transparent 50%)",
        ),
        ("width: expression(alert(1)); color: e\\78pression(1)", ""),
        ("color: var(--x)", ""),
        ("text-align: right !important", "text-align:right"),
    ],
)
def test_only_quiet_declarations_pass(given_style: str, kept: str) -> None:
    assert css.declarations(given_style) == kept


def test_styler_rules_are_written_into_the_cells() -> None:
    clean = clean_html(
        "<style>#T_ab_row0_col1, #T_ab .hot {color: red} td {color: blue}</style>"
        '<table id="T_ab"><tr><td id="T_ab_row0_col1">1</td><td class="hot">2</td>'
        "<td>3</td></tr></table>"
    )
    assert clean.count("color:red") == 2
    assert "blue" not in clean
    assert "T_ab" not in clean  # random at every run


# Drawings ------------------------------------------------------------------------------------------------------------


def test_drawings_become_pictures_with_their_case_and_title() -> None:
    clean = clean_html('<svg viewBox="0 0 9 9"><title>Un carré</title><rect width="9" height="9"/></svg>')
    source = base64.b64decode(re.search(r"base64,([^\"]+)", clean)[1]).decode()
    assert 'viewBox="0 0 9 9"' in source
    assert 'alt="Un carré"' in clean


@pytest.mark.parametrize(
    "piece",
    [
        '<image href="file:///etc/passwd"/>',
        '<image xlink:href="http://evil.example/i.png"/>',
        "<script>1</script>",
        '<use href="http://evil.example/u.svg#x"/>',
        '<rect onclick="1" fill="url(http://evil.example)"/>',
        "<style>@import url(http://evil.example/c.css)</style>",
        '<set attributeName="href" to="javascript:1"/>',
        "<foreignObject><body>x</body></foreignObject>",
        '<a href="javascript:1"><text>t</text></a>',
        '<rect style="fill:\\75rl(http://evil.example)"/>',
    ],
)
def test_drawings_reach_nothing_outside(piece: str) -> None:
    clean = svg.clean(f'<svg xmlns="http://www.w3.org/2000/svg">{piece}<rect width="1" height="1"/></svg>')
    assert clean is not None
    assert not re.search(r"evil|passwd|javascript|script|foreignObject|onclick", clean.replace("www.w3.org", ""))


def test_entities_of_a_drawing_are_not_read() -> None:
    source = (
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>'
    )
    assert "root:" not in (svg.clean(source) or "")


def test_a_drawing_that_unfolds_without_measure_is_refused() -> None:
    levels = "".join(f'<g id="a{i}">' + f'<use href="#a{i - 1}"/>' * 10 + "</g>" for i in range(1, 11))
    source = f'<svg xmlns="http://www.w3.org/2000/svg"><g id="a0"><rect/></g>{levels}<use href="#a10"/></svg>'
    assert svg.clean(source) is None
    assert svg.clean('<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>') is None


# Pictures ------------------------------------------------------------------------------------------------------------


def png(width: int, height: int, *, promised: tuple[int, int] | None = None) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", *(promised or (width, height)), 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_pictures_are_measured_before_they_are_decoded() -> None:
    assert images.raster_size(png(4, 3)) == (4, 3)
    assert images.raster_size(png(4, 3, promised=(30_000, 30_000))) is None
    assert images.raster_size(png(400, 300)[:200]) is None
    assert images.raster_size(b"") is None


def test_only_pictures_inside_the_notebook_are_shown() -> None:
    inside = images.data_uri("image/png", png(4, 3))
    assert images.safe_uri(inside) == inside
    assert images.safe_uri("data:text/html;base64,PGI+") is None
    assert images.safe_uri("https://example.org/a.png") is None
    clean = clean_html('<img src="https://example.org/a.png" alt="carte">')
    assert "<img" not in clean
    assert "carte" in clean


def test_a_broken_picture_says_so() -> None:
    assert "Image non incluse" in clean_html('<img src="data:image/png;base64,iVBORw0KGgo=" alt="x">')


def test_formats_are_told_by_their_bytes() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (5, 4)).save(buffer, "JPEG")
    assert images.raster_size(buffer.getvalue()) == (5, 4)
