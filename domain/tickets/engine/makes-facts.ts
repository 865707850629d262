import type { NodeAct } from '../../flow/run.ts';

/** Whether an act changes the ticket, so that other flows may answer it. */
export const makesFacts = ({ type }: NodeAct): boolean =>
  type === 'set' || type === 'assign' || type === 'note' || type === 'mail';
