/** A plain table for the terminal: columns as wide as their widest cell, the last one unpadded. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) =>
    `  ${row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ')}`;
  return [line(head), line(widths.map((width) => '─'.repeat(Math.min(width, 40)))), ...rows.map(line)].join('\n');
}
