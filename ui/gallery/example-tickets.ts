import type { Metric, Priority } from '#domain/tickets/words';
import type { Clock, RunningClock } from '../shared/clock/clock.ts';
import type { RowTicket } from '../shared/row/row-ticket.ts';

/** The moment of all examples: a Tuesday, 11:44 in UTC. */
export const EXAMPLE_NOW = Date.parse('2026-11-24T11:44:00Z');

const minute = 60_000;
const hour = 60 * minute;

/** A clock of which a share (percent) is used and this much (ms) is left; negative: late. */
export function exampleClock(metric: Metric, leftMs: number, percent: number): RunningClock {
  const targetMs = leftMs > 0 ? (leftMs / (100 - percent)) * 100 : (-leftMs / (percent - 100)) * 100;
  return {
    state: 'running',
    metric,
    targetMs,
    usedMs: Math.min(targetMs, targetMs - leftMs),
    startedAt: EXAMPLE_NOW + leftMs - targetMs,
    dueAt: EXAMPLE_NOW + leftMs,
    asOf: EXAMPLE_NOW,
    warnings: [50, 75, 90],
    isBreached: leftMs <= 0,
  };
}

/** A clock that a status stops. */
export const examplePaused = (status: 'pending' | 'on_hold'): Clock => ({
  state: 'paused',
  metric: 'resolution',
  status,
  startedAt: Date.parse('2026-11-23T14:10:00Z'),
  targetMs: 8 * hour,
  usedMs: 0.38 * 8 * hour,
  warnings: [50, 75, 90],
  isBreached: false,
});

/** A clock that was met, by so much (ms) before it was due; negative: after. */
export const exampleMet = (earlyMs: number): Clock => {
  const metAt = Date.parse('2026-11-24T10:42:00Z');
  const startedAt = Date.parse('2026-11-24T08:05:00Z');
  const targetMs = metAt - startedAt + earlyMs;
  return {
    state: 'met',
    metric: 'firstResponse',
    startedAt,
    metAt,
    dueAt: metAt + earlyMs,
    targetMs,
    usedMs: metAt - startedAt,
    warnings: [50, 75, 90],
    isBreached: earlyMs < 0,
  };
};

const me = { staffId: 'Jonas Petri', name: 'Jonas Petri', isMe: true };
const mina = { staffId: 'Mina Kowal', name: 'Mina Kowal', isMe: false };
const sofie = { staffId: 'Sofie Olsen', name: 'Sofie Olsen', isMe: false };

type Example = [
  number: number,
  subject: string,
  who: string,
  organisation: string,
  preview: string,
  tags: readonly string[],
  priority: Priority,
  clock: Clock,
  more: Partial<RowTicket>,
];

const unread = { isUnread: true };
const ours = { isPreviewOurs: true, assignee: me };

