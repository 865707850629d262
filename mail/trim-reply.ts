import { endOfHistory, type History } from './trimming/end-of-history.ts';
import { isBlank, isFooter, isQuote, isRuler, isSentFrom, isSignatureMark } from './trimming/line-kinds.ts';

/** A signature has no more lines than this; what is longer was written for this mail. */
const LONGEST_SIGNATURE = 20;
/** Beyond these only what is pasted comes, and looking for structure takes time. */
const MOST_LINES = 5000;

/**
 * What the sender of a reply wrote anew: without the mail it answers, the lines that introduce it, and signatures.
 *
 * Where two readings are sensible the longer one is given: answers between quotes keep the quotes, and a mail that is
 * nothing but quotes stays as it is.
 *
 * @param text plain text
 */
export function trimReply(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const written = withoutTail(withoutHistory(withoutSignature(lines)));
  const reply = written
    .join('\n')
    .replace(/^\s*\n/, '')
    .trimEnd();
  return isBlank(reply) ? text.trim() : reply;
}

function withoutHistory(lines: readonly string[]): readonly string[] {
  const code = linesOfCode(lines);
  const kept: string[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const history = at >= MOST_LINES || code.has(at) || isBlank(line) || isQuote(line) ? null : endOfHistory(lines, at);
    if (history === null) {
      kept.push(line);
      at += 1;
      continue;
    }
    const rest = lines.slice(history.end);
    const next = whatToKeep(history, hasText(kept), rest);
    if (next === 'what stands above') return kept;
    if (next === 'everything') return [...kept, ...lines.slice(at)];
    if (next === 'the line') kept.push(...lines.slice(at, history.end));
    at = history.end;
  }
  return kept;
}

type Keep = 'what stands above' | 'everything' | 'the line' | 'what stands around';

function whatToKeep({ kind }: History, hasTextAbove: boolean, rest: readonly string[]): Keep {
  // Forwarded, or answered without a word: what it says is in there.
  if (kind === 'message') return hasTextAbove ? 'what stands above' : 'everything';
  if (kind === 'introduction') return hasTextAbove ? 'what stands above' : 'what stands around';
  if (kind === 'perhaps an introduction') return 'the line';
  if (!hasText(withoutFooters(rest))) return 'what stands above';
  return hasTextAbove && rest.some(isQuote) ? 'everything' : 'what stands around';
}

/** Without the paragraphs that servers, lists and virus scanners put below. */
function withoutFooters(lines: readonly string[]): string[] {
  const paragraphs = lines.join('\n').split(/\n\s*\n/);
  return paragraphs.filter((paragraph) => !isFooter(paragraph)).flatMap((paragraph) => paragraph.split('\n'));
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  const code = linesOfCode(lines);
  const mark = lines.findLastIndex((line, at) => isSignatureMark(line) && !code.has(at));
  if (mark < 0 || !hasText(lines.slice(0, mark))) return lines;
  const signature = lines.slice(mark + 1).filter((line) => !isBlank(line));
  return signature.length > LONGEST_SIGNATURE || signature.some(isQuote) ? lines : lines.slice(0, mark);
}

function withoutTail(given: readonly string[]): readonly string[] {
  const lines = withoutSignature(given);
  const hasWords = hasText(lines);
  const last = lines.findLastIndex(
    (line) => !isBlank(line) && !isRuler(line) && !isSentFrom(line) && !(isQuote(line) && hasWords),
  );
  return lines.slice(0, last + 1);
}

function hasText(lines: readonly string[]): boolean {
  return lines.some((line) => !isBlank(line) && !isQuote(line) && !isRuler(line) && !isSentFrom(line));
}

/** The numbers of the lines between fences: nothing there is structure. */
function linesOfCode(lines: readonly string[]): ReadonlySet<number> {
  const fences = lines.flatMap((line, at) => (/^\s{0,3}```/.test(line) ? [at] : []));
  const code = new Set<number>();
  for (let pair = 0; pair + 1 < fences.length; pair += 2)
    for (let at = fences[pair] ?? 0; at <= (fences[pair + 1] ?? 0); at += 1) code.add(at);
  return code;
}
