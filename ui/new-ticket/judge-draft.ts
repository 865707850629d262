import { createCustomerRequest } from '#domain/contracts/directory';
import { tag } from '#domain/contracts/identifiers';
import type { FieldError } from '#domain/contracts/problem';
import { openTicketRequest } from '#domain/contracts/ticket-requests';
import { LONGEST_SUBJECT, MOST_TAGS } from '#domain/tickets/words';
import type { TFunction } from 'i18next';
import type { Locale } from '../shared/i18n/locale.ts';
import { formatNumber } from '../shared/format/format-number.ts';
import type { TicketDraft } from './draft.ts';

/** Fields in which something may be wrong, in the order of the form. */
export const FIELDS = ['requester', 'name', 'email', 'subject', 'body', 'tags', 'fields'] as const;
/** One of them. */
export type FieldName = (typeof FIELDS)[number];
/** What is wrong with them, in words. */
export type Faults = Partial<Readonly<Record<FieldName, string>>>;

const most = { name: 120, subject: LONGEST_SUBJECT, body: 200_000 } as const;

/** What is wrong with a draft, as far as the page can tell: by the contracts of what it will send. */
export function judgeDraft(draft: TicketDraft, t: TFunction, locale: Locale): Faults {
  const { requester } = draft;
  return {
    ...(requester.kind === 'sought' && { requester: t('newTicket.fault.requesterMissing') }),
    ...(requester.kind === 'new' && judgeCustomer(requester, t, locale)),
    ...judgeTicket(draft, t, locale),
  };
}

function judgeCustomer(
  customer: { readonly name: string; readonly email: string },
  t: TFunction,
  locale: Locale,
): Faults {
  const { name, email } = createCustomerRequest.shape;
  const nameFault = judgeLine(customer.name, name.safeParse(customer.name).success, {
    missing: t('newTicket.fault.nameMissing'),
    tooLong:
      customer.name.trim().length > most.name &&
      t('newTicket.fault.nameTooLong', { most: formatNumber(most.name, locale) }),
    else: t('newTicket.fault.oneLine'),
  });
  const emailFault = judgeLine(customer.email, email.safeParse(customer.email.trim()).success, {
    missing: t('newTicket.fault.emailMissing'),
    tooLong: false,
    else: t('newTicket.fault.emailWrong'),
  });
  return { ...(nameFault !== null && { name: nameFault }), ...(emailFault !== null && { email: emailFault }) };
}

function judgeTicket({ subject, body, tags }: TicketDraft, t: TFunction, locale: Locale): Faults {
  const shape = openTicketRequest.shape;
  const subjectFault = judgeLine(subject, shape.subject.safeParse(subject).success, {
    missing: t('newTicket.fault.subjectMissing'),
    tooLong:
      subject.trim().length > most.subject &&
      t('newTicket.fault.subjectTooLong', { most: formatNumber(most.subject, locale) }),
    else: t('newTicket.fault.oneLine'),
  });
  const bodyFault = judgeLine(body, shape.body.safeParse(body).success, {
    missing: t('newTicket.fault.bodyMissing'),
    tooLong: false,
    else: t('newTicket.fault.bodyTooLong', { most: formatNumber(most.body, locale) }),
  });
  const wrongTag = tags.find((one) => !tag.safeParse(one).success);
  const tagsFault =
    wrongTag !== undefined
      ? t('newTicket.fault.tagWrong', { tag: wrongTag })
      : tags.length > MOST_TAGS && t('newTicket.fault.tagsTooMany', { most: MOST_TAGS });
  return {
    ...(subjectFault !== null && { subject: subjectFault }),
    ...(bodyFault !== null && { body: bodyFault }),
    ...(tagsFault !== false && { tags: tagsFault }),
  };
}

interface Sayings {
  readonly missing: string;
  readonly tooLong: string | false;
  readonly else: string;
}

function judgeLine(text: string, isGood: boolean, say: Sayings): string | null {
  if (isGood) return null;
  if (text.trim() === '') return say.missing;
  return say.tooLong === false ? say.else : say.tooLong;
}

const pointers: readonly (readonly [string, keyof Faults])[] = [
  ['/requesterId', 'requester'],
  ['/name', 'name'],
  ['/email', 'email'],
  ['/subject', 'subject'],
  ['/body', 'body'],
  ['/tags', 'tags'],
  ['/fields', 'fields'],
];

/** The same, as the server said it: for what the page let through. */
export function faultsOf(errors: readonly FieldError[]): Faults {
  const found = errors.flatMap(({ pointer, message }) => {
    const field = pointers.find(([start]) => pointer === start || pointer.startsWith(`${start}/`))?.[1];
    return field === undefined ? [] : [[field, message] as const];
  });
  return Object.fromEntries(found);
}
