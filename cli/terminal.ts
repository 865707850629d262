/** Where a command reads, answers, and explains itself. */
export interface Terminal {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly write: (text: string) => Promise<void>;
  readonly explain: (text: string) => void;
}

/** The terminal this process was started in. */
export function ownTerminal(): Terminal {
  const { stdin, stdout, stderr } = process;
  return {
    stdin,
    // Whoever runs a command ends the process when it returns; until then all must have left.
    write: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    explain: (text) => stderr.write(text),
  };
}
