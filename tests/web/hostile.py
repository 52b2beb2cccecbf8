"""Words that would run as a program on a careless page, and the ledger of a wire that sends them."""

import json
from collections.abc import Iterator
from pathlib import Path

#: Each would call ``hit()`` in a browser that took it for markup, a script, an address or a style.
PAYLOADS = (
    "<script>hit()</script>",
    "</script><script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><animate onbegin=hit() attributeName=x dur=1s>",
    "<body onpageshow=hit()>",
    "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href='javascript:hit()'>x</a>",
    "javascript:hit()",
    '" onmouseover="hit()" autofocus onfocus="hit()',
    "' onclick='hit()' x='",
    "` onload=`hit()`",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
    "--><img src=x onerror=hit()><!--",
    "]]><img src=x onerror=hit()>",
    "<title></title><img src=x onerror=hit()>",
    "</textarea><img src=x onerror=hit()>",
    "</style><img src=x onerror=hit()>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>",
    "<base href='javascript:hit()//'>",
    "<object data='javascript:hit()'>",
    "<button hx-get='/about' hx-trigger='load' hx-on:htmx:after:swap='hit()'>x</button>",
    "<div hx-on::load='hit()' hx-get='javascript:hit()' hx-trigger='load'>",
    "{{constructor.constructor('hit()')()}}",
    "${hit()} {{7*7}} {% raw %} #{hit()}",
    "\u003cimg src=x onerror=hit()\u003e",
    "%3Cscript%3Ehit()%3C/script%3E",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "\u202e<script>hit()</script>\u2066",
)


def wire(folder: Path) -> Path:
    """A file of stories in which every payload stands as title, outlet, address, place of a quotation and name."""
    file = folder / "hostile.jsonl"
    file.write_text("\n".join(json.dumps(each) for each in _stories()), encoding="utf-8")
    return file


def _stories() -> Iterator[dict[str, str]]:
    for number, payload in enumerate(PAYLOADS):
        text = (
            f"KHERSON, Ukraine — Two people were killed and {number + 3} wounded in a drone strike on Kherson on "
            f"Monday, said Oleksandr Prokudin {payload}, the regional governor.\n\n"
            f"“{payload} is what we saw,” Prokudin said. "
            f"Russia denied that it hit the city. The strike left {number + 2},000 people without power.\n\n"
            f"Russian and Ukrainian envoys will meet in Istanbul on Friday, {payload}, Turkey said."
        )
        day, url = f"2026-01-{1 + number % 28:02}", f"https://example.org/{number}?{payload}"
        yield {"text": text, "title": f"Strike {number} {payload}", "outlet": payload, "published": day, "url": url}
