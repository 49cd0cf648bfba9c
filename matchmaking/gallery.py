"""The living style page: every component in every state. For development; a production server does not have it."""

from __future__ import annotations

from flask import Blueprint, Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, InputRequired, Length

from matchmaking.access import Access, access
from matchmaking.config import Settings

blueprint = Blueprint("gallery", __name__)


class GalleryForm(FlaskForm):  # type: ignore[misc]  # the library ships no types
    """One field of each type. Its words are samples, shown to developers only."""

    side = RadioField("Vous…", choices=[("offer", "proposez"), ("need", "recherchez")], default="need")
    city = StringField("Ville", [DataRequired("Écrivez la ville où l’on peut vous rencontrer.")])
    since = IntegerField("Année de création", default=2019)
    email = EmailField("Adresse e-mail", [InputRequired(), Email("Cette adresse est incomplète : vérifiez la fin.")])
    kind = SelectField("Genre", choices=[("equipment", "Équipement"), ("training", "Formation")])
    presence = RadioField(
        "Participation",
        [InputRequired("Choisissez l’une des deux.")],
        choices=[("on_site", "Sur place"), ("online", "À distance")],
    )
    sectors = SelectMultipleField("Secteurs", choices=[("health", "Santé"), ("energy", "Énergie")], default=["health"])
    text = TextAreaField("Précisez", [Length(max=2000)], description="Quantité, délai, budget, lieu.")
    news = BooleanField("Me prévenir des nouvelles suggestions")
    terms = BooleanField(
        "J’accepte d’être présenté aux autres participants.", [InputRequired("Cochez pour continuer.")]
    )


def init_app(app: Flask) -> None:
    """Show the page, except in production."""
    settings = app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    if not settings.production:
        app.register_blueprint(blueprint)


@blueprint.get("/gallery")
@access(Access.PUBLIC)
def gallery() -> ResponseReturnValue:
    """All components; the form shows its errors as after a post."""
    form = GalleryForm(formdata=None, email="awa@exemple", meta={"csrf": False})
    form.validate()
    return render_template("components/gallery.html", form=form)
