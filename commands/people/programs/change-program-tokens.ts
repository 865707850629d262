import type { MakeApiTokenRequest } from '#domain/contracts/api-token';
import { Problem } from '#domain/contracts/problem';
import { apiTokens } from '#store/people/api-tokens';
import { adminCommand } from '../../admin/admin-command.ts';
import { requireOwnPermissions } from '../roles/require-own-permissions.ts';
import { insertToken, type MadeApiToken } from '../tokens/make-api-token.ts';
import { lockProgram } from './change-program.ts';

type MakeInput = MakeApiTokenRequest & { readonly programId: string };
interface EndInput {
  readonly programId: string;
  readonly tokenId: string;
}

/**
 * Make a token of a program. It never lets more in than the program may do now, also if the program is given more.
 *
 * @throws {Problem} `not_found`; `forbidden` (the program may do what the actor may not); `not_possible` (too many)
 */
export const makeProgramToken = adminCommand<MakeInput, MadeApiToken>(
  'people.manage',
  async ({ client, actor, audit }, { programId, ...request }) => {
    const program = await lockProgram(client, programId);
    requireOwnPermissions(actor, program.permissions);
    // What the program may do later, whoever made this one may never have had.
    const permissions = request.permissions ?? [...program.permissions];
    return insertToken({ client, audit }, program, { ...request, permissions });
  },
);

/**
 * End a token of a program: from now on it lets nobody in.
 *
 * @throws {Problem} `not_found`; `forbidden` (the program may do what the actor may not: nobody puts it out of work who may not
 * switch it off)
 */
export const endProgramToken = adminCommand<EndInput, undefined>(
  'people.manage',
  async ({ client, actor, audit }, { programId, tokenId }) => {
    const program = await lockProgram(client, programId);
    requireOwnPermissions(actor, program.permissions);
    const ended = await apiTokens.end(client, programId, tokenId);
    if (!ended) throw new Problem('not_found');
    await audit({ act: 'token.ended', subject: { kind: 'token', id: ended.id, name: ended.name } });
    return undefined;
  },
);
