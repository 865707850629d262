/** What `LIKE` takes for "begins with this", of texts in lower case. */
export const beginningWith = (text: string): string => `${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
