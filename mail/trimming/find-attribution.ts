const VERBS = [
  ...['wrote', 'writes', 'said', 'says', 'schrieb(?:en sie)?', 'geschrieben', 'schreef', 'geschreven'],
  ...['a [ée]crit', 'nous a dit', 'ha scritto', 'scrisse', 'escribi[óo]', 'escreveu', 'a scris'],
  ...['napisał(?:a|\\(a\\))?', 'napsal(?:a|\\(a\\))?', 'napísal(?:a|\\(a\\))?', 'je napisao', 'написал(?:а|\\(а\\))?'],
  ...['пишет', 'пише', 'написав', 'skrev(?: följande)?', 'kirjoitti', 'írta', 'yazdı', 'έγραψε', 'đã viết'],
].join('|');
/** Written without a blank before them. */
const JOINED_VERBS = '写道|寫道|書きました|(?:님이 )?작성|のメール';
const EMAIL = /[^\s<>@"]+@[^\s<>@"]+\.[^\s<>@"]+/u;
const CLOCK = /\d{1,2}[:.]\d{2}(?!\d)/u;
const DAY = /\d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/u;
/** How a line begins that says when and by whom something was written; a date, or a name with an address, may come first. */
const START =
  /^[\s<*–—-]*(?:(?:on|at|in|am|den|op|le|il|el|em|dnia|dňa|dne|w dniu|på|la|στις|vào|pe|a)\s|在|[\p{L}]{2,12}\.?,?\s+\d|\d{1,4}[\s./年년-]|posted by\s|\S.{0,60} via\s|["'\p{L}].{0,80}<?[^\s<>@]+@)/iu;
const NEXT_START = /^[\s<*–—-]*(?:on|at|am|op|le|il|el|em|den)\s.*\d/iu;
const SAYS_WHO = new RegExp(`(?:(?:^|[\\s>"')])(?:${VERBS})|${JOINED_VERBS})[\\s:：.*-]*$`, 'iu');
const SAYS_ALONE = new RegExp(`^[\\s>]*(?:${VERBS})\\s*[:：]?\\s*$`, 'iu');
const SAYS_BETWEEN = new RegExp(`[\\s>"')](?:${VERBS})\\s.{1,160}[:：]$`, 'iu');
const DATE_AND_ADDRESS = /^.{0,30}\d{4}.{1,120}<[^<>@\s]+@[^<>\s]+>\s*:?$/u;
const DATE_AND_NAME = /^\d{4}-\d\d-\d\d \d{1,2}:\d\d GMT[+-]\d\d:\d\d .{1,80}:?$/u;
const POSTED = /^posted by .{1,60} on \d{1,2}[./]\d{1,2}[./]\d{4}$/iu;
const VIA = new RegExp(`^\\S.{0,60} via .{1,60} (?:${VERBS})\\s*:?$`, 'iu');
const MOST_LINES = 6;
const LONGEST = 400;

/** The line or lines above a quote that say who wrote it, and when. */
export interface Attribution {
  /** How many lines it takes. */
  readonly lines: number;
  /** Whether it has a full date with a clock, or an address: so programs write, and hardly ever people. */
  readonly isCertain: boolean;
}

/**
 * `On 3 March 2026 at 10:00, Ann <ann@example.com> wrote:` in the languages of mail programs, also when it was folded.
 *
 * @param lines of a text
 * @param at where it would begin
 */
export function findAttribution(lines: readonly string[], at: number): Attribution | null {
  const first = lines[at] ?? '';
  if (first.length > LONGEST || !START.test(first)) return null;
  let joined = '';
  for (let count = 1; count <= MOST_LINES; count += 1) {
    const line = lines[at + count - 1];
    if (line === undefined) return null;
    // Folded at the bracket of an address, some programs leave an empty line.
    const blank = line.trim() === '';
    if (count > 1 && (NEXT_START.test(line) || (blank && !/^\s*</.test(lines[at + count] ?? '')))) return null;
    joined = `${joined} ${line.trim()}`.trim();
    if (joined.length > LONGEST) return null;
    const shown = joined.replace(/&lt;/g, '<').replace(/&gt;/g, '>');
    const goesOn = SAYS_ALONE.test(lines[at + count] ?? '');
    if (!blank && !goesOn && isAttribution(shown)) {
      const isCertain = EMAIL.test(shown) || (DAY.test(shown) && CLOCK.test(shown));
      return { lines: count, isCertain };
    }
  }
  return null;
}

function isAttribution(text: string): boolean {
  if (POSTED.test(text) || VIA.test(text)) return true;
  if (!/\d/.test(text) && !EMAIL.test(text)) return false;
  if (SAYS_WHO.test(text)) return DAY.test(text) || CLOCK.test(text) || EMAIL.test(text);
  if (SAYS_BETWEEN.test(text)) return EMAIL.test(text) || (DAY.test(text) && CLOCK.test(text));
  return DATE_AND_ADDRESS.test(text) || DATE_AND_NAME.test(text);
}
