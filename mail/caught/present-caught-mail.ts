import type { CaughtMail, ReadCaughtMail } from '#domain/contracts/mail-desk';
import type { CaughtRow } from '#store/mail/caught-mail';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** A mail that the catcher took, as its headers show it. */
export async function presentCaughtMail(row: CaughtRow): Promise<CaughtMail> {
  return present(row, await read(row));
}

/** The same with its text; files by their names. */
export async function presentWholeCaughtMail(row: CaughtRow): Promise<ReadCaughtMail> {
  const email = await read(row);
  return {
    ...present(row, email),
    text: email?.text ?? '',
    attachments: (email?.attachments ?? []).map(({ filename, mimeType, content }) => ({
      ...{
        name: filename ?? null,
        mediaType: mimeType,
        size: typeof content === 'string' ? content.length : content.byteLength,
      },
    })),
  };
}

/** Null: it is no mail. It was ours, so that would be a bug to be looked at in its raw form. */
const read = ({ raw }: CaughtRow): Promise<Email | null> => PostalMime.parse(raw).catch(() => null);

function present({ id, caughtAt, envelopeFrom, envelopeTo, size }: CaughtRow, email: Email | null): CaughtMail {
  const date = Date.parse(email?.date ?? '');
  return {
    ...{ id, envelopeFrom, envelopeTo: [...envelopeTo], size },
    caughtAt: new Date(caughtAt).toISOString(),
    from: email?.from ? writeAddress(email.from) : null,
    to: email?.to ? email.to.map(writeAddress).join(', ') : null,
    subject: email?.subject ?? null,
    date: Number.isNaN(date) ? null : new Date(date).toISOString(),
  };
}

const writeAddress = ({ name, address }: Address): string =>
  name && address ? `${name} <${address}>` : (address ?? name);
