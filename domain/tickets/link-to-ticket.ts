/** The page of a ticket, by the number people know it by. `origin` has no slash at its end. */
export const linkToTicket = (origin: string, number: number): string => `${origin}/tickets/${String(number)}`;
