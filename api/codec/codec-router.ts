import type { PayloadCodec } from '@temporalio/common';
import { Problem } from '#domain/contracts/problem';
import { has } from '#domain/permissions/permission';
import cors from 'cors';
import { Router, type Request, type RequestHandler } from 'express';
import type { RequestCounter } from '../http/count-requests.ts';
import { nameRoute } from '../http/name-route.ts';
import type { ReadActor } from '../http/endpoint.ts';
import { readJsonBody } from '../http/read-json-body.ts';
import { decodePayloads, payloadsBody } from './decode-payloads.ts';
import type { CodecTokens } from './codec-tokens.ts';

/** What decoding reaches. */
export interface CodecDoor {
  /** The origin of the Temporal UI; without one nobody else's page may ask. */
  readonly temporalUiOrigin: string | undefined;
  readonly readActor: ReadActor;
  readonly tokens: CodecTokens;
  readonly codec: PayloadCodec;
  readonly counter: RequestCounter;
}

/** A page of the Temporal UI shows hundreds of payloads; the engine lets each be 2 MB. Bytes. */
const mostBytes = 16 * 1024 * 1024;

/**
 * The codec server of the Temporal UI: `POST /codec/decode` for admins who are signed in here, and `POST
 * /codec/:token/decode` where their cookie does not reach, for as long as the token lasts. Nobody encodes by it.
 *
 * It has a CORS rule of its own: the Temporal UI is no page of ours and may do nothing but this.
 */
export function codecRouter({ temporalUiOrigin, readActor, tokens, codec, counter }: CodecDoor): Router {
  const router = Router({ caseSensitive: true });
  router.use(
    '/codec',
    cors({
      origin: temporalUiOrigin === undefined ? false : [temporalUiOrigin],
      credentials: true,
      methods: ['POST'],
      allowedHeaders: ['Content-Type', 'X-Namespace', 'Authorization'],
      maxAge: 600,
    }),
  );
  router.use('/codec', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  const decode: RequestHandler = async (request, response) => {
    const body = payloadsBody.safeParse(request.body);
    if (!body.success) throw new Problem('invalid_request', { detail: 'This is no list of payloads.' });
    response.json({ payloads: await decodePayloads(codec, body.data.payloads) });
  };
  const requireUiOrigin: RequestHandler = ({ headers: { origin } }, _response, next) => {
    if (origin !== undefined && origin !== temporalUiOrigin) throw new Problem('forbidden');
    next();
  };
  const admit =
    <P>(judge: (request: Request<P>) => Promise<void>): RequestHandler<P> =>
    async (request, response, next) => {
      try {
        await judge(request);
      } catch (error) {
        await counter.ofRefused(request as Request, response, error);
        throw error;
      }
      next();
    };
  const admitAdmin = admit(async ({ method, headers }) => {
    // By cookie it only asks, though by POST: the Temporal UI is no page of a session, and has no token of it to show.
    const asked = headers.authorization === undefined ? 'GET' : method;
    const actor = await readActor({ method: asked, headers });
    if (actor.kind !== 'staff' || !has(actor, 'engine.decode')) throw new Problem('forbidden');
  });
  const admitToken = admit(async ({ params }: Request<{ token: string }>) => {
    if (!(await tokens.isGood(params.token))) throw new Problem('unauthenticated');
  });
  const reading = readJsonBody(mostBytes);
  router.post('/codec/decode', nameRoute('/api/codec/decode'), requireUiOrigin, admitAdmin, ...reading, decode);
  router.post('/codec/:token/decode', nameRoute('/api/codec/:token/decode'), admitToken, ...reading, decode);
  return router;
}
