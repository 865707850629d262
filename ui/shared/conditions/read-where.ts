import type { Condition } from '#domain/conditions/condition';
import { where, whereOfFields } from '#domain/contracts/where';
import type { AskedOf } from './asked-fields.ts';

/** The condition that stands in an address; null: none, or what means nothing there. */
export function readWhere(written: string | null, of: AskedOf): Condition | null {
  const read = (of === 'ticket' ? where : whereOfFields).safeParse(written ?? '');
  return read.success ? read.data : null;
}
