import type { Permission } from '#domain/permissions/permission';

type KeyOf<Code extends string> = Code extends `${infer Noun}.${infer Verb}` ? `${Noun}_${Verb}` : Code;
/** What a permission is called in the catalogue, where dots part levels. */
export type PermissionKey = KeyOf<Permission>;

/** See `PermissionKey`. */
export const permissionKey = (permission: Permission) => permission.replace('.', '_') as PermissionKey;
