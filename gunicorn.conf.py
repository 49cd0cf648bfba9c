"""How gunicorn serves the product: a few processes with threads, on one address, without a log of addresses."""

import os
from pathlib import Path

wsgi_app = "wsgi:app"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(2, os.cpu_count() or 1))
threads = 8
preload_app = True  # loaded once, then forked: a quick start, and the processes share their memory
timeout = 60  # a thread may take this long for an import of profiles
graceful_timeout = 5
keepalive = 5
accesslog = None  # query strings may hold a link's token
errorlog = "-"
loglevel = "warning"
control_socket_disable = True  # nothing but the web port is opened
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  (gunicorn's sign of life, no data)


def when_ready(_server):  # type: ignore[no-untyped-def]
    """Before the first fork: read what all processes will need."""
    from matchmaking.warming import warm_before_forking
    from wsgi import app

    warm_before_forking(app)


def post_fork(_server, _worker):  # type: ignore[no-untyped-def]
    """Two processes must not speak on one database connection."""
    from matchmaking.extensions import db
    from wsgi import app

    with app.app_context():
        db.engine.dispose(close=False)


def post_worker_init(_worker):  # type: ignore[no-untyped-def]
    """What the first question about a draft would wait for is read beside the first pages, not before them."""
    from threading import Thread

    from matchmaking.warming import warm_beside_pages
    from wsgi import app

    Thread(target=warm_beside_pages, args=(app,), name="warming", daemon=True).start()
