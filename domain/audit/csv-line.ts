/**
 * Cells as one line of CSV (RFC 4180). A cell that a spreadsheet would take for a formula is led by an apostrophe: what people
 * are called decides nothing on somebody's computer.
 */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
