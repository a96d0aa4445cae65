"""The colors and the names that the look rests on."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from blog.blocks import ArticleBody
from core.blocks import ProseBody

CSS = Path(settings.BASE_DIR, "static", "css")
TEMPLATES = Path(settings.BASE_DIR, "templates")
BACKGROUNDS = ["paper", "surface", "tint", "tint-strong", "sand"]
TEXT = ["ink", "ink-soft", "link", "brand", "accent", "danger"]
PAIRS = [
    *((text, background, 4.5) for text in TEXT for background in BACKGROUNDS),
    *(("control", background, 3.0) for background in BACKGROUNDS),
    ("on-brand", "brand", 4.5),
    ("on-brand", "brand-strong", 4.5),
    ("on-crisis", "crisis", 4.5),
    ("accent", "accent-tint", 4.5),
    ("ink", "accent-tint", 4.5),
    ("link", "accent-tint", 4.5),
    ("crisis-ink", "crisis-tint", 4.5),
    ("paper", "crisis-ink", 4.5),
    ("ink", "crisis-tint", 4.5),
    ("link", "crisis-tint", 4.5),
    ("on-deep", "deep", 4.5),
    ("on-deep-soft", "deep", 4.5),
    ("on-deep-button", "deep-button", 4.5),
    ("on-focus", "focus", 4.5),
]


def tokens(scheme: str) -> dict[str, str]:
    light, dark = (CSS / "tokens.css").read_text().split("@media", 1)
    found = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6})")
    return dict(found.findall(light)) | (dict(found.findall(dark)) if scheme == "dark" else {})


def luminance(color: str) -> float:
    parts = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme: str, front: str, back: str, least: float) -> None:
    colors = tokens(scheme)
    assert contrast(colors[front], colors[back]) >= least


def test_only_tokens_name_colors() -> None:
    raw = re.compile(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(|hsla?\(")
    sheets = (path for path in CSS.rglob("*.css") if path.name not in {"tokens.css", "print.css"})
    assert {path.name: raw.findall(path.read_text()) for path in sheets if raw.search(path.read_text())} == {}


def test_every_block_has_a_template_and_a_stylesheet_of_its_name() -> None:
    blocks = {*ArticleBody().child_blocks, *ProseBody().child_blocks}
    assert {path.stem for path in (TEMPLATES / "blocks").glob("*.html")} == blocks
    assert {path.stem for path in (CSS / "blocks").glob("*.css")} == blocks


@pytest.mark.parametrize(
    ("name", "words"), [("400.html", "could not read what was sent"), ("500.html", "wrong on our side")]
)
def test_the_last_resort_needs_nothing(name: str, words: str) -> None:
    html = render_to_string(name)
    assert words in html
    assert 'href="tel:988"' in html
    assert html.count("<title>") == html.count("<h1>") == 1


def test_templates_hold_no_inline_styles_or_scripts() -> None:
    inline = re.compile(r"\sstyle=|<style|<script(?! type=\"application/ld\+json\"|[^>]* ?src=)|\son\w+=")
    pages = [
        path for path in TEMPLATES.rglob("*.html") if "emails" not in path.parts and "admin" not in path.parts
    ]
    assert [str(path) for path in pages if inline.search(path.read_text())] == []
