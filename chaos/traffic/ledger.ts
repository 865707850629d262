import { appendFileSync } from 'node:fs';
import type { MessageReceipt } from './receipt.ts';

/** A command as a client wants it done. */
export interface Command {
  /** For reports. */
  readonly verb: string;
  /** Unique: a retry has the same. */
  readonly key: string;
  /** Who sends it, as a token. */
  readonly token: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api`. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** What it leaves behind that no other command does: the text of a message or a subject. */
  readonly mark?: { readonly in: 'message' | 'subject'; readonly text: string };
  /** What the ticket has right after it. */
  readonly sets?: { readonly field: 'status' | 'priority' | 'assigneeId' | 'teamId'; readonly value: unknown };
}

/** What became of it: done, refused for good, or never answered. */
export type Answer =
  | { readonly kind: 'acknowledged'; readonly receipt: MessageReceipt }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'unanswered' };

/** One command with its answer; instants in ms. */
export interface Entry {
  readonly command: Command;
  readonly answer: Answer;
  readonly tries: number;
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Answers that no client may get: they are bugs, whatever was struck. */
  readonly bugs: readonly string[];
}

/** What clients know, kept outside of everything that is struck. */
export interface Ledger {
  readonly entries: readonly Entry[];
  note(entry: Entry): void;
}

/** An empty ledger. @param file each entry is a line of it, for whoever looks for the cause of a failure */
export function openLedger(file: string): Ledger {
  const entries: Entry[] = [];
  return {
    entries,
    note(entry) {
      entries.push(entry);
      const { token: _, ...command } = entry.command;
      appendFileSync(file, `${JSON.stringify({ ...entry, command })}\n`);
    },
  };
}

/** Those that were acknowledged, with their receipts. */
export const acknowledged = ({ entries }: Ledger) =>
  entries.flatMap(({ command, answer }) =>
    answer.kind === 'acknowledged' ? [{ command, receipt: answer.receipt }] : [],
  );
