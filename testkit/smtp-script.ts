import { setTimeout as wait } from 'node:timers/promises';

/**
 * Where in the conversation: the greeting; the answers to MAIL FROM, to one RCPT TO and to DATA (normally 354);
 * `transfer` after that 354 while the body comes; `body` the answer to the whole message (normally 250).
 */
export type SmtpStage = 'connect' | 'mail' | 'rcpt' | 'data' | 'transfer' | 'body';

/** One misbehaviour of an SMTP sink: when it applies, and what happens instead of the usual answer. */
export interface SmtpScriptLine {
  readonly at: SmtpStage;
  /** Only for mail to this recipient (known from `rcpt` on). */
  readonly to?: string | RegExp;
  /** Only on the nth connection, counted from 1. */
  readonly connection?: number;
  /** How often; once unless told. */
  readonly times?: number;
  /** Wait this long first; alone, the usual answer follows. */
  readonly delayMs?: number;
  /** Answer this: `450 4.2.1 Try later`, `550 5.1.1 Unknown`; at `body` also a 250 of your own, whose message is kept. */
  readonly reply?: string;
  /** Close the connection instead of answering. At `body` the message is kept, though its sender never knows. */
  readonly drop?: boolean;
}

/** What the sink does at a stage; nothing of it: the usual. */
export interface SmtpCue {
  readonly reply?: { readonly code: number; readonly text: string };
  readonly drop?: boolean;
}

/** The lines still to play. */
export interface SmtpScript {
  /** @throws {Error} a line that could never do anything */
  add(line: SmtpScriptLine): void;
  clear(): void;
  /** Use up the first line that applies, wait as it says, and tell what to do. */
  play(at: SmtpStage, connection: number, recipients: readonly string[]): Promise<SmtpCue>;
}

/** An empty script. */
export function createSmtpScript(): SmtpScript {
  let lines: { readonly line: SmtpScriptLine; left: number }[] = [];
  return {
    add(line) {
      requireEffect(line);
      lines.push({ line, left: line.times ?? 1 });
    },
    clear() {
      lines = [];
    },
    async play(at, connection, recipients) {
      const entry = lines.find(
        ({ line, left }) =>
          left > 0 &&
          line.at === at &&
          (line.connection === undefined || line.connection === connection) &&
          (line.to === undefined || recipients.some((address) => isTo(line.to, address))),
      );
      if (entry === undefined) return {};
      entry.left--;
      const { delayMs, reply, drop } = entry.line;
      if (delayMs !== undefined) await wait(delayMs);
      return {
        ...(reply !== undefined && { reply: { code: Number(reply.slice(0, 3)), text: reply.slice(4) } }),
        ...(drop !== undefined && { drop }),
      };
    },
  };
}

function isTo(to: string | RegExp | undefined, address: string): boolean {
  return to instanceof RegExp ? to.test(address) : to?.toLowerCase() === address.toLowerCase();
}

function requireEffect({ at, to, delayMs, reply, drop }: SmtpScriptLine): void {
  if (delayMs === undefined && reply === undefined && drop !== true)
    throw new Error(`SMTP script at ${at}: does nothing.`);
  if (to !== undefined && (at === 'connect' || at === 'mail')) {
    throw new Error(`SMTP script at ${at}: the recipient is not known yet; use 'rcpt' or later.`);
  }
  if (reply === undefined) return;
  if (at === 'transfer') throw new Error("SMTP script at transfer: nothing is answered there; use 'data' or 'body'.");
  if (!(at === 'body' ? /^[245]\d\d / : /^[45]\d\d /).test(reply)) {
    throw new Error(`SMTP script at ${at}: '${reply}' is no answer for this stage.`);
  }
}
