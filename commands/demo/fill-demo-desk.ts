import type { Actor } from '#domain/permissions/actor';
import type { Priority } from '#domain/tickets/words';
import {
  insertDemoDesk,
  type DemoAgent,
  type DemoCustomer,
  type DemoDesk,
  type DemoTeam,
} from '#store/demo/insert-demo-desk';
import { staff } from '#store/people/staff';
import { inTransaction } from '#store/transaction';
import type { Pool } from 'pg';
import { addMessage, type ReplyStatus } from '../tickets/add-message.ts';
import { assignTicket } from '../tickets/assign-ticket.ts';
import { changePriority } from '../tickets/change-priority.ts';
import { changeTags } from '../tickets/change-tags.ts';
import type { CommandContext } from '../tickets/command-context.ts';
import { moveToTeam } from '../tickets/move-to-team.ts';
import { openTicket } from '../tickets/open-ticket.ts';

/** What somebody does with a demo ticket after it came. */
type DemoStep =
  | { readonly by: DemoAgent; readonly reply: string; readonly status?: ReplyStatus }
  | { readonly by: DemoAgent; readonly note: string }
  | { readonly customer: string };

interface DemoTicket {
  readonly from: DemoCustomer;
  /**
   * The form, unless told. What is answered here came by phone: a form is acknowledged by mail, and the engine, which comes to
   * it only after all this is written, would do so below the answer.
   */
  readonly via?: 'phone';
  readonly subject: string;
  readonly body: string;
  readonly priority?: Priority;
  readonly team?: DemoTeam;
  readonly assignee?: DemoAgent;
  readonly tags?: readonly string[];
  readonly steps?: readonly DemoStep[];
}

const tickets: readonly DemoTicket[] = [
  {
    ...{ from: 'ada', priority: 'urgent', team: 'support', tags: ['outage'] },
    subject: 'All four tills are offline',
    body: 'Since a few minutes ago none of our tills can reach the server, and the shop is full. The router lights are green. What can we do right now?',
  },
  {
    ...{ from: 'ben', via: 'phone', priority: 'high', team: 'support', assignee: 'jonas' },
    subject: 'Export stops at 1,000 rows',
    body: 'Our monthly export has 4,300 orders, but the file always ends after row 1,000. It worked in October.',
    steps: [
      {
        by: 'jonas',
        reply: 'Thank you for the report. I can see the limit in your account and am looking into where it comes from.',
      },
      {
        by: 'jonas',
        note: 'Looks like the row limit of the old export is applied to the new one. Asked Priya to check the release notes.',
      },
      { customer: 'Thanks. We need the file for our accountant by tomorrow noon.' },
    ],
  },
  {
    ...{ from: 'chen', team: 'support' },
    subject: 'How do I add a second location?',
    body: 'We open another shop next month. Is that a second account, or can both be in one?',
  },
  {
    ...{ from: 'dora', via: 'phone', team: 'billing', assignee: 'tomas', tags: ['invoice'] },
    subject: 'Rechnung Oktober doppelt abgebucht',
    body: 'Guten Tag, die Rechnung für Oktober wurde am 3. und am 5. abgebucht. Bitte prüfen Sie das und erstatten den zweiten Betrag.',
    steps: [
      {
        ...{ by: 'tomas', status: 'pending' },
        reply:
          'Guten Tag Frau Keller, das tut mir leid. Können Sie mir den Kontoauszug mit beiden Buchungen schicken? Dann erstatte ich den Betrag noch heute.',
      },
    ],
  },
  {
    ...{ from: 'emil', priority: 'low', team: 'support', assignee: 'priya', tags: ['feature-request'] },
    subject: 'Dark theme for the customer display',
    body: 'Our shop is rather dark in the evening and the display is very bright. A dark theme would help.',
    steps: [{ by: 'priya', note: 'Third request this month. Added to the list for the product meeting.' }],
  },
  {
    ...{ from: 'fay', via: 'phone', team: 'support', assignee: 'priya' },
    subject: 'Label printer prints two blank labels',
    body: 'After each label the printer feeds two empty ones. We use the 62 mm roll.',
    steps: [
      {
        ...{ by: 'priya', status: 'resolved' },
        reply:
          'Hello Fay, please set the paper length to "continuous" under Devices, Label printer. The blank labels should be gone then.',
      },
    ],
  },
  {
    ...{ from: 'ada', team: 'billing' },
    subject: 'VAT number on the invoice is wrong',
    body: 'The invoice of this month shows our old VAT number. We sent the new one in spring.',
  },
  {
    ...{ from: 'ben', via: 'phone', priority: 'high', team: 'billing', assignee: 'tomas', tags: ['contract'] },
    subject: 'Upgrade to 25 seats before Monday',
    body: 'We have six new colleagues starting on Monday and need 25 seats instead of 19. Can you send an offer today?',
    steps: [
      {
        by: 'tomas',
        reply: 'Gladly. The offer is on its way to you within the hour; the seats are active as soon as you confirm.',
      },
    ],
  },
  {
    ...{ from: 'chen', via: 'phone', priority: 'normal', team: 'support', assignee: 'jonas' },
    subject: 'Stock count differs between app and till',
    body: 'The app shows 14 pieces of item 20881, the till shows 11. Which one is right?',
    steps: [
      {
        by: 'jonas',
        reply: 'Could you tell me when the last count was, and whether a return was booked since?',
        status: 'on_hold',
      },
    ],
  },
  {
    ...{ from: 'dora', team: 'support' },
    subject: 'Password reset mail never arrives',
    body: 'I have tried three times. It is not in the spam folder either.',
  },
  {
    from: 'emil',
    subject: 'Question about your holiday hours',
    body: 'Are you there between Christmas and New Year? We change our system on the 28th.',
  },
  {
    ...{ from: 'fay', via: 'phone', team: 'support', assignee: 'jonas', tags: ['training'] },
    subject: 'Training for two new colleagues',
    body: 'Do you offer an introduction for new staff? An hour online would be enough.',
    steps: [
      { by: 'jonas', reply: 'Yes: every Wednesday at 10:00, and it is free. Shall I put your colleagues on the list?' },
      { customer: 'Yes please, both. Their names are Sam and Ruth.' },
    ],
  },
];

