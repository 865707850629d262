import { startSmtpSink, type SmtpSink } from '#testkit/smtp-sink';
import { beforeAll, expect, test } from 'vitest';
import { mailSend } from './mail-send.ts';

let sink: SmtpSink;
beforeAll(async () => {
  sink = await startSmtpSink();
});

const run = async (...args: string[]) => {
  const said = { out: '', err: '' };
  const code = await mailSend(args, {
    write: (text) => {
      said.out += text;
      return Promise.resolve();
    },
    explain: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
};

test('a mail is taken as it is written', async () => {
  expect(await run('--server', sink.url, '--subject', 'Hello', 'Größe', '42')).toMatchObject({ code: 0 });
  const message = await sink.waitForMessage();
  expect([message.from, message.header('From'), message.header('Subject'), message.body.trim()]).toEqual([
    'zoe@example.com',
    'Zoe Quist <zoe@example.com>',
    'Hello',
    'Größe 42',
  ]);
});

test('nobody there, or a refusal, is said', async () => {
  expect(await run('--server', 'smtp://127.0.0.1:1')).toMatchObject({
    code: 1,
    err: expect.stringContaining('ECONNREFUSED') as string,
  });
  sink.script({ at: 'rcpt', reply: '550 5.1.1 No such address here' });
  expect(await run('--server', sink.url)).toMatchObject({
    code: 1,
    err: expect.stringContaining('No such address') as string,
  });
});

test('help is no mistake', async () => {
  expect(await run('--help')).toMatchObject({ code: 0, err: expect.stringContaining('nixflow mail send') as string });
});

test.each([[['--colour', 'red']], [['--subject', 'two\nlines']], [['--server', 'nowhere']]])(
  '%j makes no sense',
  async (args) => {
    expect(await run(...args)).toMatchObject({ code: 2, err: expect.stringContaining('nixflow mail send') as string });
  },
);