const examples: readonly Example[] = [
  [
    1017,
    'Handhelds drop off Wi-Fi in the cold store',
    'Piotr Zielak',
    'Kestrel Foods',
    'Second shift is back on paper, can someone call?',
    ['wifi', 'cold-store'],
    'urgent',
    exampleClock('firstResponse', -125 * minute, 170),
    { ...unread, assignee: mina },
  ],
  [
    1029,
    'Wrong scanner batch delivered, 40 units',
    'Amira Haddad',
    'Oakline Supply',
    'Photos of the pallet labels attached',
    ['return'],
    'high',
    exampleClock('nextResponse', -18 * minute, 130),
    unread,
  ],
  [
    1042,
    'Labels print blank since firmware 4.2.1',
    'Hanne Vollmer',
    'Nordhafen',
    'Can we go back to 4.1 on that one?',
    ['printer', 'firmware'],
    'high',
    exampleClock('nextResponse', 14 * minute, 77),
    { assignee: me, replying: 'Mara Lindqvist' },
  ],
  [
    1051,
    'Dock 3 scale shows negative weight',
    'Luis Ferrer',
    'Portside Freight',
    'It started after the calibration on Friday',
    ['scale'],
    'high',
    exampleClock('firstResponse', 26 * minute, 86),
    unread,
  ],
  [
    1048,
    'Cannot pair new ring scanners with the MC-30',
    'Grace Oduya',
    'Brightwell',
    'The PIN on the sticker is not accepted',
    ['pairing'],
    'normal',
    exampleClock('nextResponse', 41 * minute, 76),
    { assignee: mina },
  ],
  [
    1046,
    'Return label for RMA 7731',
    'Tomas Brandl',
    'Eder Tools',
    'The courier will come at 15:00 today',
    ['return'],
    'normal',
    exampleClock('nextResponse', 70 * minute, 58),
    { assignee: me },
  ],
  [
    1052,
    'Quote for 12 docking stations, delivery in week 50',
    'Ines Carvalho',
    'Lumen Retail',
    'Two offers compared, one open question on',
    ['sales'],
    'normal',
    exampleClock('firstResponse', 95 * minute, 48),
    unread,
  ],
  [
    1050,
    'Battery swells on three handhelds',
    'Petra Nowak',
    'Calder Health',
    'We took them out of use, see serial numbers',
    ['safety'],
    'high',
    exampleClock('nextResponse', 112 * minute, 38),
    { assignee: { ...sofie, presence: 'looking' } },
  ],
  [
    1033,
    'Licence server refuses 3 of 25 seats',
    'Owen Hartley',
    'Aldermoor',
    'Log attached; restart did not help',
    ['licence'],
    'normal',
    exampleClock('resolution', 140 * minute, 64),
    { assignee: sofie },
  ],
  [
    1047,
    'Price labels cut off on the right edge',
    'Yuki Tanabe',
    'Tessel Bikes',
    'The 58 mm template looks fine, only 40 mm is',
    ['template'],
    'low',
    exampleClock('firstResponse', 190 * minute, 22),
    unread,
  ],
  [
    1040,
    'Which ribbon for freezer labels?',
    'Nadia Rahimi',
    'Polar Pantry',
    'They must hold at −25 °C for a year',
    ['advice'],
    'low',
    exampleClock('resolution', 345 * minute, 30),
    { assignee: mina },
  ],
  [
    1036,
    'Invoice 88213 lists the wrong site',
    'Ben Achterberg',
    'Oakline Supply',
    'could you confirm the site number?',
    ['invoice'],
    'normal',
    examplePaused('pending'),
    ours,
  ],
  [
    1024,
    'Replacement print head ordered',
    'Clara Jensen',
    'Fjordline',
    'the part arrives on Thursday',
    ['part'],
    'normal',
    examplePaused('on_hold'),
    { ...ours, assignee: sofie },
  ],
  [
    1038,
    'Scanner beeps but sends no barcode',
    'Marek Dvorak',
    'Kestrel Foods',
    'please scan the reset code on page 2',
    ['scanner'],
    'normal',
    { state: 'held', until: EXAMPLE_NOW + 8_000 },
    ours,
  ],
  [
    1031,
    'Second site needs the same label layout',
    'Elif Yilmaz',
    'Marlow Textiles',
    'Thank you, that worked at once',
    ['template'],
    'low',
    exampleMet(23 * minute),
    { assignee: mina },
  ],
  [
    1044,
    'Gate printer offline after the power cut',
    'Sam Okafor',
    'Quayside',
    'We restarted it twice',
    ['printer'],
    'normal',
    { state: 'stuck', since: Date.parse('2026-11-24T09:12:00Z') },
    { assignee: sofie },
  ],
  [
    1039,
    'Training for the new team in January',
    'Ruth Feld',
    'Aldermoor',
    'Any day but the 12th',
    ['training'],
    'low',
    { state: 'snoozed', until: Date.parse('2026-11-26T09:00:00Z') },
    { assignee: me },
  ],
  [
    1053,
    'Walk-in: loan device handed over',
    'Samir Patel',
    'Quayside',
    'Note: serial 40-118, back by 1 December',
    ['loan'],
    'low',
    { state: 'none' },
    { assignee: sofie },
  ],
];

/** Tickets of a morning, in every state that a row can have. */
export const EXAMPLE_TICKETS: readonly RowTicket[] = examples.map(
  ([number, subject, requester, organisation, preview, tags, priority, clock, more]) => ({
    ticketId: String(number),
    number,
    subject,
    requester,
    organisation,
    preview,
    tags,
    priority,
    clock,
    assignee: null,
    isUnread: false,
    ...more,
  }),
);
