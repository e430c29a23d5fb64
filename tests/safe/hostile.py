"""What strangers try: addresses that must lead nowhere, pieces that hostile HTML is made of, and known attacks."""

import json

from hypothesis import strategies as st

from tests import tools

BAD_ADDRESSES = [
    "javascript:alert(1)",
    "javascript:123",
    "JaVaScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;&#x61;vascript:alert(1)",
    "jav&#x09;ascript:alert(1)",
    "java\tscript:alert(1)",
    "java&#10;script:alert(1)",
    " javascript:alert(1)",
    "&#14; javascript:alert(1)",
    "javascript&colon;alert(1)",
    "data:text/html,<p>x",
    "data:text/html;base64,PHA+",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "ftp://example.org/",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "https:///elsewhere.example",
    "/&#47;elsewhere.example",
    "/\t/elsewhere.example",
]

TAGS = [
    *("p", "b", "i", "em", "a", "abbr", "div", "span", "h1", "h2", "ul", "ol", "li", "dd", "br", "hr", "q", "pre"),
    *("figure", "figcaption", "img", "picture", "source"),
    *("code", "table", "tr", "td", "svg", "math", "script", "style", "title", "textarea", "select", "template"),
]
OURS = f"/media/images/0a/{'0a' * 16}.webp"
BAD_PICTURES = [
    *("x", "https://elsewhere.example/a.webp", "//elsewhere.example/a.webp", f"https://elsewhere.example{OURS}"),
    *(f"{OURS}?x", f"{OURS}#x", f" {OURS}", f"{OURS}\n", f"/{OURS}", f".{OURS}", OURS.replace("0a/", "0a/../"), ""),
    *(OURS.upper(), OURS.replace(".webp", ".svg"), OURS.replace("images", "authors"), "data:image/png;base64,AA=="),
]
ATTRIBUTES = [
    *(f"src={OURS}", f'alt=\'" src="{OURS}" onerror="alert(1)\'', f"title='<img src={OURS} alt=x>'", 'alt="\'x"'),
    *(f'src="{address}"' for address in BAD_PICTURES),
    *("onerror=alert(1)", "srcset=x", "loading=eager", "alt", "alt='<b>'"),
    *('title="x"', "title='>'", "title=`<b>`", "onclick=alert(1)", "style=x", 'href="/a"', "href=#a", "rel=x"),
    *(f'href="{address}"' for address in BAD_ADDRESSES),
]
SCRAPS = [
    *("words", " ", "\n", "\n\n", "<", ">", '"', "'", "&", "&lt;b&gt;", "&#60;b&#62;", "&#x26;lt;", "&amp;lt;", "\\"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?x", "</", "<p <b", "</p ", "<a href=", "\x00", "\x0b", "İ", "\u2028"),
    *("`", "*", "_", "[x](", "> ", "- ", "https://example.org", "[x](javascript:1)", "[x](https://example.org)"),
    *("</script", "<xmp>", "<noscript>", "<iframe>", "<plaintext>", "<foreignobject>", "<mglyph>"),
]

tags = st.builds(
    "<{}{} {}>".format, st.sampled_from(["", "/"]), st.sampled_from(TAGS), st.sampled_from(["", "/", *ATTRIBUTES])
)
sources = st.lists(tags | st.sampled_from(SCRAPS) | st.text(max_size=3), max_size=25).map("".join)


def vectors() -> dict[str, str]:
    """Published attacks on sanitisers by their number, or a skip where they are not at hand."""
    lines = tools.shared("fixtures/xss.jsonl").read_text(encoding="utf-8").splitlines()
    return {vector["id"]: vector["payload"] for vector in map(json.loads, lines)}
