/** What the cache calls all about a customer. */
export const customerKey = (id: string) => ['customer', id] as const;
