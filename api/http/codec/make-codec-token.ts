import { noteSensitiveRead } from '#commands/audit/note-sensitive-read';
import { codecToken } from '#domain/contracts/codec-token';
import { Problem } from '#domain/contracts/problem';
import { has } from '#domain/permissions/permission';
import type { ApiDependencies } from '../../api-dependencies.ts';
import { endpoint } from '../endpoint.ts';

/** POST /codec-tokens */
export const makeCodecTokenEndpoint = ({ config, readers, codecTokens, store }: ApiDependencies) =>
  endpoint({
    method: 'post',
    path: '/codec-tokens',
    summary: 'An address by which the Temporal UI decodes payloads for an hour',
    description:
      'For admins. A Temporal UI of the same site as this desk needs none: give it `/api/codec` as its codec endpoint and ' +
      'let it send credentials.',
    readActor: readers.readActor,
    reply: codecToken,
    status: 201,
    problems: ['forbidden'],
    async handle(_, { actor, caller, requestId }) {
      if (actor.kind !== 'staff' || !has(actor, 'engine.decode')) throw new Problem('forbidden');
      const subject = { kind: 'engine', id: 'engine', name: 'Temporal' } as const;
      const context = { pool: store.pool, actor, address: caller.address ?? null, requestId };
      await noteSensitiveRead(context, { act: 'engine.decoding_opened', subject });
      const { token, expiresAt } = await codecTokens.make(actor.id);
      const [origin] = config.frontendOrigins;
      return { endpoint: `${origin}/api/codec/${token}`, expiresAt: expiresAt.toISOString() };
    },
  });
