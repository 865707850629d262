const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign);

/** Plain text as the HTML part of a mail: paragraphs, line breaks, addresses of the web as links. Nothing in it is markup. */
export function textToHtml(text: string): string {
  const paragraphs = text.trim().split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${linked(paragraph).replaceAll('\n', '<br>\n')}</p>`).join('\n');
}

const address = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'’]/g;

function linked(text: string): string {
  let html = '';
  let at = 0;
  for (const { 0: url, index } of text.matchAll(address)) {
    html += `${escape(text.slice(at, index))}<a href="${escape(url)}">${escape(url)}</a>`;
    at = index + url.length;
  }
  return html + escape(text.slice(at));
}
