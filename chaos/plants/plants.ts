import { cpSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkout } from '#ground/paths';
import { runCommand } from '#ground/run-command';
import { testStack } from '#testkit/stack';
import type { Invariant } from '../check/finding.ts';
import type { StageOptions } from '../stage/open-stage.ts';

/** A mistake somebody could make, and the invariant that must not bear it. */
export interface Plant {
  readonly name: string;
  readonly breaks: Invariant;
  /** Texts of files, each of which stands there once, and what they become. */
  readonly changes: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  /** Only the second worker has it. */
  readonly inSecondWorker?: true;
}

/** One for each way in which an invariant can break. */
export const plants: readonly Plant[] = [
  {
    name: 'no-lock',
    breaks: 'I1',
    changes: [{ file: 'store/tickets/lock-ticket.ts', from: 'SELECT FROM ticket WHERE id = $1 FOR NO KEY UPDATE', to: 'SELECT FROM ticket WHERE id = $1' }], // prettier-ignore
  },
  {
    name: 'keys-ignored',
    breaks: 'I1',
    changes: [
      {
        file: 'commands/tickets/answer-once.ts',
        from: 'if (!key) return run();',
        to: 'if (!key || key) return run();',
      },
    ],
  },
  {
    name: 'sent-again-when-nobody-knows',
    breaks: 'I2',
    changes: [
      {
        file: 'domain/mail/ledger.ts',
        from: "'attempt') ?? { kind: 'lost', attempt };",
        to: "'attempt') ?? { kind: 'attempt', attempt: attempt + 1 };",
      },
      {
        file: 'store/mail/ledger.ts',
        from: "(state = 'sending' AND lease_until",
        to: "(state IN ('sending', 'data') AND lease_until",
      },
    ],
  },
  {
    name: 'no-outbox-row',
    breaks: 'I3',
    changes: [
      {
        file: 'commands/tickets/ticket-work.ts',
        from: 'if (ticketId !== ownTicketId) outbox.push',
        to: 'if (ticketId === ownTicketId) outbox.push',
      },
    ],
  },
  {
    name: 'recorded-before-due',
    breaks: 'I3',
    changes: [
      {
        file: 'commands/tickets/record-sla-marks.ts',
        from: 'marksToRecord(sla, now, await',
        to: 'marksToRecord(sla, now + 1500, await',
      },
    ],
  },
  {
    name: 'effect-key-ignored',
    breaks: 'I4',
    changes: [
      { file: 'store/engine/effects.ts', from: 'return rows[0] ?? null;', to: 'return rows[9] ?? null;' },
      {
        file: 'store/engine/effects.ts',
        from: 'Object.fromEntries(rows.map',
        to: 'Object.fromEntries(rows.slice(9999).map',
      },
      {
        file: 'store/engine/effects.ts',
        from: 'VALUES ($1, $2, $3, $4, $5)',
        to: 'VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO UPDATE SET seq = excluded.seq',
      },
    ],
  },
  {
    name: 'stale-engine-row',
    breaks: 'I4',
    changes: [
      {
        file: 'store/engine/engine-row.ts',
        from: 'WHERE ticket_id = $1 AND version = $2 RETURNING',
        to: 'WHERE ticket_id = $1 RETURNING',
      },
    ],
  },
  {
    name: 'pages-told-nothing',
    breaks: 'I5',
    changes: [
      {
        file: 'outbox/open-delivery.ts',
        from: "return within(redisDeadlineMs, 'Redis', sendTicketChanged(redis, event, payload.lists ?? []));",
        to: 'return event.revision > 0 ? Promise.resolve() : sendTicketChanged(redis, event, []);',
      },
      { file: 'ui/shared/realtime/fold-event.ts', from: 'foldStamp(cache, event);\n', to: 'if (event.isCut) foldStamp(cache, event);\n' }, // prettier-ignore
    ],
  },
  {
    name: 'older-taken-for-newer',
    breaks: 'I5',
    changes: [
      { file: 'ui/shared/realtime/fold-event.ts', from: 'if (revision > known)', to: 'if (revision < known)' },
      { file: 'ui/shared/realtime/fold-event.ts', from: 'isNews : shown < revision', to: 'isNews : shown > revision' },
      { file: 'ui/shared/realtime/fold-event.ts', from: 'before !== now;', to: 'before === now && now === "";' },
    ],
  },
  {
    name: 'lists-not-told',
    breaks: 'I5',
    changes: [
      { file: 'outbox/open-delivery.ts', from: 'event, payload.lists ?? []', to: 'event, []' },
      { file: 'api/realtime/send-stamps.ts', from: 'for (const list of lists) stampList', to: 'for (const list of lists.slice(99)) stampList' }, // prettier-ignore
    ],
  },
  {
    name: 'rooms-not-entered-again',
    breaks: 'I5',
    changes: [{ file: 'ui/shared/realtime/create-realtime.ts', from: 'rooms.enterAll();', to: 'if (!rooms.isComplete()) rooms.enterAll();' }], // prettier-ignore
  },
  {
    name: 'other-code-in-one-worker',
    breaks: 'I6',
    inSecondWorker: true,
    changes: [
      {
        file: 'workflows/ticket/ticket.workflow.ts',
        from: 'const alarm = createAlarm(present);',
        to: 'const alarm = createAlarm(present);\n  await condition(() => false, 1);',
      },
    ],
  },
];

const left = ['node_modules', '.git', '.data', 'dist'];

/** Build a copy of this checkout with the mistake in it, for those parts that shall have it. It goes with the run's folder. */
export async function plantedCheckouts({
  name,
  changes,
  inSecondWorker,
}: Plant): Promise<StageOptions['checkouts'] & object> {
  const copy = mkdtempSync(join(testStack().dir, `planted-${name}-`));
  for (const entry of readdirSync(checkout)) {
    if (!left.includes(entry)) cpSync(join(checkout, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(checkout, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, from, to } of changes) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} does not have this once any more: ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
  const { code, output } = await runCommand(process.execPath, ['scripts/bootstrap.mjs', 'build'], {
    cwd: copy,
    label: `building with ${name}`,
  });
  if (code !== 0) throw new Error(`With ${name} it does not build:\n${output}`);
  return inSecondWorker ? { secondWorker: copy } : { all: copy };
}
