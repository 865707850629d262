import { randomUUID } from 'node:crypto';
import { Problem } from '#domain/contracts/problem';
import { socketAsk, type ReadSocketAsk, type SocketAnswer } from '#domain/contracts/socket-ask';
import type { Logger } from '#process/logger';
import type { EndpointContext } from '../http/endpoint.ts';
import { logProblem } from '../http/log-problem.ts';
import { toFieldError } from '../http/parse-input.ts';
import { requireSafeJson } from '../http/require-safe-json.ts';
import type { Ran } from '../http/run-endpoint.ts';
import { toProblem } from '../http/to-problem.ts';
import { createFloodGuard } from './flood-guard.ts';
import type { RealtimeSocket } from './realtime-server.ts';

/** Does what a socket asks. */
export type DoAsk = (socket: RealtimeSocket, ask: ReadSocketAsk, context: EndpointContext) => Promise<Ran>;

type Answer = (answer: SocketAnswer) => void;

const tooMuch = () => new Problem('too_many_requests');
const notUnderstood = () =>
  new Problem('malformed_request', {
    detail: 'A socket sends `ask` with one argument, and is answered by its callback.',
  });

/**
 * Answer whatever a socket sends, whatever it is: with what was asked for, or with a problem. What comes without a callback
 * is answered by the event `refused`. Whoever floods is told so, then ended.
 */
export function answerAsks(socket: RealtimeSocket, act: DoAsk, logger: Logger): void {
  const guard = createFloodGuard();
  const refuse = (problem: Problem) => {
    socket.emit('event', { type: 'refused', problem: problem.toBody(randomUUID()) });
  };
  socket.onAny((name: unknown, ...said: unknown[]) => {
    const verdict = guard.judge();
    if (verdict === 'end') {
      logger.warn({ socketId: socket.id }, 'A socket that flooded was ended.');
      refuse(tooMuch());
      socket.disconnect(true);
      return;
    }
    const last = said.at(-1);
    if (!isAnswer(last)) {
      refuse(verdict === 'take' ? notUnderstood() : tooMuch());
      return;
    }
    const requestId = randomUUID();
    const { headers } = socket.request;
    const caller = { headers, address: socket.handshake.address };
    const context = { requestId, logger: logger.child({ requestId }), caller };
    const answered = async (): Promise<Ran> => {
      if (verdict === 'refuse') throw tooMuch();
      if (name !== 'ask' || said.length !== 2) throw notUnderstood();
      return act(socket, readAsk(said[0]), context);
    };
    void answered().then(
      ({ status, reply }) => last({ ok: true, status, ...(reply === undefined ? {} : { reply }) }),
      (error: unknown) => {
        const problem = toProblem(error);
        logProblem(context.logger, problem);
        last({ ok: false, problem: problem.toBody(requestId) });
      },
    );
  });
}

const isAnswer = (value: unknown): value is Answer => typeof value === 'function';

/** @throws {Problem} `malformed_request`, `invalid_request` */
function readAsk(said: unknown): ReadSocketAsk {
  requireSafeJson(said);
  const { data, error } = socketAsk.safeParse(said);
  if (error) throw new Problem('invalid_request', { errors: error.issues.map((issue) => toFieldError('body', issue)) });
  return data;
}
