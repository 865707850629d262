const longest = 250;

/** The subject of a mail about a ticket: its number first, so that an answer without any other sign finds back. */
export function mailSubject(number: number, subject: string, isReply: boolean): string {
  const tag = `[#${String(number)}]`;
  const bare = subject.replaceAll(/\[#\d+\] */g, '').trim();
  const title = isReply && !/^re:/i.test(bare) ? `Re: ${bare}` : bare;
  return `${tag} ${title}`.trimEnd().slice(0, longest);
}
