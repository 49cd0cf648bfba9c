"""Settings of one installation, read from the environment in one place.

Every name here is documented in the README's table. Nothing else in the product reads `os.environ`.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from flask import current_app

ROOT = Path(__file__).resolve().parent.parent
LONGEST_ANNEX = 1826  # days: five years, as long as a follow-up committee is likely to sit
TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


class ConfigurationError(RuntimeError):
    """The environment asks for something the product refuses to run with; the message says what to set."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the operator decides before the start; organizers' switches live in `matchmaking.settings`."""

    secret_key: str = field(repr=False)
    database_url: str
    production: bool = False
    demo: bool = False
    demo_past: bool = False
    public_url: str = "http://localhost:8000"
    smtp_url: str | None = None
    mail_from: str = "Deux Rives <ne-pas-repondre@localhost>"
    hosting_country: str = "ML"
    controller: str = "Mali Digital Awards"
    contact: str | None = None
    product_name: str = "Deux Rives"
    instance: Path = ROOT / "instance"
    rate_limits: bool = True
    trusted_proxies: int = 0
    annex_days: int = 365
    default_locale: str = "fr"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; raise ConfigurationError where production would start unsafely."""
        production = _is_production(environ.get("ENVIRONMENT") or "development")
        instance = Path(environ.get("INSTANCE", ROOT / "instance")).resolve()
        instance.mkdir(parents=True, exist_ok=True)
        settings = cls(
            secret_key=environ.get("SECRET_KEY") or _development_key(instance, production=production),
            database_url=_database_url(environ.get("DATABASE_URL") or f"sqlite:///{instance}/matchmaking.db"),
            production=production,
            demo=environ.get("DEMO", "").lower() in TRUE_WORDS,
            demo_past=environ.get("DEMO_PAST", "").lower() in TRUE_WORDS,
            public_url=environ.get("PUBLIC_URL", f"http://localhost:{environ.get('PORT', '8000')}").rstrip("/"),
            smtp_url=environ.get("SMTP_URL") or None,
            mail_from=environ.get("MAIL_FROM", cls.mail_from),
            hosting_country=environ.get("HOSTING_COUNTRY", cls.hosting_country).upper(),
            controller=environ.get("CONTROLLER", cls.controller),
            contact=environ.get("CONTACT") or None,
            product_name=environ.get("PRODUCT_NAME", cls.product_name),
            instance=instance,
            rate_limits=environ.get("RATE_LIMITS", "1").lower() in TRUE_WORDS,
            trusted_proxies=_count(
                environ.get("TRUSTED_PROXIES") or "0",
                "TRUSTED_PROXIES is the number of web servers in front, such as 1.",
            ),
            annex_days=_count(
                environ.get("ANNEX_DAYS") or "365",
                "ANNEX_DAYS is how many days a named annex may be kept, such as 365.",
            ),
        )
        settings.refuse_unsafe()
        return settings

    def refuse_unsafe(self) -> None:
        """Raise ConfigurationError where the settings contradict each other."""
        if self.production and self.demo:
            raise ConfigurationError(
                "DEMO=1 shows invented organisations and known accounts: unset DEMO or ENVIRONMENT."
            )
        if len(self.hosting_country) != 2 or not self.hosting_country.isalpha():
            raise ConfigurationError("HOSTING_COUNTRY is a two-letter country code, such as ML, DZ or FR.")
        if not 1 <= self.annex_days <= LONGEST_ANNEX:
            raise ConfigurationError(
                f"ANNEX_DAYS lies between 1 and {LONGEST_ANNEX}: a named list is not kept for ever."
            )
        if self.production and self.public_url.startswith("http://localhost"):
            raise ConfigurationError("Set PUBLIC_URL to the address people will open, such as https://…")

    def as_flask(self) -> dict[str, object]:
        """The same settings under the names that Flask and its extensions expect."""
        secure = self.public_url.startswith("https://")
        return {
            "SECRET_KEY": self.secret_key,
            "SETTINGS": self,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            # An error's text must not carry people's words and addresses into a log.
            "SQLALCHEMY_ENGINE_OPTIONS": {"hide_parameters": self.production},
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "PREFERRED_URL_SCHEME": "https" if secure else "http",
            "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            # A form opened in the morning is still good in the evening.
            "WTF_CSRF_TIME_LIMIT": None,
            "BABEL_DEFAULT_LOCALE": self.default_locale,
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "translations"),
            # Pages are small and phones are slow: everything that is text travels compressed.
            "COMPRESS_ALGORITHM": ["br", "gzip"],
            "COMPRESS_MIN_SIZE": 500,
            "RATELIMIT_ENABLED": self.rate_limits,
            "RATELIMIT_STORAGE_URI": "memory://",
            "RATELIMIT_HEADERS_ENABLED": False,
            "SMTP": smtp_options(self.smtp_url),
        }


@dataclass(frozen=True)
class SmtpOptions:
    """How the worker reaches the mail server."""

    host: str
    port: int
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    use_tls: bool = False
    use_ssl: bool = False


def current() -> Settings:
    """The settings of the application that is running."""
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings


def smtp_options(url: str | None) -> SmtpOptions | None:
    """Parse `smtp://user:password@host:587` (STARTTLS when `?starttls=1`) or `smtps://host:465`.

    A name or password with signs such as @ or / is percent-encoded, as in any URL.
    """
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ConfigurationError("SMTP_URL looks like smtp://user:password@host:587 or smtps://host:465.")
    return SmtpOptions(
        host=parts.hostname,
        port=parts.port or (465 if parts.scheme == "smtps" else 25),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
        use_tls="starttls=1" in parts.query,
        use_ssl=parts.scheme == "smtps",
    )


def _count(text: str, otherwise: str) -> int:
    if not text.isdecimal():
        raise ConfigurationError(otherwise)
    return int(text)


def _is_production(environment: str) -> bool:
    """A misspelt word must not open a demonstration on a real server."""
    if environment not in ("development", "production"):
        raise ConfigurationError(f"ENVIRONMENT is production or development, not {environment}.")
    return environment == "production"


def _database_url(url: str) -> str:
    """SQLAlchemy needs the driver's name; people paste `postgres://` and `postgresql://`."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _development_key(instance: Path, *, production: bool) -> str:
    """A key made once per installation, so that a restart in development signs nobody out."""
    if production:
        raise ConfigurationError(
            "SECRET_KEY is not set. Production keeps its own: "
            'SECRET_KEY="$(python3 -c "import secrets; print(secrets.token_hex(32))")"'
        )
    path = instance / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
