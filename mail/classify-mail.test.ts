import { describe, expect, test } from 'vitest';
import { buildMultipartMail, buildRawMail } from '#testkit/factories/raw-mail';
import { classifyMail, LOOP_HEADER, type MailCircumstances } from './classify-mail.ts';
import { parseMail } from './parse-mail.ts';

async function classify(raw: Uint8Array, circumstances?: MailCircumstances) {
  const mail = await parseMail(raw);
  if (mail.kind !== 'mail') throw new Error(`unreadable: ${mail.code}`);
  return classifyMail(mail, circumstances);
}

type Headers = Readonly<Record<string, string>>;
const withHeaders = (headers: Headers) => classify(buildRawMail({ headers }));

const statusOf = (...recipients: Headers[]) =>
  [
    'Reporting-MTA: dns; mx.example',
    ...recipients.map((fields) =>
      Object.entries(fields)
        .map(([name, value]) => `${name}: ${value}`)
        .join('\n'),
    ),
  ].join('\n\n');
const notification = (status: string, headers: Headers = {}, type = 'multipart/report; report-type=delivery-status') =>
  buildMultipartMail(
    type,
    [
      { type: 'text/plain', content: 'I am sorry.' },
      { type: 'message/delivery-status', content: status },
      { type: 'message/rfc822', content: 'Subject: Hello' },
    ],
    { headers: { From: 'postmaster@mx.example', ...headers } },
  );
const failed = { 'Final-Recipient': 'rfc822; Ann@Customer.example', Action: 'failed', Status: '5.1.1 (unknown)' };

describe('what a person wrote is ordinary', () => {
  test.each<[string, Headers]>([
    ['nothing special', {}],
    ['from an address that takes no answers', { From: 'Shop <no-reply@shop.example>' }],
    ['that says it was not submitted automatically', { 'Auto-Submitted': 'no' }],
    ['about a mail that came back', { Subject: 'Undeliverable mail: what shall I do?' }],
    ['that answers an answering machine', { Subject: 'Re: Automatic reply: Printer' }],
    ['with the words of one in its subject', { Subject: 'Out of office printer does not work' }],
    ['that is just about holidays', { Subject: 'Vacation days are wrong' }],
    ['that wants no receipts', { 'X-Auto-Response-Suppress': 'DR, RN, NRN' }],
    ['of high priority', { Precedence: 'first-class' }],
  ])('%s', async (_, headers) => {
    expect(await withHeaders(headers)).toMatchObject({ class: 'ordinary', isAutomatic: false });
  });

  test('also with a bounce attached', async () => {
    const raw = notification(statusOf(failed), { From: 'Ann <ann@customer.example>' }, 'multipart/mixed');
    expect(await classify(raw)).toMatchObject({ class: 'ordinary' });
  });
});

describe('what came back is a bounce', () => {
  test('with what became of each recipient', async () => {
    const delayed = {
      'Original-Recipient': 'rfc822;list@x.example',
      'Final-Recipient': 'RFC822; <bob@x.example>',
      Action: 'Delayed',
      Status: '4.4.1',
      'Diagnostic-Code': 'smtp; timed\n out',
    };
    expect(await classify(notification(statusOf(failed, delayed)))).toEqual({
      class: 'bounce',
      classReason: 'delivery_status',
      isAutomatic: true,
      deliveryStatus: [
        {
          action: 'failed',
          status: '5.1.1',
          recipient: 'Ann@Customer.example',
          originalRecipient: null,
          diagnostic: null,
        },
        {
          action: 'delayed',
          status: '4.4.1',
          recipient: 'bob@x.example',
          originalRecipient: 'list@x.example',
          diagnostic: 'smtp; timed out',
        },
      ],
    });
  });

  test('also if its report cannot be read', async () => {
    expect(await classify(notification('???'))).toMatchObject({ class: 'bounce', deliveryStatus: [] });
  });

  test('but news of success is not one', async () => {
    const delivered = { ...failed, Action: 'delivered', Status: '2.1.5' };
    expect(await classify(notification(statusOf(delivered)))).toMatchObject({
      class: 'report',
      classReason: 'delivery_receipt',
    });
  });

  test.each<[string, Headers, string]>([
    ['by its sender', { From: 'Mail Delivery System <MAILER-DAEMON@mx.example>' }, 'daemon_sender'],
    ['by a sender that has no address', { From: 'MAILER-DAEMON' }, 'daemon_sender'],
    ['by its field', { 'X-Failed-Recipients': 'ann@customer.example' }, 'failed_recipients'],
    [
      'by a postmaster and the words',
      { From: 'postmaster@mx.example', Subject: 'Undeliverable: Printer' },
      'bounce_subject',
    ],
    [
      'from nobody, in the words',
      { 'Return-Path': '<>', Subject: 'Ihre E-Mail konnte nicht zugestellt werden' },
      'bounce_subject',
    ],
    [
      'rather than automatic or bulk',
      { From: 'mailer-daemon@mx.example', 'Auto-Submitted': 'auto-replied', Precedence: 'bulk' },
      'daemon_sender',
    ],
  ])('%s', async (_, headers, classReason) => {
    expect(await withHeaders(headers)).toMatchObject({ class: 'bounce', classReason, isAutomatic: true });
  });
});

