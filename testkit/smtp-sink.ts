import { once } from 'node:events';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { atEndOfFile } from './at-end-of-file.ts';
import { freePort } from './free-port.ts';
import { readReceivedMessage, type ReceivedMessage } from './received-message.ts';
import { createSmtpScript, type SmtpCue, type SmtpScriptLine, type SmtpStage } from './smtp-script.ts';
import { waitUntil } from './wait-until.ts';

/** An SMTP server that keeps all it gets, and misbehaves as its script says. */
export interface SmtpSink {
  readonly port: number;
  /** `smtp://127.0.0.1:port` */
  readonly url: string;
  /** All messages taken, oldest first. */
  readonly messages: readonly ReceivedMessage[];
  /** Connections ever accepted; `SmtpScriptLine.connection` counts the same way, from 1. */
  readonly connections: number;
  /** Answer otherwise, hang or hang up at a stage; of the lines that apply the first is used up first. */
  script(...lines: readonly SmtpScriptLine[]): void;
  /** The first message, taken or to come, that is looked for. @throws {Error} when none is there within the limit (10 s). */
  waitForMessage(is?: (message: ReceivedMessage) => boolean, withinMs?: number): Promise<ReceivedMessage>;
  /** Forget messages and script. */
  clear(): void;
  close(): Promise<void>;
}

/** What the server asks of its clients, and offers them. */
export interface SmtpSinkOptions {
  /** Only clients that sign in so may send. */
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Offer STARTTLS with a self-signed certificate. */
  readonly startTls?: boolean;
  /** Port to listen on, for a server that comes back; else a free one. */
  readonly port?: number;
}

/** Start an SMTP sink on 127.0.0.1. It closes at the end of the test file. */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const { auth, startTls = false, port = await freePort() } = options;
  const messages: ReceivedMessage[] = [];
  const script = createSmtpScript();
  const connectionNumbers = new Map<string, number>();

  const play = async (at: SmtpStage, session: SMTPServerSession, recipient?: string) => {
    const recipients = recipient === undefined ? session.envelope.rcptTo.map(({ address }) => address) : [recipient];
    const cue = await script.play(at, connectionNumbers.get(session.id) ?? 0, recipients);
    if (cue.drop === true) connectionOf(session)?._socket.destroy();
    return cue;
  };
  /** Play a stage whose answer is the library's, unless the script refuses. */
  const answer = async (
    at: SmtpStage,
    session: SMTPServerSession,
    done: (error?: Error) => void,
    recipient?: string,
  ) => {
    const { reply, drop } = await play(at, session, recipient);
    if (drop !== true) done(reply && refusal(reply.code, reply.text));
  };
  const connectionOf = (session: SMTPServerSession) =>
    [...server.connections].find((one) => one.session.id === session.id);

  const server = new SMTPServer({
    logger: false,
    authOptional: auth === undefined,
    allowInsecureAuth: true,
    disabledCommands: [...(auth ? [] : ['AUTH']), ...(startTls ? [] : ['STARTTLS'])],
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      if (username === auth?.user && password === auth?.pass) done(null, { user: username });
      else done(refusal(535, '5.7.8 Authentication credentials invalid'));
    },
    onConnect: (session, done) => {
      connectionNumbers.set(session.id, connectionNumbers.size + 1);
      scriptAnswerToData(session);
      void answer('connect', session, done);
    },
    onMailFrom: (_address, session, done) => void answer('mail', session, done),
    onRcptTo: ({ address }, session, done) => void answer('rcpt', session, done, address),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const envelope = {
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        connection: connectionNumbers.get(session.id) ?? 0,
      };
      const chunks: Buffer[] = [];
      let transfer: Promise<SmtpCue> | undefined;
      const begin = () => (transfer ??= play('transfer', session));
      const answerMessage = async () => {
        if ((await begin()).drop === true) return;
        const { reply = { code: 250, text: '2.0.0 Ok: queued' }, drop } = await play('body', session);
        const taken = reply.code < 400;
        const answered = drop === true ? null : `${reply.code} ${reply.text}`;
        if (taken) messages.push(readReceivedMessage({ ...envelope, raw: Buffer.concat(chunks), answer: answered }));
        if (answered !== null) done(taken ? null : refusal(reply.code, reply.text), reply.text);
      };
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        void begin();
      });
      stream.on('end', () => void answerMessage());
    },
  });

  /** The library answers DATA before it asks us; so its handler waits for the script. */
  const scriptAnswerToData = (session: SMTPServerSession) => {
    const connection = connectionOf(session);
    if (connection === undefined) return;
    const proceed = connection.handler_DATA.bind(connection);
    connection.handler_DATA = (command, done) => {
      void play('data', session).then(({ reply, drop }) => {
        if (drop === true) return;
        if (reply === undefined) {
          proceed(command, done);
          return;
        }
        connection.send(reply.code, reply.text);
        done();
      });
    };
  };
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => {
        resolve();
      });
    });

  server.on('error', () => undefined);
  await once(server.listen(port, '127.0.0.1'), 'listening');
  atEndOfFile('SMTP sink', close);
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    messages,
    get connections() {
      return connectionNumbers.size;
    },
    script: (...lines) => {
      for (const line of lines) script.add(line);
    },
    waitForMessage: (is = () => true, withinMs = 10_000) =>
      waitUntil('a message for the SMTP sink', () => messages.find(is), { withinMs }),
    clear: () => {
      messages.length = 0;
      script.clear();
    },
    close,
  };
}

function refusal(code: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
