"""A mail server that misbehaves as it is told.

    smtp_server.py DIRECTORY

It prints its port.  DIRECTORY/mode says how it behaves, read for each message:
well, slow (answers nothing for three seconds), no-user (550), not-now (451),
silent (drops the line once it has all of a message, and keeps it), half (drops
the line when the message begins), full (452 after the message).  What it took
is DIRECTORY/taken, a file a message, of what went over the line.
"""
import asyncio
import os
import sys

from aiosmtpd.smtp import SMTP

place = sys.argv[1]


def mode():
    with open(os.path.join(place, 'mode'), encoding='ascii') as f:
        return f.read().strip()


def keep(envelope):
    taken = os.path.join(place, 'taken')
    os.makedirs(taken, exist_ok=True)
    name = os.path.join(taken, '%04d' % len(os.listdir(taken)))
    with open(name, 'wb') as f:
        f.write(('RCPT %s\r\n' % envelope.rcpt_tos[0]).encode())
        f.write(envelope.content)


class Handler:
    async def handle_EHLO(self, server, session, envelope, hostname):
        session.host_name = hostname
        if mode() == 'slow':
            await asyncio.sleep(3)
        return '250 HELP'

    async def handle_RCPT(self, server, session, envelope, address, options):
        if mode() == 'no-user' and address.startswith('nobody'):
            return '550 5.1.1 No such user here'
        if mode() == 'not-now':
            return '451 4.7.1 Try again later'
        if mode() == 'half':
            server.transport.abort()
            return '250 OK'
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        if mode() == 'full':
            return '452 4.3.1 Insufficient storage'
        keep(envelope)
        if mode() == 'silent':
            server.transport.abort()
        return '250 2.0.0 Taken'


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(Handler(), enable_SMTPUTF8=False, hostname='mail.test'),
        '127.0.0.1', 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()

asyncio.run(main())
