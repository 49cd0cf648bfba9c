"""What waits, what failed, what left: the organizers' page of messages."""

from __future__ import annotations

from contextlib import AbstractContextManager

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from matchmaking import clock
from matchmaking.access import Access, access
from matchmaking.addresses import page_asked
from matchmaking.config import Settings
from matchmaking.deciding import returning_to
from matchmaking.extensions import db
from matchmaking.flashes import say
from matchmaking.outbox import decisions, delivery, held_view, message_view, policy, queries
from matchmaking.outbox.forms import WordsForm
from matchmaking.outbox.lifecycle import MessageAction, MessageStatus
from matchmaking.outbox.mail import PLACEHOLDER
from matchmaking.outbox.registry import registry

blueprint = Blueprint("outbox", __name__, url_prefix="/organizers/messages")


@blueprint.get("")
@access(Access.ORGANIZER)
def messages() -> ResponseReturnValue:
    """All messages, what needs somebody first."""
    now = clock.now()
    state, kind = _state(request.args.get("state")), request.args.get("kind") or None
    page = queries.list_messages(state=state, kind=kind, page=page_asked())
    counts = queries.count_messages()
    return render_template(
        "outbox/messages.html",
        page=page,
        lines=[
            message_view.view(message, registry(), demonstration=_demonstration(), now=now) for message in page.rows
        ],
        counts=[(status, label, counts[status]) for status, label in message_view.STATES.items()],
        total=sum(counts.values()),
        kinds=[(kind, message_view.kind_label(kind, registry())) for kind in queries.list_kinds()],
        state=state,
        kind=kind,
        held=queries.count_held(now),
        delivery=delivery.current(now),
    )


@blueprint.get("/held")
@access(Access.ORGANIZER)
def held() -> ResponseReturnValue:
    """The letters that still wait for their time, by what they are about."""
    now = clock.now()
    found = queries.list_held(now)
    groups = held_view.groups(found.messages, registry(), demonstration=_demonstration(), now=now)
    return render_template(
        "outbox/held.html",
        groups=groups,
        resting=any(line.rests for group in groups for line in group.lines),
        shown=len(found.messages),
        total=found.total,
    )


@blueprint.post("/held")
@access(Access.ORGANIZER)
def decide_held() -> ResponseReturnValue:
    """Let many leave now, or keep them from leaving."""
    do = request.form.get("do")
    action = MessageAction.CANCEL if do == "cancel" else MessageAction.RELEASE
    chosen = held_view.read_choice(request.form.getlist("shown" if do == "release_all" else "message"))
    if not chosen:
        flash(_("Tick the letters first. Nothing was changed."), "wait")
        return redirect(url_for("outbox.held"), 303)
    result = decisions.decide_together(chosen, action, actor_id=current_user.id, now=clock.now())
    db.session.commit()
    for line in held_view.result_lines(action, result):
        say(*line)
    return redirect(url_for("outbox.held"), 303)


@blueprint.route("/<int:message_id>/edit", methods=["GET", "POST"])
@access(Access.ORGANIZER)
def edit(message_id: int) -> ResponseReturnValue:
    """Change the words of one waiting letter."""
    found = queries.get_message(message_id)
    with _leading_back(message_id):
        decisions.check_editable(found, now=clock.now())
    form = WordsForm(needed=PLACEHOLDER.findall(found.text), obj=found)
    if not form.validate_on_submit():
        line = message_view.view(found, registry(), demonstration=_demonstration(), now=clock.now())
        return render_template("outbox/edit.html", form=form, line=line), 422 if form.is_submitted() else 200
    words = decisions.Words(subject=form.subject.data.strip(), text=form.text.data.strip() + "\n")
    shown = int(form.version.data) if form.version.data.isdecimal() else -1
    with _leading_back(message_id):
        decisions.edit(message_id, words, shown_version=shown, actor_id=current_user.id, now=clock.now())
    db.session.commit()
    flash(_("Changed. The letter leaves with these words."), "ok")
    return redirect(url_for("outbox.message", message_id=message_id), 303)


@blueprint.get("/<int:message_id>")
@access(Access.ORGANIZER)
def message(message_id: int) -> ResponseReturnValue:
    """One message: where it stands, and its words with every personal link masked."""
    found = queries.get_message(message_id)
    demonstration = _demonstration()
    readable = policy.can_read(found, demonstration=demonstration)
    paragraphs = message_view.paragraphs(found, registry(), demonstration=demonstration) if readable else None
    now = clock.now()
    rests = bool(registry().resting([found], now))
    return render_template(
        "outbox/message.html",
        line=message_view.view(found, registry(), demonstration=demonstration, now=now, rests=rests),
        message=found,
        paragraphs=paragraphs,
        live_links=message_view.has_live_links(paragraphs or []),
    )


@blueprint.post("/<int:message_id>/cancel")
@access(Access.ORGANIZER)
def cancel(message_id: int) -> ResponseReturnValue:
    """Keep a message from leaving."""
    with _leading_back(message_id):
        decisions.cancel(message_id, shown=_shown(), actor_id=current_user.id, now=clock.now())
    db.session.commit()
    flash(_("Cancelled: this message will not leave."), "ok")
    return redirect(url_for("outbox.message", message_id=message_id), 303)


@blueprint.post("/<int:message_id>/release")
@access(Access.ORGANIZER)
def release(message_id: int) -> ResponseReturnValue:
    """Let a message leave now, or try anew."""
    with _leading_back(message_id):
        decisions.release(message_id, shown=_shown(), actor_id=current_user.id, now=clock.now())
    db.session.commit()
    flash(_("This message leaves within a few seconds."), "ok")
    return redirect(url_for("outbox.message", message_id=message_id), 303)


def _leading_back(message_id: int) -> AbstractContextManager[None]:
    return returning_to(url_for("outbox.message", message_id=message_id))


def _state(code: str | None) -> MessageStatus | None:
    return MessageStatus(code) if code in set(MessageStatus) else None


def _shown() -> MessageStatus | None:
    return _state(request.form.get("shown"))


def _demonstration() -> bool:
    settings = current_app.config["SETTINGS"]
    assert isinstance(settings, Settings)
    return settings.demo
