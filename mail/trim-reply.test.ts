import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trimReply } from './trim-reply.ts';

const quote = '\n> Is it plugged in?\n> Yours, the desk\n';

describe('of a reply only what was written anew is left', () => {
  test.each([
    ['Danish', 'Den man. 2. mar. 2026 kl. 10.00 skrev Desk <desk@desk.example>:'],
    ['Dutch', 'Op ma 2 mrt 2026 om 10:00 schreef Desk <desk@desk.example>:'],
    ['English, Gmail', 'On Mon, Mar 2, 2026 at 10:00 AM Desk <desk@desk.example> wrote:'],
    ['English, folded', 'On Mon, Mar 2, 2026 at 10:00 AM The Service Desk\n<desk@desk.example> wrote:'],
    ['English, Thunderbird', 'On 02/03/2026 10:00, Desk wrote:'],
    ['Finnish', 'ma 2. maalisk. 2026 klo 10.00 Desk (desk@desk.example) kirjoitti:'],
    ['French', 'Le lun. 2 mars 2026 à 10:00, Desk <desk@desk.example> a écrit :'],
    ['German, Gmail', 'Am Mo., 2. März 2026 um 10:00 Uhr schrieb Desk <desk@desk.example>:'],
    ['German, who first', 'Desk <desk@desk.example> schrieb am Mo., 2.\nMärz 2026 um 10:00 Uhr:'],
    ['Hungarian', 'Desk <desk@desk.example> ezt írta (időpont: 2026. márc. 2., H, 10:00):'],
    ['Italian', 'Il giorno lun 2 mar 2026 alle ore 10:00 Desk <desk@desk.example> ha scritto:'],
    ['Japanese', '2026年3月2日(月) 10:00 Desk <desk@desk.example>:'],
    ['Korean', '2026년 3월 2일 (월) 오전 10:00, Desk <desk@desk.example>님이 작성:'],
    ['Polish', 'pon., 2 mar 2026 o 10:00 Desk <desk@desk.example> napisał(a):'],
    ['Portuguese', 'Em seg., 2 de mar. de 2026 às 10:00, Desk <desk@desk.example> escreveu:'],
    ['Russian', 'пн, 2 мар. 2026 г. в 10:00, Desk <desk@desk.example>:'],
    ['Spanish', 'El lun, 2 mar 2026 a las 10:00, Desk (<desk@desk.example>) escribió:'],
    ['Chinese', 'Desk <desk@desk.example> 于2026年3月2日周一 10:00写道：'],
    ['Turkish', 'Desk <desk@desk.example>, 2 Mar 2026 Pzt, 10:00 tarihinde şunu yazdı:'],
  ])('%s', (_, introduction) => {
    expect(trimReply(`It works.\n\n${introduction}\n${quote}`)).toBe('It works.');
  });

  test.each([
    [
      'Outlook',
      '________________________________\nFrom: Desk <desk@desk.example>\nSent: Monday, March 2, 2026 10:00\nTo: Ann\nSubject: Printer\n\nIs it on?',
    ],
    ['Outlook in German', 'Von: Desk\nGesendet: Montag, 2. März 2026 10:00\nAn: Ann\nBetreff: Drucker\n\nIst er an?'],
    ['Outlook in bold', '*From:* Desk <desk@desk.example>\n*Sent:* Monday\n*To:* Ann\n*Subject:* Printer\n\nIs it on?'],
    ['a mark', '-----Original Message-----\nFrom: Desk\n\nIs it on?'],
    ['a mark in Spanish', '-------- Mensaje original --------\nIs it on?'],
    ['Apple', 'Begin forwarded message:\n\nFrom: Desk\n\nIs it on?'],
    ['nothing but marks', quote],
  ])('by %s', (_, history) => {
    expect(trimReply(`It works.\n\n${history}`)).toBe('It works.');
  });

  test.each([
    ['a signature', '-- \nAnn Customer\nHouse of Printers'],
    ['a signature whose blank was lost', '--\nAnn'],
    ['a phone', 'Sent from my iPhone'],
    ['a German phone', 'Von meinem iPhone gesendet'],
    ['a program', 'Get [Outlook for Android](https://aka.example/x)'],
    ['rulers', '-----\n\n_____'],
  ])('without %s', (_, tail) => {
    expect(trimReply(`It works.\n\n${tail}\n`)).toBe('It works.');
    expect(trimReply(`It works.\n\n${tail}\n\nOn 02/03/2026 10:00, Desk wrote:\n> Is it on?\n`)).toBe('It works.');
  });

  test.each([
    'You received this message because you are subscribed to the list.\nTo unsubscribe, write to x@y.example.',
    'This email and any attachments are confidential.\nIf it is not for you, forget it.',
    'Virus-free. www.avast.example',
  ])('without a footer below the quote: %j', (footer) => {
    expect(trimReply(`It works.\n\nOn 02/03/2026 10:00, Desk wrote:${quote}\n${footer}`)).toBe('It works.');
  });

  test('also if it stands below the quote', () => {
    expect(trimReply(`On 02/03/2026 10:00, Desk wrote:${quote}\nIt works.`)).toBe('It works.');
    expect(trimReply(`Hello,\n\nOn 02/03/2026 10:00, Desk wrote:${quote}\nIt works.`).split(/\n+/)).toEqual([
      'Hello,',
      'It works.',
    ]);
  });
});

