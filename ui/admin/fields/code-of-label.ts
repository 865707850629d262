/** The code of a choice: made of its first label, and of none that is taken. */
export function codeOfLabel(label: string, taken: readonly string[]): string {
  const word =
    label
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_+|_+$/g, '')
      .slice(0, 32)
      .replace(/_+$/, '') || 'choice';
  const free = (at: number): string => {
    const code = at === 1 ? word : `${word}_${String(at)}`;
    return taken.includes(code) ? free(at + 1) : code;
  };
  return free(1);
}
