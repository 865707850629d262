import { Problem } from '#domain/contracts/problem';
import type { StaffActor } from '#domain/permissions/actor';
import { has, type Permission } from '#domain/permissions/permission';
import { staff } from '#store/people/staff';
import type { PoolClient } from 'pg';

/**
 * See that an actor may still do what they came for, once they have waited for others who change who may do what: of two who
 * deactivate each other, one is left.
 *
 * @throws {Problem} `forbidden`
 */
export async function requireStill(client: PoolClient, { id }: StaffActor, permission: Permission): Promise<void> {
  const now = await staff.findActor(client, id);
  if (!now || !has(now, permission)) throw new Problem('forbidden');
}
