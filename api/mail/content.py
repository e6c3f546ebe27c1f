"""What each kind of mail says, and how it reads as text and as HTML."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from msgspec import Struct

from api.mail.links import LINK_MINUTES, MailLinks, PresentLink, as_purpose
from api.mail.names import greeted_name
from api.mail.repository import MailFound
from api.messages.text import Text

NoticeKind = Literal["email-change-notice", "email-changed", "password-changed"]
"""Mails without a token: what happened or is about to happen."""


class Template(Struct, frozen=True):
    """The sentences of one kind of mail; what follows the button stands in `after`."""

    subject: str
    before: tuple[str, ...]
    action: str | None
    after: tuple[str, ...]


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        "verification": Template(
            "mail.verification.subject",
            ("mail.verification.text",),
            "mail.verification.action",
            ("mail.link-lifetime", "mail.verification.otherwise"),
        ),
        "reset": Template(
            "mail.reset.subject",
            ("mail.reset.text",),
            "mail.reset.action",
            ("mail.link-lifetime", "mail.reset.otherwise"),
        ),
        "email-change": Template(
            "mail.email-change.subject",
            ("mail.email-change.text",),
            "mail.email-change.action",
            ("mail.link-lifetime", "mail.email-change.otherwise"),
        ),
        "email-taken": Template(
            "mail.email-taken.subject",
            ("mail.email-taken.text", "mail.email-taken.otherwise"),
            None,
            (),
        ),
        "email-change-notice": Template(
            "mail.email-change-notice.subject",
            ("mail.email-change-notice.text", "mail.email-change-notice.otherwise"),
            "mail.reset.action",
            (),
        ),
        "email-changed": Template(
            "mail.email-changed.subject",
            ("mail.email-changed.text", "mail.email-changed.otherwise"),
            None,
            (),
        ),
        "password-changed": Template(
            "mail.password-changed.subject",
            ("mail.password-changed.text", "mail.password-changed.otherwise"),
            "mail.reset.action",
            (),
        ),
    }
)


class RenderedMail(Struct, frozen=True):
    """A mail in words."""

    subject: str
    text: str
    html: str


def render(mail: MailFound, links: MailLinks, link: PresentLink | None) -> RenderedMail:
    """Put a mail into words.

    Args:
        mail: As it is stored.
        links: Makes the address of its link.
        link: None where this kind of mail has none.
    """
    is_taken = link is not None and link.is_taken and mail.kind == "email-change"
    template, language = TEMPLATES["email-taken" if is_taken else mail.kind], mail.language
    purpose = as_purpose(mail.kind)
    address = links.reset_page
    if purpose is not None and link is not None:
        address = links.address(purpose, link.token)

    def say(code: str) -> str:
        return Text(code, email=mail.about_email or mail.recipient, minutes=LINK_MINUTES).say(
            language
        )

    name = greeted_name(mail.display_name or "")
    greeting = Text("mail.greeting", name=name) if name else Text("mail.greeting-without-name")
    content = _Words(
        say(template.subject),
        (greeting.say(language), *map(say, template.before)),
        say(template.action) if template.action else None,
        tuple(map(say, template.after)),
        say("mail.sent-by"),
    )
    return RenderedMail(content.subject, content.text(address), content.html(address, language))


class _Words(Struct, frozen=True):
    subject: str
    before: tuple[str, ...]
    action: str | None
    after: tuple[str, ...]
    footer: str

    def text(self, address: str) -> str:
        """As plain text; the address has a line of its own, so that it stays whole."""
        action = () if self.action is None else (f"{self.action}:\n{address}",)
        return "\n\n".join((*self.before, *action, *self.after, f"-- \n{self.footer}")) + "\n"

    def html(self, address: str, language: str) -> str:
        """As HTML, built as a tree, so that no name or address can become markup."""
        html = Element("html", {"lang": language})
        head = SubElement(html, "head")
        SubElement(head, "meta", {"charset": "utf-8"})
        SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
        SubElement(head, "title").text = self.subject
        body = SubElement(html, "body", {"style": BODY_STYLE})
        SubElement(body, "h1", {"style": HEADING_STYLE}).text = self.subject
        for paragraph in self.before:
            SubElement(body, "p").text = paragraph
        if self.action is not None:
            button = SubElement(SubElement(body, "p"), "a", {"href": address})
            button.set("style", BUTTON_STYLE)
            button.text = self.action
            plain = SubElement(body, "p", {"style": SMALL_STYLE})
            SubElement(plain, "a", {"href": address}).text = address
        for paragraph in self.after:
            SubElement(body, "p").text = paragraph
        SubElement(body, "p", {"style": SMALL_STYLE}).text = self.footer
        return "<!doctype html>\n" + tostring(html, encoding="unicode", method="html")


BODY_STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:36em;padding:1em"
HEADING_STYLE = "font-size:22px;line-height:1.3"
BUTTON_STYLE = (
    "background-color:#a6195d;color:#ffffff;padding:12px;border-radius:8px;"
    "display:inline-block;font-weight:bold;text-decoration:none"
)
SMALL_STYLE = "font-size:13px;word-break:break-all"
