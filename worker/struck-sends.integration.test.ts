import { setTimeout as wait } from 'node:timers/promises';
import { openTicket } from '#commands/tickets/open-ticket';
import { messageReceipt } from '#domain/contracts/ticket';
import { ledger } from '#store/mail/ledger';
import { readFacts } from '#store/tickets/read-facts';
import { atEndOfFile } from '#testkit/at-end-of-file';
import { insertCustomer, insertStaff } from '#testkit/factories/desk';
import { buildOpenTicketInput } from '#testkit/factories/open-ticket-input';
import { startFaultProxy, type FaultProxy } from '#testkit/fault-proxy';
import { startProduct, type RunningProduct } from '#testkit/running-product';
import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { startTemporalServer, type TestTemporalServer } from '#testkit/temporal-server';
import { signTestToken } from '#testkit/test-token';
import { Redis } from 'ioredis';
import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';

/** On a busy machine; heartbeat and lease of an attempt that was killed last 30 s each. */
const soon = { timeout: 120_000 };
/** Several sweeps, each of which may start what was forgotten. */
const longEnoughToSendAgainMs = 10_000;
const secret = 'the-session-secret-of-this-story-and-nothing-else';

/** A ticket of a customer who is mailed by nothing but the reply. */
interface Correspondence {
  readonly ticketId: string;
  readonly email: string;
}

describe('mail under way', () => {
  let sink: SmtpSink;
  let network: FaultProxy;
  let temporal: TestTemporalServer;
  let product: RunningProduct;
  let pool: pg.Pool;
  let token: string;

  beforeAll(async () => {
    [sink, temporal] = [await startSmtpSink(), await startTemporalServer()];
    network = await startFaultProxy({ to: `127.0.0.1:${String(sink.port)}` });
    product = await startProduct({
      env: { TEMPORAL_ADDRESS: temporal.address, TEMPORAL_NAMESPACE: 'default' },
      apiEnv: { JWT_SECRET: secret },
      workerEnv: { SMTP_URL: `smtp://${network.address}`, SLA_CHECK_INTERVAL_MINUTES: '0.05' },
    });
    pool = new pg.Pool({ connectionString: product.database.url, max: 4 });
    atEndOfFile('pool', () => pool.end());
    await pool.query('UPDATE flow SET is_active = false');
    token = await signTestToken(secret, await insertStaff(pool, { role: 'supervisor' }));
  });

  async function open(): Promise<Correspondence> {
    const actor = await insertCustomer(pool);
    const { rows } = await pool.query<{ email: string }>('SELECT email FROM customer WHERE id = $1', [actor.id]);
    const context = { pool, actor, deliverSoon: () => undefined };
    const { ticketId } = await openTicket(context, buildOpenTicketInput(actor.id));
    return { ticketId, email: rows[0]!.email };
  }
  const call = (path: string, body?: object) =>
    fetch(`${product.apiUrl}/api/tickets/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
  async function reply({ ticketId }: Correspondence, body: string, more: object = {}): Promise<string> {
    const answer = await call(`${ticketId}/messages`, { body, public: true, ...more });
    expect(answer.status).toBe(201);
    return messageReceipt.parse(await answer.json()).messageId;
  }
  const mailsOf = (messageIds: readonly string[]) =>
    Promise.all(messageIds.map(async (id) => (await ledger.findByMessage(pool, id))!));
  const statesOf = async (messageIds: readonly string[]) => (await mailsOf(messageIds)).map(({ state }) => state);
  const outcomesOf = async ({ ticketId }: Correspondence) =>
    (await readFacts(pool, ticketId, { after: 0, limit: 100 })).flatMap((fact) =>
      fact.type === 'delivery' ? [fact.outcome] : [],
    );
  const timesOf = (body: string) => sink.messages.filter((message) => message.body.includes(body)).length;

  test(
    'its worker killed before the server asked for it, it is sent once; after that, nobody sends it again by himself',
    { timeout: 240_000 },
    async () => {
      const tickets = [await open(), await open(), await open()] as const;
      const [early, halfway, late] = tickets;
      const holds = [
        network.holdNext(`RCPT TO:<${early.email}>`),
        network.holdNext('The server has asked for this'),
        network.holdNext('250 2.0.0 Ok: queued', { from: 'server' }),
      ];
      const replies = [
        await reply(early, 'The server knows nothing of this'),
        await reply(halfway, 'The server has asked for this'),
        await reply(late, 'The server has all of this'),
      ];
      for (const hold of holds) await hold.held(60_000);
      expect(await statesOf(replies)).toEqual(['sending', 'data', 'data']);

      await product.worker.kill9();
      await network.cut();
      await network.mend();
      await product.startWorker();
      await expect.poll(() => statesOf(replies), soon).toEqual(['sent', 'unknown', 'unknown']);
      await wait(longEnoughToSendAgainMs);

      expect((await mailsOf(replies)).map(({ state, attempt }) => `${state} by attempt ${String(attempt)}`)).toEqual([
        ...['sent by attempt 2', 'unknown by attempt 1', 'unknown by attempt 1'],
      ]);
      expect(['knows nothing', 'has asked', 'has all'].map(timesOf)).toEqual([1, 0, 1]);
      expect(await Promise.all(tickets.map(outcomesOf))).toEqual([['sent'], ['unknown'], ['unknown']]);
    },
  );

  test(
    'held while Temporal stops and Redis forgets all, it leaves once when Temporal is back; what was taken back meanwhile never does',
    { timeout: 240_000 },
    async () => {
      const tickets = [await open(), await open(), await open()] as const;
      const [one, two, undone] = [
        await reply(tickets[0], 'Held over the outage, one', { undoSeconds: 10 }),
        await reply(tickets[1], 'Held over the outage, two', { undoSeconds: 10 }),
        await reply(tickets[2], 'Taken back in the outage', { undoSeconds: 60 }),
      ];
      await temporal.kill9();
      const redis = new Redis(product.redis.url);
      await redis.flushall();
      redis.disconnect();
      expect((await call(`${tickets[2].ticketId}/messages/${undone}/undo`)).status).toBe(200);
      const during = await reply(tickets[2], 'Written in the outage');
      // Past the time at which the held ones would leave.
      await wait(12_000);
      expect(['over the outage', 'in the outage'].map(timesOf)).toEqual([0, 0]);

      await temporal.start();
      const all = [one, two, during, undone];
      await expect.poll(() => statesOf(all), soon).toEqual(['sent', 'sent', 'sent', 'undone']);
      await wait(longEnoughToSendAgainMs);
      expect(['outage, one', 'outage, two', 'Written in', 'Taken back'].map(timesOf)).toEqual([1, 1, 1, 0]);
      expect(await Promise.all(tickets.map(outcomesOf))).toEqual([['sent'], ['sent'], ['sent']]);
    },
  );
});
