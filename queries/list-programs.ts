import { Problem } from '#domain/contracts/problem';
import type { ProgramView } from '#domain/contracts/program';
import type { Actor } from '#domain/permissions/actor';
import { has, may, mayAll } from '#domain/permissions/permission';
import { apiTokens } from '#store/people/api-tokens';
import { staffMembers, type StaffMember } from '#store/people/staff-members';
import type { Queryable } from '#store/queryable';
import { presentApiToken } from './present-api-token.ts';

/** All programs that work in their own name, with their tokens, for whoever manages people. @throws {Problem} `forbidden` */
export async function listPrograms(client: Queryable, viewer: Actor): Promise<ProgramView[]> {
  if (viewer.kind !== 'staff' || !has(viewer, 'people.manage')) throw new Problem('forbidden');
  const programs = await staffMembers.list(client, 'service');
  // One after the other: there are few, and a client asks one thing at a time.
  const views: ProgramView[] = [];
  for (const program of programs) views.push(await presentProgram(client, program, viewer));
  return views;
}

/** A program as whoever manages people sees it. Nobody changes one that may do more than they, nor has it let in. */
export async function presentProgram(client: Queryable, program: StaffMember, viewer: Actor): Promise<ProgramView> {
  const { id, name, role, teamIds, isActive, createdAt } = program;
  const tokens = await apiTokens.listOf(client, id);
  const mayChange = may(viewer, 'people.manage') && mayAll(viewer, program.permissions);
  return {
    ...{
      id,
      name,
      role,
      teamIds: [...teamIds],
      isActive,
      tokens: tokens.map((token) => presentApiToken(token, mayChange)),
    },
    createdAt: new Date(createdAt).toISOString(),
    may: mayChange ? ['change', 'make_token'] : [],
  };
}
