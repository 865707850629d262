/** A link's address says something to a reader up to about here; longer ones count clicks. */
const LONGEST_LINK = 200;
const DEEPEST_QUOTE = 20;

/**
 * Text being set, line by line. It keeps pieces and joins them at the end: asking a growing string what it ends with would
 * copy it every time.
 */
export class TextPage {
  readonly #lines: string[] = [];
  #pieces: string[] = [];
  #endsInBlank = true;
  /** Empty lines to come before the next text. */
  #gap = 0;
  #quotes = 0;
  #verbatim = 0;
  #link: { readonly href: string; readonly from: number; readonly line: number } | null = null;

  write(text: string): void {
    const verbatim = this.#verbatim > 0;
    const words = verbatim ? text : text.replace(/\s+/g, ' ');
    if (!verbatim) this.#append(this.#endsInBlank ? words.trimStart() : words);
    else
      for (const [at, line] of words.split('\n').entries()) {
        if (at > 0) this.endLine();
        this.#append(line);
      }
  }

  /** End the line, also an empty one. */
  endLine(): void {
    this.#fillGap();
    this.#lines.push(this.#quoted(this.#pieces.join('').trimEnd()));
    this.#startLine();
  }

  /** Be at the start of a line, below an empty one if `lines` is 2. */
  breakLine(lines: number): void {
    if (this.#pieces.length > 0) this.endLine();
    if (this.#lines.length > 0) this.#gap = Math.max(this.#gap, lines - 1);
  }

  /** A line across. */
  rule(): void {
    this.#append('---');
    this.endLine();
  }

  nextCell(): void {
    if (this.#pieces.length === 0) return;
    this.#pieces.push('  ');
    this.#endsInBlank = true;
  }

  openQuote(): void {
    this.#fillGap();
    this.#quotes += 1;
  }

  closeQuote(): void {
    this.#quotes = Math.max(0, this.#quotes - 1);
  }

  openVerbatim(): void {
    this.#verbatim += 1;
  }

  closeVerbatim(): void {
    this.#verbatim = Math.max(0, this.#verbatim - 1);
  }

  openLink(href: string): void {
    this.#link = { href, from: this.#pieces.length, line: this.#lines.length };
  }

  closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (link?.line !== this.#lines.length || link.href.length > LONGEST_LINK) return;
    const shown = this.#pieces.slice(link.from).join('').trim();
    const bare = link.href.replace(/\/$/, '');
    if (shown !== '' && link.href !== '' && !link.href.includes(shown) && !shown.includes(bare))
      this.#append(` (${link.href})`);
  }

  text(): string {
    if (this.#pieces.length > 0) this.endLine();
    return this.#lines
      .join('\n')
      .replace(/\n{4,}/g, '\n\n\n')
      .replace(/^\n{1,3}|\n{1,3}$/g, '');
  }

  #append(text: string): void {
    if (text === '') return;
    this.#fillGap();
    this.#pieces.push(text);
    this.#endsInBlank = text.endsWith(' ');
  }

  #fillGap(): void {
    const above = this.#lines.at(-1);
    for (; this.#gap > 0 && above !== undefined; this.#gap -= 1) if (above !== '') this.#lines.push(this.#quoted(''));
    this.#gap = 0;
  }

  #startLine(): void {
    this.#pieces = [];
    this.#endsInBlank = true;
  }

  #quoted(line: string): string {
    if (this.#quotes === 0) return line;
    const marks = '>'.repeat(Math.min(this.#quotes, DEEPEST_QUOTE));
    return line === '' ? marks : `${marks} ${line}`;
  }
}
