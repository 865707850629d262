import { setTimeout as wait } from 'node:timers/promises';
import { sendMail } from '#mail/smtp/send-mail';
import { readSmtpUrl } from '#mail/smtp/smtp-url';
import { createDice } from '../dice.ts';
import type { Stage } from '../stage/open-stage.ts';

/** A letter of a customer, as whoever sent it knows it. */
export interface SentLetter {
  /** With angle brackets. */
  readonly messageId: string;
  /** The product said 250, be it to a second try. */
  readonly isTaken: boolean;
}

/** Customers who write. */
export interface Letters {
  readonly sent: readonly SentLetter[];
  stop(): Promise<void>;
}

const senders = 6;

/** Let customers write letters, new ones and answers to mail they got, until they are told to stop; each until it is taken. */
export function sendLetters({ postUrl, sink }: Stage, seed: number, pauseMs: number): Letters {
  const dice = createDice(seed, 900);
  const server = readSmtpUrl(postUrl);
  const sent: SentLetter[] = [];
  let isOver = false as boolean;

  async function write(number: number): Promise<void> {
    const messageId = `<letter-${String(seed)}-${String(number)}@customers.example>`;
    const got = sink.messages.filter((message) => message.header('Reply-To') !== undefined);
    const answers = got.length > 0 && dice.roll(2) === 0 ? dice.pick(got) : undefined;
    const to = answers?.header('Reply-To')?.match(/<([^>]+)>/)?.[1] ?? 'support@localhost';
    const from = answers?.to[0] ?? `customer${String(dice.roll(senders))}@customers.example`;
    const raw = Buffer.from(
      [
        ...[`From: ${from}`, `To: ${to}`, `Subject: Letter ${String(number)}`, `Message-ID: ${messageId}`],
        ...[`Date: ${new Date().toUTCString()}`, '', `This is letter ${String(number)} of run ${String(seed)}.`, ''],
      ].join('\r\n'),
    );
    // As a mail server would: the same again until somebody has it.
    for (;;) {
      const { kind } = await sendMail(server, { from, to: [to], raw, beginData: () => Promise.resolve(true) });
      if (kind === 'sent' || kind === 'refused' || isOver) {
        sent.push({ messageId, isTaken: kind === 'sent' });
        return;
      }
      await wait(500);
    }
  }

  const running = (async () => {
    for (let number = 1; !isOver; number += 1) {
      await write(number);
      await wait(pauseMs / 2 + dice.roll(pauseMs));
    }
  })();
  return {
    sent,
    async stop() {
      isOver = true;
      await running;
    },
  };
}
