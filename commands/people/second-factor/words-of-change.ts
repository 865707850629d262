/** Whose app it is, and from where it was set up or removed. */
interface Change {
  readonly name: string;
  readonly address: string | null;
}

const by = ({ address }: Change) => (address === null ? '' : ` The request came from ${address}.`);

/** What owners are told by mail when signing in begins or ceases to take a code of their app. */
export const wordsOfChange = {
  'second_factor.set_up': (change: Change) => ({
    subject: 'Sign-in codes are on for your account in NixFlow',
    text: `Hello ${change.name},

an authenticator app was set up for your account. From now on signing in takes a code of it.${by(change)}

If it was you, there is nothing to do. If it was not you, somebody was at your account: tell whoever runs NixFlow at once.`,
  }),
  'second_factor.removed': (change: Change) => ({
    subject: 'Sign-in codes are off for your account in NixFlow',
    text: `Hello ${change.name},

the authenticator app of your account was removed. From now on your password alone lets you in.${by(change)}

If it was you, there is nothing to do. If it was not you, change your password and set up an app anew.`,
  }),
} as const;
