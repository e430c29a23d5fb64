from django import template
from qrcode import QRCode

register = template.Library()
QUIET = 4  # modules of white around it (ISO/IEC 18004)


@register.inclusion_tag("accounts/_qr_code.html")
def qr_code(text: str, label: str) -> dict[str, object]:
    """`text` as a QR code that is drawn by the page itself, one unit a module; `label` is read out instead."""
    code = QRCode(border=QUIET)
    code.add_data(text)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    return {"label": label, "side": len(rows), "path": "".join(dark)}
