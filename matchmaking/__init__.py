"""The matchmaking platform between Mali and Algeria: `create_app` puts the parts together, here and only here."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from matchmaking import (
    acceptance,
    access,
    accounts,
    addresses,
    database,
    day,
    demonstration,
    events,
    followup,
    gallery,
    home,
    introductions,
    locale,
    mailings,
    matching,
    meetings,
    navigation,
    null_signs,
    offline,
    outbox,
    pages,
    plans,
    prepare,
    printing,
    privacy,
    profiles,
    reports,
    settings,
    shortlists,
    static_files,
    wordings,
)
from matchmaking.accounts import kept_forms
from matchmaking.config import Settings
from matchmaking.error_pages import install_error_pages
from matchmaking.extensions import compress, csrf, db, limiter, migrate

__all__ = ["create_app"]

# From the ground up: a feature may use those before it, never those after it.
FEATURES = (
    settings,
    printing,
    outbox,
    accounts,
    wordings,
    profiles,
    events,
    matching,
    shortlists,
    introductions,
    plans,
    acceptance,
    meetings,
    day,
    followup,
    mailings,
    reports,
    privacy,
    home,
    demonstration,
)
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def create_app(configuration: Settings | None = None) -> Flask:
    """Build the application from `configuration`, by default the environment's."""
    configuration = configuration or Settings.from_environment()
    app = Flask(__name__, template_folder="../templates", static_folder="../static")
    app.config.update(configuration.as_flask())
    if proxies := configuration.trusted_proxies:
        # The limits on attempts count each visitor's own address, not that of the web server in front.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies)  # type: ignore[method-assign]
    # There are more templates than Jinja keeps unless told: one that falls out is parsed again while somebody waits.
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "cache_size": -1}
    addresses.init_app(app)
    _install_database(app)
    locale.init_app(app)
    compress.init_app(app)
    limiter.init_app(app)
    install_error_pages(app)
    access.install_access(app, keep_form=kept_forms.keep_posted_form)
    null_signs.init_app(app)
    csrf.init_app(app)
    for feature in FEATURES:
        feature.init_app(app)
    pages.init_app(app)
    offline.init_app(app)
    gallery.init_app(app)
    navigation.init_app(app)
    static_files.init_app(app)
    prepare.init_app(app)
    return app


def _install_database(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory="migrations")
    with app.app_context():
        database.install_transactions(db.engine)

    @app.before_request
    def choose_transaction() -> None:
        """Before the first query of a request, the sign-in's included."""
        database.set_reading(request.method in READING_METHODS)

    @app.teardown_request
    def forget_choice(_error: BaseException | None) -> None:
        database.set_reading(False)
