import { Problem } from '../contracts/problem.ts';
import type { Actor, StaffActor } from './actor.ts';
import { canWork } from './ticket.ts';

/** Bulk jobs are for those who work on tickets. @throws {Problem} `forbidden` */
export function requireWorker(actor: Actor): StaffActor {
  if (actor.kind !== 'staff' || !canWork(actor)) throw new Problem('forbidden');
  return actor;
}
