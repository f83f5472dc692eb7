"""How this program introduces itself to servers."""

from __future__ import annotations

from handelsgraph import __version__
from handelsgraph.errors import InputError
from handelsgraph.settings import Settings
from handelsgraph.web.robots import AGENT


def user_agent(settings: Settings) -> str:
    """Return the User-Agent: name, version and whom to turn to. Raises InputError for a contact no header can hold."""
    contact = (settings.contact or "").strip()
    if not contact:
        return f"{AGENT}/{__version__}"
    if not (contact.isascii() and contact.isprintable()) or len(contact) > 200 or set("();") & set(contact):
        raise InputError(
            "the contact cannot stand in a header",
            "set HANDELSGRAPH_CONTACT to a mail address or the address of a page, in plain ASCII",
        )
    return f"{AGENT}/{__version__} (+{contact})"
