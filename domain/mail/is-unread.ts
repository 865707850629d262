/** Whether nobody reads what is sent to this address (in lower case): its name says so. */
export const isUnread = (address: string): boolean =>
  /^(?:no-?reply|do-?not-?reply|mailer-daemon|postmaster|bounces?)(?:[+@-]|$)/.test(address);
