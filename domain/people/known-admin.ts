/** The account of a first start outside production. Everybody knows its password, so it is good for changing it alone. */
export const knownAdmin = { name: 'Administrator', email: 'admin@nixflow.com', password: 'admin123' } as const;
