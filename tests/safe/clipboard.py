"""HTML in the shapes that Word, Google Docs and LibreOffice put on the clipboard."""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:Zoom>0</w:Zoom></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{margin:0cm; font-family:"Calibri",sans-serif;}} --></style></head>
<body lang=EN-US style='tab-interval:36.0pt'><!--StartFragment-->{}<!--EndFragment--></body></html>"""
GOOGLE = (
    '<meta charset=\'utf-8\'><b style="font-weight:normal;" id="docs-internal-guid-1f2e3d4c">{}'
    '<br class="Apple-interchange-newline"></b>'
)
LIBRE_OFFICE = """<!DOCTYPE html><html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"/>
<title></title><meta name="generator" content="LibreOffice 24.2.7.2 (Linux)"/>
<style type="text/css">p {{ line-height: 115%; margin-bottom: 0.25cm; background: transparent }}</style></head>
<body lang="en-GB" dir="ltr">{}</body></html>"""
MARKER = (
    "<{0}[if !supportLists]{1}><span style='font-family:Symbol'><span style='mso-list:Ignore'>{2}"
    "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span></span><{0}[endif]{1}>"
)


def item(words: str, *, level: int = 1, marker: str = "·", place: str = "Middle") -> str:
    """A paragraph of a list, as Word copies it."""
    before = MARKER.format("!--", "--", marker)
    style = f"text-indent:-18.0pt;mso-list:l0 level{level} lfo1"
    return f"<p class=MsoListParagraphCxSp{place} style='{style}'>{before}{words}<o:p></o:p></p>\n"


WORDS_PARAGRAPHS = (
    "<h1>The <span style='mso-fareast-language:EN-GB'>hive<o:p></o:p></span></h1>\n"
    "<p class=MsoNormal style='margin-bottom:8.0pt'>Bees\nfly <b style='mso-bidi-font-weight:normal'>far</b> &amp; "
    "<i><span lang=EN-GB style='font-size:12.0pt;color:red'>wide</span></i>.<o:p></o:p></p>\n"
    '<p class=MsoNormal><o:p>&nbsp;</o:p></p>\n<p class=MsoNormal>In <st1:place w:st="on">Rome</st1:place>.</p>'
)
WORDS_LIST = (
    item("One", place="First")
    + item("Nested", level=2, marker="o")
    + item("Two <b>bold</b>", place="Last")
    + "<p class=MsoNormal>After.</p>"
)
WORDS_QUOTE = (
    "<p class=MsoTitle>Bees</p><p class=MsoQuote>To bee<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" "
    'name="_ftnref1"><span class=MsoFootnoteReference>[1]</span></a>.</p>'
)
WORDS_LINK = '<p class=MsoNormal>To <a href="https://example.org/?a=1&amp;b=2">the hive</a>.</p>'

GOOGLES_PARAGRAPHS = (
    '<h1 dir="ltr"><span style="font-size:20pt;font-weight:700;">The hive</span></h1>'
    '<p dir="ltr" style="line-height:1.38;"><span style="font-weight:400;font-style:normal;">Bees </span>'
    '<span style="font-weight:700;">fly</span><span style="font-style:italic;"> far</span>'
    '<span style="text-decoration:line-through;"> away</span><span style="vertical-align:super;">2</span></p>'
)
GOOGLES_LINK = (
    '<p dir="ltr"><a href="https://www.google.com/url?q=https://example.org/a?b%3D1%26c%3D2&amp;sa=D'
    '&amp;source=editors&amp;ust=1&amp;usg=x" style="text-decoration:none;">'
    '<span style="text-decoration:underline;">the hive</span></a></p>'
)
GOOGLES_LISTS = (
    '<ul style="margin-top:0;"><li dir="ltr" style="list-style-type:disc" aria-level="1"><p dir="ltr" '
    'role="presentation"><span>One</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr" '
    'role="presentation"><span>Nested</span></p></li></ul><li><p role="presentation">Two</p></li></ul>'
    '<br /><ol><li dir="ltr"><p role="presentation">First</p></li></ol>'
)

LIBRE_OFFICES = (
    '<h1 class="western">The hive</h1>\n<p style="margin-bottom: 0cm">Bees <b>fly</b>\n<i>far</i>.</p>\n'
    '<ul><li><p style="margin-bottom: 0cm">One</p><ul><li><p style="margin-bottom: 0cm">Nested</p></li></ul></li></ul>'
    '<p><a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>'
)
