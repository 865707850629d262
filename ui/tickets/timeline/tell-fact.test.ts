import { describe, expect, test } from 'vitest';
import { tellFact } from './tell-fact.ts';
import type { ToldFact } from './teller.ts';
import { buildFact as fact, buildTeller, ids, plain, tellNow } from './teller.examples.ts';

const minute = 60_000;
const customer = { cause: { kind: 'customer', id: ids.hanne } } as const;
const engine = { cause: { kind: 'engine' } } as const;
const byFlow = { cause: { kind: 'flow', flowVersionId: ids.flow, run: 7, node: 'tell' } } as const;
const breach = fact('sla_breached', { metric: 'firstResponse', percent: 100, dueAt: tellNow }, { seq: 7, ...engine });

describe('a fact in words', () => {
  test.each<[ToldFact, string | null, string | null]>([
    [fact('created', { via: 'mail' }, customer), 'Opened by mail', 'Per E-Mail eröffnet'],
    [
      fact('created', { via: 'phone', followUpOfId: ids.other }),
      'Opened after a call by *Mara Lindqvist* · Follow-up of *#1039*',
      'Nach einem Anruf eröffnet von *Mara Lindqvist* · Fortsetzung von *#1039*',
    ],
    [fact('message'), null, null],
    [fact('released'), null, null],
    [
      fact('status', { from: 'open', to: 'pending' }),
      'Status set to *Pending* by *Mara Lindqvist*',
      'Status von *Mara Lindqvist* auf *Wartend* gesetzt',
    ],
    [
      fact('status', { from: 'pending', to: 'open' }, customer),
      'Open again: *Hanne Vollmer* wrote',
      'Wieder offen: *Hanne Vollmer* hat geschrieben',
    ],
    [
      fact('status', { from: 'resolved', to: 'closed' }, engine),
      'Closed automatically: nobody wrote after it was resolved',
      'Automatisch geschlossen: Nach der Lösung hat niemand mehr geschrieben',
    ],
    [
      fact('priority', { from: 'normal', to: 'high' }, byFlow),
      'Priority raised to *High* by flow *Escalation*: “First reply” is late',
      'Priorität vom Flow *Escalation* auf *Hoch* erhöht: „Erste Antwort“ ist überfällig',
    ],
    [
      fact('priority', { from: 'urgent', to: 'low' }, { cause: { kind: 'person', id: ids.jonas } }),
      'Priority lowered to *Low* by you',
      'Priorität von Ihnen auf *Niedrig* gesenkt',
    ],
    [
      fact('assignee', { from: null, to: ids.jonas }),
      'Given to you by *Mara Lindqvist*',
      'Zuständig sind Sie, zugewiesen von *Mara Lindqvist*',
    ],
    [fact('assignee', { from: null, to: ids.mara }), 'Taken by *Mara Lindqvist*', 'Übernommen von *Mara Lindqvist*'],
    [
      fact('assignee', { from: ids.mara, to: null }),
      'Given back to the pool by *Mara Lindqvist*',
      'Niemand ist mehr zuständig, zurückgegeben von *Mara Lindqvist*',
    ],
    [
      fact('team', { from: null, to: ids.support }),
      'Moved to team *Support* by *Mara Lindqvist*',
      'In das Team *Support* verschoben von *Mara Lindqvist*',
    ],
    [
      fact('tags', { added: ['a', 'b'], removed: [] }),
      'Tagged *a*, *b* by *Mara Lindqvist*',
      'Mit *a*, *b* markiert von *Mara Lindqvist*',
    ],
    [
      fact('tags', { added: [], removed: ['a'] }),
      'Tag *a* removed by *Mara Lindqvist*',
      'Tag *a* entfernt von *Mara Lindqvist*',
    ],
    [
      fact('subject', {}, { subject: 'Fire' }),
      'Subject changed to “*Fire*” by *Mara Lindqvist*',
      'Betreff von *Mara Lindqvist* geändert in „*Fire*“',
    ],
    [
      fact('policy', { from: null, to: ids.policy }),
      'Policy *Business standard* applies from here on',
      'Ab hier gilt die Richtlinie *Business standard*',
    ],
    [
      fact('absorbed', { ticketId: ids.other }),
      '*#1039* merged into this ticket by *Mara Lindqvist*',
      '*#1039* in dieses Ticket überführt von *Mara Lindqvist*',
    ],
    [
      fact('sla_warning', { metric: 'nextResponse', percent: 75, dueAt: tellNow }, engine),
      'Next reply: *75%* of its time used',
      'Nächste Antwort: *75 %* der Zeit verbraucht',
    ],
    [breach, 'First reply *late*: it was due 11:44', 'Erste Antwort *überfällig*: fällig war 11:44'],
    [
      { ...breach, at: new Date(tellNow + 4 * minute).toISOString() },
      'First reply *late*: it was due 11:44, recorded 4 min later',
      'Erste Antwort *überfällig*: fällig war 11:44, festgehalten 4 min später',
    ],
    [fact('delivery', { outcome: 'sent' }, engine), null, null],
    [fact('delivery', { outcome: 'failed' }, engine), 'A mail was not delivered', 'Eine E-Mail wurde nicht zugestellt'],
    [fact('operation', { act: 'pause' }), 'Flows paused by *Mara Lindqvist*', 'Flows angehalten von *Mara Lindqvist*'],
    [
      fact('operation', { act: 'migrate', to: ids.flow }),
      'Flow *Escalation* goes on as *v7* by *Mara Lindqvist*',
      'Flow *Escalation* läuft weiter als *v7*, umgestellt von *Mara Lindqvist*',
    ],
  ])('%j', (told, english, german) => {
    expect(plain(tellFact(buildTeller([breach]), told))).toBe(english);
    expect(plain(tellFact(buildTeller([breach], 'de'), told))?.replaceAll('\u00a0', ' ') ?? null).toBe(german);
  });

  test.each([
    fact('teleported', { to: 'Mars' }),
    fact('status', { to: 'sleeping' }),
    fact('priority', {}),
    fact('sla_warning', { metric: 'happiness' }),
    fact('operation', { act: 'sing' }),
    fact('created', { via: 'pigeon' }),
    fact('delivery', { outcome: 'eaten' }),
  ])('what newer code wrote is told by a neutral line: %j', (told) => {
    expect(tellFact(buildTeller(), told)).toMatchObject({ icon: 'more' });
    expect(plain(tellFact(buildTeller(), told))).toBe(`Something this page has no words for: *${told.type}*`);
  });

  test('whoever is gone has no name, and the sentence stands', () => {
    const told = fact('team', { from: null, to: 'x' }, { cause: { kind: 'person', id: 'y' } });
    expect(plain(tellFact(buildTeller(), told))).toBe('Moved to team *a team that is gone* by *somebody who is gone*');
  });
});
