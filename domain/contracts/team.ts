import { z } from 'zod';
import { withWhatWasSeen } from './as-seen.ts';
import { anyCaseUuid, instant, uuid } from './identifiers.ts';
import { personName } from './names.ts';

const named = z.strictObject({ id: uuid, name: z.string() });

/** A team, as whoever manages people sees it. */
export const teamView = z
  .strictObject({
    id: uuid,
    name: z.string(),
    /** Nothing comes to one that is not; its name stays, and what it has. */
    isActive: z.boolean(),
    lead: named.nullable(),
    /** Its working hours; null: around the clock. */
    calendar: named.nullable(),
    memberIds: z.array(uuid),
    /** Addresses whose mail comes to it. */
    addresses: z.array(z.string()),
    createdAt: instant,
    /** What the viewer may do with it. */
    may: z.array(z.enum(['change'])),
  })
  .meta({ id: 'Team', description: 'A group of colleagues with a queue of its own.' });
/** See `teamView`. */
export type TeamView = z.infer<typeof teamView>;

/** All teams, and the business hours that they may have. */
export const teamList = z
  .strictObject({ teams: z.array(teamView), calendars: z.array(named) })
  .meta({ id: 'TeamList' });
/** See `teamList`. */
export type TeamList = z.infer<typeof teamList>;

/** A team as somebody makes it. Names that differ in case alone are one. */
export const createTeamRequest = z
  .strictObject({ name: personName, memberIds: z.array(anyCaseUuid).max(1_000).default([]) })
  .meta({ id: 'CreateTeam' });
/** See `createTeamRequest`. */
export type CreateTeamRequest = z.output<typeof createTeamRequest>;

const teamChanges = z
  .strictObject({
    name: personName,
    isActive: z.boolean(),
    /** One of its members. */
    leadId: anyCaseUuid.nullable(),
    calendarId: anyCaseUuid.nullable(),
    memberIds: z.array(anyCaseUuid).max(1_000),
  })
  .partial();

/** What of a team is changed; what is not named stays. */
export const changeTeamRequest = withWhatWasSeen(teamChanges, teamChanges).meta({ id: 'ChangeTeam' });
/** See `changeTeamRequest`. */
export type ChangeTeamRequest = z.output<typeof changeTeamRequest>;
