"""The libraries that need an application, made once without one."""

from __future__ import annotations

from flask_compress import Compress
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_security import Security
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

from matchmaking.bidi import IsolatingBabel

# Our models stand on `database.Base`; Flask-SQLAlchemy gives the engine and the session of a request.
db = SQLAlchemy()
migrate = Migrate()
security = Security()
babel = IsolatingBabel()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address, in_memory_fallback_enabled=True)
compress = Compress()
