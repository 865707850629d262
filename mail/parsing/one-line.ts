/**
 * Control characters, ends of lines and paragraphs, and the characters that turn the direction of the text after them:
 * none belongs into a name or a subject, and each can make it look like, or end, something else.
 */
// eslint-disable-next-line no-control-regex -- they are what it is about
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]+/g;

/** Text of a header field as one line: control characters become blanks, runs of white space one, halves of characters �. */
export function oneLine(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(CONTROLS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
