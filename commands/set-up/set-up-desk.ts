import { mailPerson } from '#commands/mail/mail-person';
import { changesBetween } from '#domain/audit/changes-between';
import { Problem } from '#domain/contracts/problem';
import { neverOpens, type Calendar } from '#domain/sla/calendar';
import { linesOfHours } from '#domain/sla/lines-of-hours';
import { usualPolicy } from '#domain/sla/usual-policy';
import { lockForTransaction } from '#store/lock-for-transaction';
import { accounts } from '#store/people/accounts';
import { setUp } from '#store/set-up';
import { adminCommand } from '../admin/admin-command.ts';

const subject = { kind: 'desk', id: 'desk', name: 'NixFlow' } as const;

/** Say what the desk is called: mail of no team comes from that name. @throws {Problem} `forbidden` */
export const nameDesk = adminCommand<{ readonly name: string }, null>(
  'desk.manage',
  async ({ client, audit }, { name }) => {
    const before = await setUp.nameDesk(client, name);
    if (before !== name)
      await audit({ act: 'desk.changed', subject, changes: [{ field: 'name', from: before, to: name }] });
    return null;
  },
);

/**
 * Set the desk's business hours; if nothing is promised yet, the usual is within them.
 *
 * @throws {Problem} `forbidden`; `not_possible` (hours that never open)
 */
export const setDeskHours = adminCommand<Calendar, null>('desk.manage', async ({ client, actor, audit }, hours) => {
  if (neverOpens(hours))
    throw new Problem('not_possible', {
      detail: 'These hours never open: every clock would stand still.',
      reason: 'hours_never_open',
    });
  // Two who set them at once write one version after the other.
  await lockForTransaction(client, 'desk-hours');
  const { hours: before } = await setUp.read(client, actor.id);
  const promised = await setUp.setHours(client, hours, usualPolicy);
  const changes = [
    ...changesBetween({ hours: before && linesOfHours(before) }, { hours: linesOfHours(hours) }),
    ...(promised === null ? [] : [{ field: 'policy', from: null, to: promised }]),
  ];
  if (changes.length > 0) await audit({ act: 'desk.changed', subject, changes });
  return null;
});

/** Mail oneself, to see that mail leaves. @throws {Problem} `forbidden`; `not_possible` (there is no address to send from) */
export const sendTestMail = adminCommand<null, { readonly mailId: string; readonly to: string }>(
  'desk.manage',
  async ({ client, actor, tell }) => {
    const account = await accounts.find(client, actor.id);
    if (!account) throw new Problem('not_found');
    const { name, email: to } = account;
    const text = `Hello ${name},\n\nthis is a test message of NixFlow. If you read it in your mailbox, mail leaves your desk.`;
    const mail = { kind: 'test', to, subject: 'A test message of NixFlow', text } as const;
    const mailId = await mailPerson({ client, tell }, mail);
    if (mailId === null) {
      throw new Problem('not_possible', {
        detail: 'There is no address yet that mail goes out from.',
        reason: 'no_mail_identity',
      });
    }
    return { mailId, to };
  },
);

/** Have nobody asked any more. Safe to repeat. @throws {Problem} `forbidden` */
export const finishSetUp = adminCommand<null, null>('desk.manage', async ({ client, actor, audit }) => {
  const { isDone } = await setUp.read(client, actor.id);
  if (isDone) return null;
  await setUp.finish(client);
  await audit({ act: 'desk.changed', subject, changes: [{ field: 'setUp', from: false, to: true }] });
  return null;
});
