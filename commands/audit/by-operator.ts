/** Who did it, of what is done in a terminal: whoever runs the installation. */
export const byOperator = { staffId: null, address: null, requestId: null } as const;
