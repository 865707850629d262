const form = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is an id as the database keeps them: in lower case, of whatever version. */
export const isUuid = (text: string): boolean => form.test(text);
