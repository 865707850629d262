import { z } from 'zod';
import { apiTokenView } from './api-token.ts';
import { withWhatWasSeen } from './as-seen.ts';
import { anyCaseUuid, instant, uuid } from './identifiers.ts';
import { personName } from './names.ts';
import { roleCode } from './role.ts';

/** A program that works in its own name, as whoever manages people sees it. */
export const programView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    role: z.strictObject({ code: roleCode, name: z.string() }),
    teamIds: z.array(uuid),
    /** One that is not is let in by none of its tokens. */
    isActive: z.boolean(),
    /** Those that are good, the newest first. */
    tokens: z.array(apiTokenView),
    createdAt: instant,
    /** What the viewer may do with it. */
    may: z.array(z.enum(['change', 'make_token'])),
  })
  .meta({
    id: 'Program',
    description: 'A program that works in its own name: it has a role and tokens, and no password.',
  });
/** See `programView`. */
export type ProgramView = z.infer<typeof programView>;

/** All of them, by name. */
export const programList = z.strictObject({ programs: z.array(programView) }).meta({ id: 'ProgramList' });

/** A program as somebody enters it. */
export const createProgramRequest = z
  .strictObject({ name: personName, role: roleCode, teamIds: z.array(anyCaseUuid).max(100) })
  .meta({ id: 'CreateProgram' });
/** See `createProgramRequest`. */
export type CreateProgramRequest = z.output<typeof createProgramRequest>;

const programChanges = createProgramRequest.extend({ isActive: z.boolean() }).partial();

/** What of it is changed; what is not named stays. */
export const changeProgramRequest = withWhatWasSeen(programChanges, programChanges).meta({ id: 'ChangeProgram' });
/** See `changeProgramRequest`. */
export type ChangeProgramRequest = z.output<typeof changeProgramRequest>;
