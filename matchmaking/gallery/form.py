"""The sample form of the style page: one field of each type. Its words are samples, shown to developers only."""

from __future__ import annotations

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


class GalleryForm(FlaskForm):  # type: ignore[misc]  # the library ships no types
    """One field of each type, some of which have errors once it is validated."""

    side = RadioField("Vous…", choices=[("offer", "proposez"), ("need", "recherchez")], default="need")
    city = StringField("Ville", [DataRequired("Écrivez la ville où l’on peut vous rencontrer.")])
    since = IntegerField("Année de création", default=2019)
    email = EmailField("Adresse e-mail", [InputRequired(), Email("Cette adresse est incomplète : vérifiez la fin.")])
    kind = SelectField("Genre", choices=[("equipment", "Équipement"), ("training", "Formation")], default="equipment")
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


def with_errors() -> GalleryForm:
    """The form as it comes back after a post that lacked things."""
    form = GalleryForm(formdata=None, email="awa@exemple", meta={"csrf": False})
    form.validate()
    return form
