from django import template
from django.utils.translation import gettext

register = template.Library()
# In this order: a browser that says it is Edge says that it is Chrome and Safari as well.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


@register.filter
def browser(user_agent: str) -> str:
    """What a browser is called that says this of itself: "Firefox on Linux"; its own words where they are not known."""
    name = next((called for mark, called in BROWSERS.items() if mark in user_agent), "")
    system = next((called for mark, called in SYSTEMS.items() if mark in user_agent), "")
    if name and system:
        return gettext("%(browser)s on %(system)s") % {"browser": name, "system": system}
    return name or user_agent[:60] or gettext("An unknown browser")
