"""The WSGI entry point: `gunicorn wsgi:app` and `flask --app wsgi …`."""

import sys

from matchmaking import create_app
from matchmaking.config import ConfigurationError

try:
    app = create_app()
except ConfigurationError as refusal:
    sys.exit(str(refusal))  # the operator needs the sentence, not where the code raised it
