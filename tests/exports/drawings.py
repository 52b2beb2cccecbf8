"""Drawings taken apart, and what holds of every one of them."""

import re
from xml.etree import ElementTree as ET

HOSTILE = "</title></svg><script>alert(1)</script><img src=x onerror=alert(1)>\"'&\x00\ud800"


def parsed(drawn: str) -> ET.Element:
    """The drawing as XML; one that is not well-formed fails here."""
    return ET.fromstring(drawn)  # noqa: S314  our own drawing


def holds_to_the_rules(drawn: str, prefix: str = "") -> ET.Element:
    """No style attribute, no script, no outside address, nothing that runs; ids unique, with the prefix."""
    root = parsed(drawn)
    ids = [one.attrib["id"] for one in root.iter() if "id" in one.attrib]
    assert len(ids) == len(set(ids))
    assert all(one.startswith(f"{prefix}-") for one in ids)
    for one in root.iter():
        assert one.tag in {
            *("svg", "g", "a", "title", "defs", "pattern", "clipPath"),
            *("rect", "line", "path", "circle", "text", "tspan"),
        }
        assert not [name for name in one.attrib if name == "style" or name.startswith("on") or name.endswith(":href")]
        assert re.match(r"[#/](?![/\\])|#", one.attrib.get("href", "#"))
        assert not [
            value for name, value in one.attrib.items() if name != "aria-label" and re.search("nan|inf|://", value)
        ]
        for name, value in one.attrib.items():
            assert name == "aria-label" or "url(" not in value or value[5:-1] in ids
    return root


def of(root: ET.Element, tag: str, class_: str | None = None) -> list[ET.Element]:
    """The elements of a tag and, if asked, of a class."""
    return [one for one in root.iter(tag) if class_ is None or class_ in one.attrib.get("class", "").split()]


def words(root: ET.Element) -> str:
    """All that a reader sees written."""
    return " | ".join("".join(one.itertext()) for one in root.iter("text"))
