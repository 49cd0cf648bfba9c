"""Delivery reports as Postfix and Exim write them, about a mail with a given Message-ID."""

from __future__ import annotations

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mail.deux-rives.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: bonjour@deux-rives.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4F1B21C0012.1796300000/mail.deux-rives.example"
Message-Id: <20261203101500.5A2B31C0013@mail.deux-rives.example>

This is a MIME-encapsulated message.

--4F1B21C0012.1796300000/mail.deux-rives.example
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mail.deux-rives.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients.

<{address}>: host mx.keneya.example[192.0.2.25] said: {status}
    <{address}>: Recipient address rejected (in reply to RCPT TO command)

--4F1B21C0012.1796300000/mail.deux-rives.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.deux-rives.example
X-Postfix-Queue-ID: 4F1B21C0012
X-Postfix-Sender: rfc822; bonjour@deux-rives.example
Arrival-Date: Thu,  3 Dec 2026 10:14:58 +0000 (UTC)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.keneya.example
Diagnostic-Code: smtp; 550 {status} <{address}>: Recipient address rejected:
    User unknown in virtual mailbox table

--4F1B21C0012.1796300000/mail.deux-rives.example
Content-Description: Undelivered Message
Content-Type: message/rfc822

From: Deux Rives <bonjour@deux-rives.example>
To: {address}
Subject: NabdCare propose ce que vous cherchez
Message-ID: {message_id}

Bonjour
--4F1B21C0012.1796300000/mail.deux-rives.example--
"""

EXIM = """\
Return-path: <>
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@smtp.deux-rives.example>
To: bonjour@deux-rives.example
References: {message_id}
Content-Type: multipart/report; report-type=delivery-status; boundary=1796300001-eximdsn-804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1rabc-0001-XY@smtp.deux-rives.example>

--1796300001-eximdsn-804289383
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

  {address}
    host mx.keneya.example [192.0.2.25]
    SMTP error from remote mail server after RCPT TO:<{address}>:
    550 No such user here

--1796300001-eximdsn-804289383
Content-type: message/delivery-status

Reporting-MTA: dns; smtp.deux-rives.example

Action: {action}
Final-Recipient: rfc822;{address}
Status: {status}
Remote-MTA: dns; mx.keneya.example
Diagnostic-Code: smtp; 550 No such user here

--1796300001-eximdsn-804289383
Content-type: text/rfc822-headers

Return-path: <bonjour@deux-rives.example>
To: {address}
Subject: NabdCare propose ce que vous cherchez
Message-ID: {message_id}
From: Deux Rives <bonjour@deux-rives.example>


--1796300001-eximdsn-804289383--
"""


def write(form: str, message_id: str, address: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """One report, with the line ends of a mail."""
    text = form.format(message_id=message_id, address=address, action=action, status=status)
    return text.replace("\n", "\r\n").encode()
