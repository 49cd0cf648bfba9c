"""Where the addresses of accounts hang."""

from flask import Blueprint

blueprint = Blueprint("accounts", __name__)