describe('in doubt the longer reading counts', () => {
  const stays = [
    'Hello,\n\nOn 02/03/2026 10:00, Desk wrote:\n> Is it on?\nYes.\n> And now?\nIt works.',
    '> Is it on?\nYes.',
    '> nothing but a quote',
    '---------- Forwarded message ---------\nFrom: Bob <bob@x.example>\nSubject: Printer\n\nIt does not work.',
    'From: Bob <bob@x.example>\nDate: Monday\nSubject: Printer\n\nIt does not work.',
    'Please book this:\nFrom: Berlin\nTo: Munich\nDate: 3 May\n\nThank you',
    'On Monday your colleague wrote:\nplease try again.',
    'Hello,\n\nOn Monday, 2 March 2026, your colleague wrote:\nplease try again.',
    'At 9:30 I called, and the agent said the following:\nwrite a mail.',
    'Prices:\n-----\nA  5\nB  6\n-----\nTotal 11, please confirm.',
    'See below.\n--\n'.concat('A long list of things\n'.repeat(30)).trim(),
    '| a | b |\n| 1 | 2 |',
    'Sent via DHL on Monday.',
    '```\n-- \nOn 02/03/2026 10:00, Desk wrote:\n> x\n```\nThis is my script.',
  ];
  test.each(stays)('%j stays', (text) => {
    expect(trimReply(text)).toBe(text);
  });
});

describe('whatever the text is', () => {
  const lines = fc.constantFrom(
    '',
    'Hello',
    '> quoted',
    '-- ',
    '-----',
    'On 02/03/2026 10:00, Desk wrote:',
    'From: a@b.example',
    'Sent: Monday',
    'Subject: x',
    '-----Original Message-----',
    'Sent from my iPhone',
    '```',
    '| bar',
    'On 3 May 2026 at',
    '<a@b.example> wrote:',
  );

  test('nothing is invented, and something is left', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(lines, fc.string()), { maxLength: 25 }), (parts) => {
        const text = parts.join('\n');
        const reply = trimReply(text);
        const given = text
          .replace(/\r\n?/g, '\n')
          .split('\n')
          .map((line) => line.trim());
        for (const line of reply.replace(/\r\n?/g, '\n').split('\n')) expect(given).toContain(line.trim());
        expect(/\S/.test(reply)).toBe(/\S/.test(text.trim()));
      }),
      { numRuns: 2000 },
    );
  });

  test('it takes no time', () => {
    const nasty = [
      '-'.repeat(300_000),
      'x'.repeat(300_000),
      `On ${'1 '.repeat(190)}\n`.repeat(20_000),
      '> \n'.repeat(100_000),
      '<a@'.repeat(100_000),
      '['.repeat(500_000),
      `From: a@b.example\nSent${' '.repeat(500_000)}\nTo: x`,
      `${' '.repeat(500_000)}x`,
    ];
    const began = performance.now();
    for (const text of nasty) trimReply(text);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
