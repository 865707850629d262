import type { TimelineNames } from '#domain/contracts/ticket-timeline';
import { wordsOf } from '../../shared/i18n/i18n.ts';
import { piecesOf } from '../../shared/message/told.ts';
import type { Told, Teller, ToldFact, ToldStep } from './teller.ts';

/** A Tuesday, 11:44 in Berlin. */
export const tellNow = Date.parse('2026-11-24T10:44:00Z');
/** People and things that the examples speak of. */
export const ids = { mara: 'm', jonas: 'j', hanne: 'h', support: 's', flow: 'f', policy: 'p', other: 'o' };

const names: TimelineNames = {
  staff: { m: 'Mara Lindqvist', j: 'Jonas Petri' },
  customers: { h: 'Hanne Vollmer' },
  teams: { s: 'Support' },
  tickets: { o: 1039 },
  fields: { x: { name: 'Device' } },
  policies: { p: { name: 'Business standard', version: 4 } },
  flows: {
    f: {
      ...{ flowId: 'F', name: 'Escalation', version: 7, entries: {} },
      nodes: { tell: { type: 'notify', title: 'Tell leads' }, rest: { type: 'wait', title: null } },
    },
  },
};

/** Somebody who tells Jonas, in a language, of a ticket with these facts. */
export const buildTeller = (facts: readonly ToldFact[] = [], language: 'en' | 'de' = 'en'): Teller => {
  const locale = { language, tag: language === 'en' ? 'en-GB' : 'de-DE', timeZone: 'Europe/Berlin' } as const;
  const factAt = (seq: number) => facts.find((fact) => fact.seq === seq);
  return { t: wordsOf(locale), locale, now: tellNow, me: ids.jonas, names, factAt };
};

/** A fact, by Mara unless told. */
export const buildFact = (
  type: string,
  data: Record<string, unknown> = {},
  more: Partial<ToldFact> = {},
): ToldFact => ({
  ...{ kind: 'fact', seq: 2, at: new Date(tellNow).toISOString(), revision: 2, type, data, depth: 0, subject: null },
  cause: { kind: 'person', id: ids.mara },
  ...more,
});

/** A step of the flow. */
export const buildStep = (
  what: string,
  more: Partial<ToldStep['step']> & Record<string, unknown> = {},
  id = 1,
): ToldStep => ({
  ...{ kind: 'step', id, at: new Date(tellNow).toISOString() },
  step: { run: 1, flowVersionId: ids.flow, path: '0.0', node: 'tell', visit: 1, what, ...more },
});

/** What stands there, with stars around what stands out. */
export const plain = (told: Told | null): string | null =>
  told &&
  piecesOf(told.sentence)
    .map(({ text, isStrong }) => (isStrong ? `*${text}*` : text))
    .join('');
