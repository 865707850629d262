import { isUuid } from '#domain/is-uuid';
import type { AuditEntryView, AuditPage, AuditQuery } from '#domain/contracts/audit';
import { Problem } from '#domain/contracts/problem';
import type { Actor } from '#domain/permissions/actor';
import { has } from '#domain/permissions/permission';
import { auditLog, type AuditEntry } from '#store/audit/audit-log';
import { roles } from '#store/people/roles';
import type { Queryable } from '#store/queryable';
import { readNames } from '#store/tickets/read-names';
import { readTimeCursor, writeTimeCursor } from './time-cursor.ts';

/**
 * A page of the audit log, newest first. People, teams and roles of an installation's own among what changed are told by the
 * names they have now.
 *
 * @throws {Problem} `forbidden`, `invalid_request` (a cursor that is none)
 */
export async function readAuditLog(client: Queryable, viewer: Actor, query: AuditQuery): Promise<AuditPage> {
  if (viewer.kind !== 'staff' || !has(viewer, 'audit.read')) throw new Problem('forbidden');
  const { by, act, kind, subject, from, to, after, limit } = query;
  const instant = (at: string | undefined) => (at === undefined ? undefined : Date.parse(at));
  const rows = await auditLog.list(
    client,
    { staffId: by, act, subjectKind: kind, subjectId: subject, from: instant(from), to: instant(to) },
    { after: after === undefined ? null : readTimeCursor(after), limit: limit + 1 },
  );
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const names = { of: await namesIn(client, page), ofRole: await roleNamesIn(client, page) };
  return { entries: page.map((entry) => present(entry, names)), next: last ? writeTimeCursor(last) : null };
}

type Value = AuditEntry['changes'][number]['from'];

async function namesIn(client: Queryable, page: readonly AuditEntry[]): Promise<(text: string) => string> {
  const values = page.flatMap(({ changes }) => changes.flatMap(({ from, to }) => [from, to])).flat();
  const ids = values.filter((value) => typeof value === 'string' && isUuid(value)) as string[];
  if (ids.length === 0) return (text) => text;
  const { staff, teams, customers } = await readNames(client, [...new Set(ids)]);
  // No plain object: what somebody is called may be the name of something that every object has.
  const names = new Map([staff, teams, customers].flatMap((some) => Object.entries(some)));
  return (text) => names.get(text) ?? text;
}

const roleFields = ['role', 'defaultRole', 'roleByGroup'];

/** Names of roles by their codes. Ready-made ones stay codes: each reader has a word of their own language for those. */
async function roleNamesIn(client: Queryable, page: readonly AuditEntry[]): Promise<(code: string) => string> {
  const isAsked = page.some(({ changes }) => changes.some(({ field }) => roleFields.includes(field)));
  const own = isAsked ? (await roles.list(client)).filter(({ isReadyMade }) => !isReadyMade) : [];
  const names = new Map(own.map(({ code, name }) => [code, name]));
  return (code) => names.get(code) ?? code;
}

interface Names {
  /** Of people and teams, by id; what is none stays. */
  readonly of: (text: string) => string;
  readonly ofRole: (code: string) => string;
}

function wordIn(field: string, text: string, names: Names): string {
  if (!roleFields.includes(field)) return names.of(text);
  if (field !== 'roleByGroup') return names.ofRole(text);
  const [, group = text, code] = /^(.*) = ([^=]*)$/s.exec(text) ?? [];
  return code === undefined ? group : `${group} = ${names.ofRole(code)}`;
}

function present(entry: AuditEntry, names: Names): AuditEntryView {
  const { id, at, act, subjectKind, subjectId, subjectName, changes, address, requestId } = entry;
  const { staffId, staffName, tokenName } = entry;
  const value = (field: string, one: Value) =>
    Array.isArray(one)
      ? one.map((text: string) => wordIn(field, text, names))
      : typeof one === 'string'
        ? wordIn(field, one, names)
        : (one as Exclude<Value, readonly string[]>);
  return {
    ...{ id, at: new Date(at).toISOString(), act, address, requestId },
    by: staffId !== null && staffName !== null ? { id: staffId, name: staffName, token: tokenName } : null,
    subject: { kind: subjectKind, id: subjectId, name: subjectName },
    changes: changes.map(({ field, from, to }) => ({ field, from: value(field, from), to: value(field, to) })),
  };
}
