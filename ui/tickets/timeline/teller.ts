import type { TicketTimeline, TimelineNames } from '#domain/contracts/ticket-timeline';
import type { TFunction } from 'i18next';
import type { Locale } from '../../shared/i18n/locale.ts';
import type { IconName } from '../../shared/icon/shapes.tsx';
import { strong } from '../../shared/message/told.ts';

/** A fact of a timeline. */
export type ToldFact = Extract<TicketTimeline['entries'][number], { kind: 'fact' }>;
/** A step of a flow. */
export type ToldStep = Extract<TicketTimeline['entries'][number], { kind: 'step' }>;

/** Something that happened, as a line says it; see `piecesOf` for the sentence. */
export interface Told {
  readonly icon: IconName;
  readonly sentence: string;
  readonly isLate?: boolean;
}

/** Who tells, to whom. */
export interface Teller {
  readonly t: TFunction;
  readonly locale: Locale;
  /** ms */
  readonly now: number;
  /** The viewer's id. */
  readonly me: string;
  readonly names: TimelineNames;
  /** A fact of the pages that are there, by its `seq`. */
  readonly factAt: (seq: number) => ToldFact | undefined;
}

/** The name of somebody on either side. */
export function nameOf({ names, t }: Teller, id: string | null | undefined): string {
  return strong(names.staff[id ?? ''] ?? names.customers[id ?? ''] ?? t('timeline.somebody'));
}

/** The number of another ticket, as people write it. */
export function numberOf({ names, t }: Teller, id: string | undefined): string {
  const number = names.tickets[id ?? ''];
  return strong(number === undefined ? t('timeline.aTicket') : `#${String(number)}`);
}

/** The name of a flow, by the id of its version. */
export const flowNameOf = ({ names, t }: Teller, id: string | undefined): string =>
  strong(names.flows[id ?? '']?.name ?? t('timeline.aFlow'));

/** By whom something was done: `by Mara Lindqvist`, `by flow Escalation`. */
export function byWhom(teller: Teller, { cause }: Pick<ToldFact, 'cause'>): string {
  const { t, me } = teller;
  switch (cause.kind) {
    case 'person':
    case 'customer': {
      const id = textIn(cause, 'id');
      return id === me ? t('timeline.by.you') : t('timeline.by.person', { name: nameOf(teller, id) });
    }
    case 'flow':
      return t('timeline.by.flow', { name: flowNameOf(teller, textIn(cause, 'flowVersionId')) });
    case 'mail':
      return t('timeline.by.mail');
    case 'engine':
      return t('timeline.by.itself');
  }
}

/** A text of a fact's data; undefined: it has none by that name. */
export function textIn(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = data[name];
  return typeof value === 'string' ? value : undefined;
}

/** A number of a fact's data. */
export function numberIn(data: Readonly<Record<string, unknown>>, name: string): number | undefined {
  const value = data[name];
  return typeof value === 'number' ? value : undefined;
}

/** The texts of a list in a fact's data. */
export function textsIn(data: Readonly<Record<string, unknown>>, name: string): string[] {
  const value = data[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** The one of a closed list of words that a value is; undefined: newer code wrote it. */
export const oneOf = <Word extends string>(words: readonly Word[], value: unknown): Word | undefined =>
  words.find((word) => word === value);
