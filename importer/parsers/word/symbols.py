"""Fonts that show something else than the character that stands in the file."""

import re

SYMBOL = dict(
    zip(
        map(ord, "abcdefghiklmnopqrstuwxyzCDFGLPQSWXY"),
        "αβχδεφγηικλμνοπθρστυωξψζΧΔΦΓΛΠΘΣΩΞΨ",
        strict=True,
    )
) | {
    0x2D: "\u2212", 0xA2: "\u2032", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "\u00d7", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
    0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE2: "®", 0xE3: "©",
    0xE4: "™", 0xE5: "∑",
}  # fmt: skip
WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑",
    0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "☐", 0xAB: "★", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
# Where such fonts keep their signs.
PRIVATE = re.compile("[\uf000-\uf0ff]")


def is_symbol_font(font: str | None) -> bool:
    return bool(font) and str(font).lower().startswith(("symbol", "wingdings", "webdings"))


def read(text: str, font: str | None) -> str:
    """The text as the font shows it; a sign that is not known stays as it is."""
    if not is_symbol_font(font) and not PRIVATE.search(text):
        return text
    return "".join(_sign(one, font) for one in text)


def _sign(character: str, font: str | None) -> str:
    code = ord(character)
    if PRIVATE.match(character):
        code &= 0xFF
    elif not is_symbol_font(font):
        return character
    signs = WINGDINGS if font and font.lower().startswith("wingdings") else SYMBOL
    if code in signs:
        return signs[code]
    return chr(code) if signs is SYMBOL and 0x20 <= code < 0x7F else character
