"""The outbox as a page: plain HTML, built as a tree."""

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

from api.dev_outbox.service import OutboxMail
from api.messages.text import Text

PATH = "/api/v1/dev/outbox"
_ADDRESS = re.compile(r"(https?://\S+)")
BODY_STYLE = "font-family:sans-serif;max-width:45em;margin:auto;padding:1em"
TEXT_STYLE = "white-space:pre-wrap;overflow-wrap:anywhere"


def outbox_page(mails: Sequence[OutboxMail], language: str) -> str:
    """All mails, the newest first, with links that can be followed."""
    html = Element("html", {"lang": language})
    head = SubElement(html, "head")
    SubElement(head, "meta", {"charset": "utf-8"})
    SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    SubElement(head, "title").text = Text("outbox.title").say(language)
    body = SubElement(html, "body", {"style": BODY_STYLE})
    SubElement(body, "h1").text = Text("outbox.title").say(language)
    SubElement(body, "p").text = Text("outbox.lead").say(language)
    if not mails:
        SubElement(body, "p").text = Text("outbox.empty").say(language)
    for mail in mails:
        article = SubElement(body, "article")
        subject = SubElement(SubElement(article, "h2"), "a", {"href": f"{PATH}/{mail.id}"})
        subject.text = mail.words.subject
        time = f"{mail.written_at:%Y-%m-%d %H:%M}"
        said = Text("outbox.mail", recipient=mail.recipient, time=time)
        SubElement(article, "p").text = said.say(language)
        _add_text(SubElement(article, "pre", {"style": TEXT_STYLE}), mail.words.text)
    return "<!doctype html>\n" + tostring(html, encoding="unicode", method="html")


def _add_text(element: Element, text: str) -> None:
    """Put a text into an element, with its addresses as links."""
    before, *rest = _ADDRESS.split(text)
    element.text = before
    for address, after in zip(rest[::2], rest[1::2], strict=True):
        link = SubElement(element, "a", {"href": address})
        link.text, link.tail = address, after
