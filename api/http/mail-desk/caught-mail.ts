import { Readable } from 'node:stream';
import { noteSensitiveRead } from '#commands/audit/note-sensitive-read';
import { caughtMailQuery, caughtMails, readCaughtMail } from '#domain/contracts/mail-desk';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { canSeeCaughtMail } from '#domain/permissions/mail';
import { presentCaughtMail, presentWholeCaughtMail } from '#mail/caught/present-caught-mail';
import { caughtMails as store, type CaughtRow } from '#store/mail/caught-mail';
import { z } from 'zod';
import { endpoint, type Endpoint, type SignedInContext } from '../endpoint.ts';
import { FileReply, fileReply } from '../file-endpoints.ts';
import type { MailDoor } from './mail-door.ts';

const whatItIs = 'The catcher takes our mail where no mail server is configured. For admins.';
const ofCaught = z.strictObject({ caughtId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) });

/** GET /mail/caught, and one of them, read or as it is */
export function caughtMailEndpoints({ pool, readActor }: MailDoor): Endpoint[] {
  // Mail of any team, and links that let people in: who reads one is told.
  const open = async ({ actor, caller, requestId }: SignedInContext, id: number): Promise<CaughtRow> => {
    requireSeeing(actor);
    const row = await store.find(pool, id);
    if (!row) throw new Problem('not_found');
    if (actor.kind === 'staff') {
      const subject = { kind: 'mail', id: String(id), name: `#${String(id)}` } as const;
      await noteSensitiveRead(
        { pool, actor, address: caller.address ?? null, requestId },
        { act: 'mail.caught_read', subject },
      );
    }
    return row;
  };
  return [
    endpoint({
      method: 'get',
      path: '/mail/caught',
      summary: 'Mails that were caught, newest first',
      description: `${whatItIs} The newest thousand are kept.`,
      readActor,
      query: caughtMailQuery,
      reply: caughtMails,
      problems: ['forbidden'],
      async handle({ query: { after, limit } }, { actor }) {
        requireSeeing(actor);
        const [rows, since] = await Promise.all([
          store.list(pool, after ?? null, limit + 1),
          store.catchingSince(pool),
        ]);
        const page = rows.slice(0, limit);
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          mails: await Promise.all(page.map(presentCaughtMail)),
          next: last ? String(last.id) : null,
          catchingSince: since === null ? null : new Date(since).toISOString(),
        };
      },
    }),
    endpoint({
      method: 'get',
      path: '/mail/caught/:caughtId',
      summary: 'A mail that was caught, with its text',
      description: whatItIs,
      readActor,
      params: ofCaught,
      reply: readCaughtMail,
      problems: ['forbidden', 'not_found'],
      handle: async ({ params }, context) => presentWholeCaughtMail(await open(context, params.caughtId)),
    }),
    endpoint({
      method: 'get',
      path: '/mail/caught/:caughtId/raw',
      summary: 'A mail that was caught, as it would have gone out',
      description: `${whatItIs} A file of type message/rfc822.`,
      readActor,
      params: ofCaught,
      reply: fileReply,
      problems: ['forbidden', 'not_found'],
      async handle({ params }, context) {
        const { id, size, raw } = await open(context, params.caughtId);
        return new FileReply(
          { mediaType: 'message/rfc822', size, name: `caught-${String(id)}.eml` },
          Readable.from([raw]),
        );
      },
    }),
  ];
}

/** @throws {Problem} `forbidden` */
function requireSeeing(actor: Actor): void {
  if (!canSeeCaughtMail(actor)) throw new Problem('forbidden');
}
