/** What the cache calls how far the desk is set up. */
export const setUpKey = ['admin', 'set-up'] as const;
