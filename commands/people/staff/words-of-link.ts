/** What a mail with a link is about. */
interface Link {
  readonly name: string;
  readonly url: string;
  readonly expiresAt: Date;
}

const day = (at: Date) => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** What mails with links say, by what the link is for. */
export const wordsOfLink = {
  invitation: ({ name, url, expiresAt }: Link) => ({
    subject: 'Your account in NixFlow',
    text: `Hello ${name},

a colleague has made an account for you in NixFlow. Choose a password here, until ${day(expiresAt)}:

${url}

The link works once.`,
  }),
  reset_password: ({ name, url, expiresAt }: Link) => ({
    subject: 'A new password for NixFlow',
    text: `Hello ${name},

somebody asked for a new password of your account. If it was you, choose one here, until ${day(expiresAt)}:

${url}

The link works once. If it was not you, do nothing: your password stays as it is.`,
  }),
} as const;