/**
 * Fill an empty desk with people and twelve tickets in different states, one of which runs out within minutes. On a desk that
 * is not empty it does nothing.
 *
 * @returns how many tickets were opened
 */
export async function fillDemoDesk(context: Pick<CommandContext, 'pool' | 'deliverSoon'>): Promise<number> {
  const desk = await inTransaction(context.pool, insertDemoDesk);
  if (!desk) return 0;
  for (const ticket of tickets) await openDemoTicket(context, desk, ticket);
  return tickets.length;
}

async function openDemoTicket(
  context: Pick<CommandContext, 'pool' | 'deliverSoon'>,
  desk: DemoDesk,
  { from, via, subject, body, priority = 'normal', team, assignee, tags = [], steps = [] }: DemoTicket,
): Promise<void> {
  const customer: Actor = { kind: 'customer', id: desk.customers[from], organisationId: null };
  const supervisor = await actorOf(context.pool, desk.staff.mara);
  const by = (actor: Actor): CommandContext => ({ ...context, actor });
  const { ticketId } = await openTicket(by(customer), {
    ...{ subject, body, via: via ?? 'form', requesterId: customer.id, priority: 'normal' },
    ...{ teamId: null, assigneeId: null, tags: [] },
  });
  if (team) await moveToTeam(by(supervisor), { ticketId, teamId: desk.teams[team] });
  if (assignee) await assignTicket(by(supervisor), { ticketId, assigneeId: desk.staff[assignee] });
  if (priority !== 'normal') await changePriority(by(supervisor), { ticketId, priority });
  if (tags.length > 0) await changeTags(by(supervisor), { ticketId, add: tags, remove: [] });
  for (const step of steps) {
    if ('customer' in step)
      await addMessage(by(customer), { ticketId, public: true, body: step.customer, via: 'mail' });
    else {
      const agent = await actorOf(context.pool, desk.staff[step.by]);
      const written =
        'note' in step ? { public: false, body: step.note } : { public: true, body: step.reply, status: step.status };
      await addMessage(by(agent), { ticketId, via: 'web', ...written });
    }
  }
}

async function actorOf(pool: Pool, staffId: string): Promise<Actor> {
  const actor = await staff.findActor(pool, staffId);
  if (!actor) throw new Error('A demo agent is gone.');
  return actor;
}
