import { ImapFlow } from 'imapflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ImapServer, startImapServer } from './imap-server.ts';
import { needs } from './requirements.ts';

const mail = (subject: string) =>
  `From: ada@example.test\r\nTo: desk@nixflow.test\r\nSubject: ${subject}\r\n\r\nHello\r\n`;

describe.runIf(needs('dovecot'))('the IMAP server', () => {
  let server: ImapServer;
  beforeAll(async () => {
    server = await startImapServer({ users: { desk: 'secret', other: 'secret too' } });
  });

  const signIn = async (user: string, pass: string) => {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: server.port,
      secure: false,
      auth: { user, pass },
      logger: false,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  const subjects = async (client: ImapFlow) => {
    const found: string[] = [];
    for await (const message of client.fetch('1:*', { envelope: true, uid: true }))
      found.push(message.envelope?.subject ?? '');
    return found;
  };

  it('shows its owner what was delivered, byte for byte, and nobody else', async () => {
    server.deliver('desk', mail('first'));
    const desk = await signIn('desk', 'secret');
    await desk.mailboxOpen('INBOX');
    expect(await subjects(desk)).toContain('first');
    const message = await desk.fetchOne('*', { source: true });
    expect(message === false ? undefined : message.source?.toString()).toBe(mail('first'));
    await desk.logout();
    const other = await signIn('other', 'secret too');
    const { exists } = await other.mailboxOpen('INBOX');
    expect(exists).toBe(0);
    await other.logout();
  });

  it('turns away a wrong password, without delay', async () => {
    const began = Date.now();
    await expect(signIn('desk', 'wrong')).rejects.toThrow();
    expect(Date.now() - began).toBeLessThan(2000);
  });

  it('tells a client in IDLE of a new message', async () => {
    const client = await signIn('desk', 'secret');
    const { exists } = await client.mailboxOpen('INBOX');
    const told = new Promise<number>((resolve) => {
      client.on('exists', ({ count }: { count: number }) => {
        resolve(count);
      });
    });
    void client.idle();
    server.deliver('desk', mail('while idle'));
    expect(await told).toBe(exists + 1);
    await client.logout();
  });

  it('counts UIDs up under one UIDVALIDITY, until it numbers anew', async () => {
    server.deliver('other', mail('one'));
    const first = await signIn('other', 'secret too');
    const before = await first.mailboxOpen('INBOX');
    await first.logout();
    server.deliver('other', mail('two'));
    const second = await signIn('other', 'secret too');
    const after = await second.mailboxOpen('INBOX');
    await second.logout();
    expect(after.uidValidity).toBe(before.uidValidity);
    expect(after.uidNext).toBe(before.uidNext + 1);
    server.renumber('other');
    const third = await signIn('other', 'secret too');
    const renumbered = await third.mailboxOpen('INBOX');
    expect(renumbered.uidValidity).not.toBe(before.uidValidity);
    expect(await subjects(third)).toEqual(['one', 'two']);
    await third.logout();
  });

  it('is killed, and comes back on its port with its mail', async () => {
    server.deliver('desk', mail('kept'));
    const client = await signIn('desk', 'secret');
    const lost = new Promise((resolve) => client.once('close', resolve));
    await server.kill9();
    await lost;
    await server.start();
    const again = await signIn('desk', 'secret');
    await again.mailboxOpen('INBOX');
    expect(await subjects(again)).toContain('kept');
    await again.logout();
  });

  it('knows its users', () => {
    expect(() => {
      server.deliver('stranger', mail('x'));
    }).toThrow('no user stranger');
  });
});