describe('reports', () => {
  test.each<[string, string, string]>([
    ['a complaint (ARF)', 'message/feedback-report', 'complaint'],
    ['a receipt (MDN)', 'message/disposition-notification', 'read_receipt'],
  ])('%s', async (_, type, classReason) => {
    const raw = buildMultipartMail(`multipart/report; report-type=${type.slice(8)}`, [{ type, content: 'Version: 1' }]);
    expect(await classify(raw)).toMatchObject({ class: 'report', classReason, isAutomatic: true });
  });

  test('an aggregate about DMARC', async () => {
    const subject = 'Report domain: desk.example Submitter: mail.example Report-ID: 1';
    const raw = buildMultipartMail('multipart/mixed', [{ type: 'application/gzip; name=a.xml.gz', content: 'x' }], {
      headers: { Subject: subject },
    });
    expect(await classify(raw)).toMatchObject({ class: 'report', classReason: 'aggregate_report' });
  });
});

describe('what no person wrote at this moment is an auto-reply', () => {
  test.each<[string, Headers, string]>([
    ['RFC 3834', { 'Auto-Submitted': 'auto-replied (vacation)' }, 'auto_submitted'],
    ['a notice', { 'Auto-Submitted': 'auto-generated; owner-email="x"' }, 'auto_submitted'],
    ['Exchange', { 'X-Auto-Response-Suppress': 'DR, OOF, AutoReply' }, 'auto_response_suppress'],
    ['an old vacation program', { Precedence: 'auto_reply' }, 'precedence_auto_reply'],
    ['an autoresponder', { 'X-Autoreply': 'yes' }, 'autoresponder_header'],
    ['nobody', { 'Return-Path': '<>' }, 'null_return_path'],
    ['words alone', { Subject: 'Automatic reply: Printer' }, 'vacation_wording'],
    ['words alone, in German', { Subject: 'Abwesenheitsnotiz: Drucker' }, 'vacation_wording'],
    ['words alone, in Japanese', { Subject: '=?utf-8?B?6Ieq5YuV5b+c562UOiBhYmM=?=' }, 'vacation_wording'],
    ['rather than bulk', { 'Auto-Submitted': 'auto-generated', 'List-Id': '<x.example>' }, 'auto_submitted'],
  ])('%s', async (_, headers, classReason) => {
    expect(await withHeaders(headers)).toMatchObject({ class: 'auto-reply', classReason, isAutomatic: true });
  });

  test('the envelope knows better than the field', async () => {
    const raw = buildRawMail({ headers: { 'Return-Path': '<>' } });
    expect(await classify(raw, { returnPath: 'ann@customer.example' })).toMatchObject({ class: 'ordinary' });
    expect(await classify(buildRawMail(), { returnPath: '' })).toMatchObject({ classReason: 'null_return_path' });
  });
});

describe('what came by a list is bulk, and not automatic', () => {
  test.each<[string, Headers]>([
    ['by precedence', { Precedence: 'Bulk' }],
    ['by its id', { 'List-Id': 'Desk <desk.example>' }],
    ['by the way out', { 'List-Unsubscribe': '<https://list.example/u>' }],
  ])('%s', async (_, headers) => {
    expect(await withHeaders(headers)).toMatchObject({ class: 'bulk', isAutomatic: false });
  });
});

test('a mail of ours is our own, whatever else it is, if its loop header is one we made', async () => {
  const raw = buildRawMail({ headers: { From: 'mailer-daemon@mx.example', [LOOP_HEADER]: ['made up', 'ours'] } });
  const isOurLoopHeader = (value: string) => value === 'ours';
  expect(await classify(raw, { isOurLoopHeader })).toMatchObject({
    class: 'own',
    classReason: 'loop_header',
    isAutomatic: true,
  });
  expect(await classify(raw)).toMatchObject({ class: 'bounce' });
});
