import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEndOfFile } from './at-end-of-file.ts';
import { type ChildProcess, startProgram } from './child-process.ts';
import { dovecotConfig } from './dovecot-config.ts';
import { freePort } from './free-port.ts';
import { requirePart } from './requirements.ts';
import { testStack } from './stack.ts';

/** A real Dovecot (2.3 or 2.4) on 127.0.0.1, without TLS. */
export interface ImapServer {
  readonly port: number;
  /** The process that runs now. */
  process(): ChildProcess;
  /** Put a message into a user's INBOX, as a mail system does; clients in IDLE hear of it within a second. */
  deliver(user: string, raw: string | Buffer): void;
  /** Number the user's INBOX anew: every message gets another UID, under another UIDVALIDITY. */
  renumber(user: string): void;
  /** SIGKILL, connections and all. */
  kill9(): Promise<void>;
  /** Start it again on the same port with the mail it has. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Start an IMAP server with empty mailboxes. Ends with the test file.
 *
 * @param users name → password
 * @throws {Error} there is no Dovecot: say `needs('dovecot')` before
 */
export async function startImapServer({
  users,
}: {
  readonly users: Readonly<Record<string, string>>;
}): Promise<ImapServer> {
  const dovecot = requirePart('dovecot', testStack().dovecot);
  const owner = ordinaryUser();
  const dir = mkdtempSync(join(tmpdir(), 'nixflow-imap-'));
  const port = await freePort();
  const write = (path: string, text: string | Buffer) => {
    writeFileSync(path, text);
    chownSync(path, owner.uid, owner.gid);
  };
  const makeFolder = (path: string) => {
    mkdirSync(path, { recursive: true });
    chownSync(path, owner.uid, owner.gid);
  };
  chownSync(dir, owner.uid, owner.gid);
  const inboxOf = (user: string) => {
    if (users[user] === undefined) throw new Error(`The IMAP server has no user ${user}.`);
    return join(dir, 'mail', user);
  };
  makeFolder(join(dir, 'mail'));
  for (const user of Object.keys(users)) {
    for (const part of ['', 'tmp', 'new', 'cur']) makeFolder(join(inboxOf(user), part));
  }
  const passwords = Object.entries(users).map(([user, password]) => `${user}:{PLAIN}${password}`);
  write(join(dir, 'users'), `${passwords.join('\n')}\n`);
  const version = execFileSync(dovecot, ['--version'], { encoding: 'utf8' });
  write(join(dir, 'dovecot.conf'), dovecotConfig(version, { dir, port, user: owner.name, group: owner.group }));

  const start = () =>
    startProgram(dovecot, {
      args: ['-F', '-c', join(dir, 'dovecot.conf')],
      name: 'dovecot',
      ready: { port },
      cwd: dir,
      ...(process.getuid?.() === 0 && { uid: owner.uid, gid: owner.gid }),
    });
  let running = await start();
  const close = async () => {
    await running.kill9();
    rmSync(dir, { recursive: true, force: true });
  };
  atEndOfFile('IMAP server', close);
  return {
    port,
    process: () => running,
    deliver(user, raw) {
      // Written aside and renamed, as Maildir demands: nobody ever sees half a message.
      const name = `${Date.now()}.${randomUUID()}.nixflow`;
      const written = join(inboxOf(user), 'tmp', name);
      write(written, raw);
      renameSync(written, join(inboxOf(user), 'new', name));
    },
    renumber(user) {
      // The file that remembers the last UIDVALIDITY stays, so that the next one is another.
      const numbering = readdirSync(inboxOf(user)).filter((name) => /^dovecot(-uidlist|\.index)/.test(name));
      for (const name of numbering) rmSync(join(inboxOf(user), name));
    },
    kill9: async () => {
      await running.kill9();
    },
    start: async () => {
      running = await start();
    },
    close,
  };
}

/** Whom Dovecot runs as: us, or `nobody` when we are root, for mail must not belong to root. */
function ordinaryUser() {
  const whose = process.getuid?.() === 0 ? ['nobody'] : [];
  const id = (flag: string) => execFileSync('id', [flag, ...whose], { encoding: 'utf8' }).trim();
  return { name: id('-un'), group: id('-gn'), uid: Number(id('-u')), gid: Number(id('-g')) };
}
