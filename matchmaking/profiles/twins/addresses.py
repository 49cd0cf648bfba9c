"""Which addresses belong to one organisation alone: its own site, the domain of its mails. Pure.

A page at Facebook, a site under wixsite.com or an address at gmail.com says nothing about who owns the domain.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlsplit

from matchmaking.profiles.twins.names import words

_SHARED_SITES = words(
    "facebook.com fb.com fb.me instagram.com linkedin.com twitter.com x.com youtube.com youtu.be tiktok.com wa.me"
    " whatsapp.com t.me telegram.me google.com goo.gl linktr.ee medium.com github.com gitlab.com jumia.com"
    " ouedkniss.com kompass.com pagesjaunes.ml pages-maghreb.com crunchbase.com f6s.com behance.net"
)
# Here every customer has a name of their own in front of the domain.
_HOSTS_OF_SITES = words(
    "wixsite.com wordpress.com blogspot.com github.io netlify.app vercel.app web.app herokuapp.com weebly.com"
    " business.site jimdofree.com jimdosite.com webnode.fr webnode.page odoo.com myshopify.com canva.site"
    " notion.site mystrikingly.com pagesperso-orange.fr"
)
_SHARED_MAIL = words(
    "gmail.com googlemail.com yahoo.com yahoo.fr ymail.com hotmail.com hotmail.fr outlook.com outlook.fr live.com"
    " live.fr msn.com icloud.com me.com aol.com proton.me protonmail.com gmx.com gmx.fr mail.com zoho.com orange.fr"
    " orangemali.com orange.ml sotelma.net.ml afribone.net.ml malinet.ml free.fr laposte.net wanadoo.fr sfr.fr"
    " djaweb.dz caramail.com mail.ru yandex.com"
)
_SECOND_LEVELS = words("com co org net edu gov gouv asso art pol ac presse inst")


@lru_cache(maxsize=50_000)
def own_site(website: str | None) -> str | None:
    """The registered domain of a site that is the organisation's own; None for a page on somebody else's."""
    host = host_of(website or "")
    domain = registered(host)
    if domain in _HOSTS_OF_SITES:
        return host if host != domain and host != f"www.{domain}" else None
    return None if domain in _SHARED_SITES else domain


@lru_cache(maxsize=50_000)
def own_mail_domain(email: str | None) -> str | None:
    """The registered domain of an address that no public mail service gave."""
    host = (email or "").rpartition("@")[2].lower()
    domain = registered(host)
    return None if host in _SHARED_MAIL or domain in _SHARED_MAIL else domain


def host_of(website: str) -> str:
    """The host name in a web address; empty where there is none."""
    try:
        return (urlsplit(website if "://" in website else f"https://{website}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def registered(host: str) -> str | None:
    """The part of a host name that somebody registered: `exemple.com.dz` of `www.exemple.com.dz`."""
    labels = [label for label in host.lower().split(".") if label]
    if len(labels) < 2:
        return None
    length = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVELS and len(labels[-1]) == 2 else 2
    return ".".join(labels[-length:])
