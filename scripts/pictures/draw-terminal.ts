const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What bold, dimmed and their end are; a screen nests none of them. */
const tags: Readonly<Record<string, string>> = { 1: '<b>', 2: '<i>', 0: '</b></i>' };

/** A page that looks like a terminal in which a command said this. It knows bold and dimmed, which is all our screens use. */
export function drawTerminal(command: string, said: string): string {
  const [first = '', ...painted] = said.replace(/[&<>]/g, (sign) => escaped[sign] ?? sign).split('\u001b[');
  const body = painted.map((part) => {
    const [code = '0', ...text] = part.split('m');
    return `${tags[code] ?? ''}${text.join('m')}`;
  });
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #14171c; color: #d7dce3 }
    pre { display: inline-block; margin: 0; padding: 28px 40px; font: 15px/1.55 'DejaVu Sans Mono', Menlo, Consolas, monospace }
    b { color: #fff } i { color: #8a93a0; font-style: normal }
  </style><pre><i>$</i> ${command}\n  <i>…</i>\n\n${first}${body.join('')}</pre>`;
}
