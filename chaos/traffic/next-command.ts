import { PRIORITIES } from '#domain/tickets/words';
import type { Dice } from '../dice.ts';
import type { Desk, Sender } from '../stage/open-desk.ts';
import type { Command } from './ledger.ts';

/** How often each verb comes. */
const weights = {
  ...{ write: 22, reply: 16, note: 9, status: 16, priority: 9, assign: 8, team: 5, tags: 6, subject: 5 },
  ...{ merge: 1, unmerge: 4, spam: 1, not_spam: 4, delete: 1, restore: 4, pause: 1, resume: 3 },
} as const;

/** A ticket as its clients know it. */
export interface KnownTicket {
  readonly ticketId: string;
  readonly requester: Sender;
  /** As the last receipt had it. */
  revision: number;
}

type Field = NonNullable<Command['sets']>['field'];

/** Choices of one client, and what it gives its commands. */
export interface Choices {
  readonly dice: Dice;
  readonly desk: Desk;
  /** A text nobody else has. */
  readonly nextText: () => string;
}

/** The opening of a ticket by one of the customers, or for one by an agent. */
export function nextOpening({ dice, desk, nextText }: Choices): { command: Command; requester: Sender } {
  const requester = dice.pick(desk.customers);
  const text = nextText();
  const byAgent = dice.roll(4) === 0;
  const body = {
    ...{ subject: text, body: text, via: 'web' },
    ...(byAgent && {
      requesterId: requester.id,
      priority: dice.pick(PRIORITIES),
      tags: dice.roll(2) ? ['patient'] : [],
    }),
  };
  const token = byAgent ? dice.pick(desk.supervisors).token : requester.token;
  const mark = { in: 'message', text } as const;
  return { requester, command: { verb: 'open', key: text, token, method: 'POST', path: '/tickets', body, mark } };
}

/** The next thing somebody does to one of the tickets that are there. */
export function nextCommand({ dice, desk, nextText }: Choices, tickets: readonly KnownTicket[]): Command {
  const verb = dice.weighed(weights);
  const ticket = dice.pick(tickets);
  const { token } = dice.pick(desk.supervisors);
  const text = nextText();
  const as = { verb, key: text, token };
  const at = (place: string) => `/tickets/${ticket.ticketId}/${place}`;
  // Now and then somebody who does not know what happened meanwhile.
  const since = dice.roll(5) === 0 ? { revision: ticket.revision } : {};
  const put = (place: string, body: Record<string, unknown>) =>
    ({ ...as, method: 'PUT', path: at(place), body: { ...body, ...since } }) as const;
  const set = (place: string, field: Field, name: string, value: unknown): Command => {
    return { ...put(place, { [name]: value }), sets: { field, value } };
  };
  const say = (isPublic: boolean, who = token): Command => {
    const body = { public: isPublic, body: text, via: 'web' };
    return { ...as, token: who, method: 'POST', path: at('messages'), body, mark: { in: 'message', text } };
  };
  const undo = (place: string): Command => ({ ...as, method: 'DELETE', path: at(place) });
  const leave = (place: string): Command => ({ ...as, method: 'PUT', path: at(place), body: {} });

  switch (verb) {
    case 'write':
      return say(true, ticket.requester.token);
    case 'reply':
      return say(true);
    case 'note':
      return say(false);
    case 'status':
      return set('status', 'status', 'status', dice.pick(['open', 'open', 'pending', 'on_hold', 'resolved', 'closed']));
    case 'priority':
      return set('priority', 'priority', 'priority', dice.pick(PRIORITIES));
    case 'assign':
      return set('assignee', 'assigneeId', 'assigneeId', dice.roll(4) ? dice.pick(desk.agents).id : null);
    case 'team':
      return set('team', 'teamId', 'teamId', dice.roll(4) ? dice.pick(desk.teams) : null);
    case 'tags':
      return { ...put('tags', { add: [`tag-${dice.roll(5)}`], remove: [dice.pick(['patient', 'tag-0', 'tag-1'])] }), method: 'PATCH' }; // prettier-ignore
    case 'subject':
      return { ...put('subject', { subject: text }), mark: { in: 'subject', text } };
    case 'merge':
      return { ...as, method: 'PUT', path: at('merge'), body: { into: dice.pick(tickets).ticketId } };
    case 'unmerge':
      return undo('merge');
    case 'spam':
      return leave('spam');
    case 'not_spam':
      return undo('spam');
    case 'delete':
      return leave('deletion');
    case 'restore':
      return undo('deletion');
    case 'pause':
    case 'resume':
      return { ...as, method: 'POST', path: at('operations'), body: { act: verb } };
  }
}
