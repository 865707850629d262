import { insertAccount } from '#testkit/factories/account';
import { insertPolicy } from '#testkit/factories/desk';
import { buildRawMail } from '#testkit/factories/raw-mail';
import { handOver } from '#testkit/hand-over';
import { needs } from '#testkit/requirements';
import { serveProduct } from '#testkit/served-product';
import { describe, expect, test } from 'vitest';

const second = 1000;
const promised = { firstResponse: 20 };

/** A customer who is promised an answer within 20 seconds, and gets none; the escalation is the one of a new installation. */
describe.runIf(needs('chromium'))('a ticket that nobody answers in time', () => {
  test(
    'is late once, not too early and at once; supervisors are told, and the list shows it',
    { timeout: 180_000 },
    async () => {
      const desk = await serveProduct();
      const { pool } = desk;
      const supervisor = await insertAccount(pool, { role: 'supervisor' });
      const targets = { urgent: promised, high: promised, normal: promised, low: promised };
      await insertPolicy(pool, { body: { targets, pauses: {}, warnAt: [50] } });
      const page = await desk.signIn(supervisor);
      let loads = 0;
      page.on('framenavigated', () => (loads += 1));

      expect(await handOver(desk.mailUrl, buildRawMail({ headers: { Subject: 'Nobody answers' } }))).toMatchObject({
        kind: 'sent',
      });
      const row = page.getByRole('listitem').or(page.getByRole('row')).filter({ hasText: 'Nobody answers' });
      await row.getByText(/^First reply in \d+ s$/).waitFor();
      await row.getByRole('img', { name: 'Normal priority' }).waitFor();
      const breaches = async () => {
        const { rows } = await pool.query<{ openedAt: Date; dueAt: Date; recordedAt: Date }>(
          `SELECT t.created_at AS "openedAt", r.due_at AS "dueAt", r.recorded_at AS "recordedAt"
         FROM sla_record r JOIN ticket t ON t.id = r.ticket_id WHERE r.percent = 100`,
        );
        return rows;
      };
      expect(await breaches()).toEqual([]);

      await row.getByText(/^Late by \d+ s$/).waitFor({ timeout: 40 * second });
      await row.getByRole('img', { name: 'High priority' }).waitFor({ timeout: 20 * second });
      const told = async () =>
        (await pool.query<{ text: string }>('SELECT text FROM notice WHERE staff_id = $1', [supervisor.id])).rows;
      await expect.poll(told, { timeout: 20 * second }).toEqual([{ text: 'This ticket has missed a target.' }]);

      const [breach, ...more] = await breaches();
      expect(more).toEqual([]);
      const [openedAt, dueAt, recordedAt] = [breach!.openedAt, breach!.dueAt, breach!.recordedAt].map((at) =>
        at.getTime(),
      ) as [number, number, number];
      expect(dueAt - openedAt).toBe(20 * second);
      expect(recordedAt).toBeGreaterThanOrEqual(dueAt);
      expect(recordedAt - dueAt).toBeLessThanOrEqual(10 * second);
      expect(loads).toBe(0);
    },
  );
});
