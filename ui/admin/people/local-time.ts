/** An instant as a field of the kind `datetime-local` has it, in this computer's zone. */
export function inLocalTime(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What such a field says, as an instant. */
export const ofLocalTime = (text: string): string => new Date(text).toISOString();
