import { changesBetween } from '#domain/audit/changes-between';
import { csvLine } from '#domain/audit/csv-line';
import type { AuditQuery } from '#domain/contracts/audit';
import { readAuditLog } from '#queries/read-audit-log';
import { adminCommand } from '../admin/admin-command.ts';

/** Which entries; pages are our own matter. */
export type ExportInput = Omit<AuditQuery, 'after' | 'limit'>;

/** More is asked for in parts, by its instants. */
const mostEntries = 50_000;
const perPage = 200;
const more = 'There are older entries: an export has at most 50,000. Ask for them with `to`.';

/**
 * The audit log as CSV, newest first, at most 50,000 entries; if there are more, a last line says so. That it was exported, and with
 * which filter, is an entry itself.
 *
 * @throws {Problem} `forbidden`
 */
export const exportAuditLog = adminCommand<ExportInput, string>(
  'audit.read',
  async ({ client, actor, audit }, filter) => {
    const subject = { kind: 'audit', id: 'audit', name: 'Audit log' } as const;
    await audit({ act: 'audit.exported', subject, changes: changesBetween({}, told(filter)) });
    const lines = [csvLine(['at', 'by', 'act', 'kind', 'subject', 'changes', 'address', 'request', 'token'])];
    let after: string | undefined;
    do {
      const page = await readAuditLog(client, actor, { ...filter, after, limit: perPage });
      for (const { at, by, act, subject: about, changes, address, requestId } of page.entries) {
        const told = changes.map(({ field, from, to }) => `${field}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`);
        lines.push(
          csvLine([
            ...[at, by?.name ?? '', act, about.kind, about.name, told.join('\n')],
            ...[address ?? '', requestId ?? '', by?.token ?? ''],
          ]),
        );
      }
      after = page.next ?? undefined;
    } while (after !== undefined && lines.length <= mostEntries);
    // Whoever keeps the file must not take it for all there is.
    if (after !== undefined) lines.push(csvLine([more, ...Array<string>(8).fill('')]));
    return lines.join('');
  },
);

/** As the entry of the export tells it. */
const told = (filter: ExportInput) =>
  Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, value ?? null] as const));
