"""The elements of Word's that `bare.py` knows, by what becomes of them."""

# What is not read, and under which word it counts as lost.
LEFT_OUT = {
    "w:del": "changes",
    "w:moveFrom": "changes",
    "w:object": "objects",
    "m:oMath": "equations",
    "m:oMathPara": "equations",
    **dict.fromkeys(("w:pPrChange", "w:rPrChange", "w:sectPr", "w:tblPr", "w:tblGrid", "w:sdtEndPr", "w:rt"), ""),
    **dict.fromkeys(("w:delText", "w:delInstrText", "w:fldData", "w:tblPrEx", "w:tcPr", "w:tabs"), ""),
}
COUNTED = {"w:ins": "changes", "w:moveTo": "changes", "w:commentReference": "comments"}
DRAWN = ("/chart", "/chartex", "/diagram")  # kinds of graphics that are no pictures
SAID = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "\u2011"}
NOTES = {"w:footnote": "w:footnote", "w:endnote": "w:endnote"}
WRITTEN_AS = {"w:p": "w:p", "w:tbl": "w:tbl", "w:tr": "w:tr", "w:tc": "w:tc", "w:txbxContent": "w:pict", **NOTES}
MARKS = ("w:b", "w:i", "w:strike", "w:dstrike", "w:vertAlign", "w:vanish")
