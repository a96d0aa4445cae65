"""Equations as a line of text."""

from importer.parsers.word.names import Element, child, name, value

# What stands between the parts of a structure.
BETWEEN = {
    name("m:f"): "/", name("m:sSup"): "^", name("m:sSub"): "_", name("m:limLow"): "_", name("m:limUpp"): "^",
    name("m:mr"): ", ", name("m:eqArr"): "; ",
}  # fmt: skip
TEXT = {name("m:t"), name("w:t")}
UNSEEN = {name("m:ctrlPr"), name("w:rPr"), name("w:del"), name("w:moveFrom")}


def read(element: Element) -> str:
    if element.tag in TEXT:
        return element.text or ""
    if element.tag in UNSEEN or str(element.tag).endswith("Pr"):
        return ""
    parts = [part for one in element if (part := read(one))]
    match element.tag.rpartition("}")[2]:
        case "d":
            opening, closing = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
            return f"{opening}{_sign(element, 'sepChr', '|').join(parts)}{closing}"
        case "rad":
            return "√(" + ", ".join(parts) + ")"
        case "nary":
            return _sign(element, "chr", "∫") + " ".join(parts)
        case "num" | "den" | "sup" | "sub" if len("".join(parts)) > 1:
            return f"({''.join(parts)})"
    return BETWEEN.get(element.tag, "").join(parts)


def _sign(element: Element, key: str, usual: str) -> str:
    """A sign that the properties of a structure name; they may also say that there is none."""
    properties = next((one for one in element if str(one.tag).endswith("Pr")), None)
    sign = child(properties, f"m:{key}")
    return usual if sign is None else value(sign, name("m:val"))
