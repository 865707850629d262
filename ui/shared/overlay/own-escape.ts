/** On what has the focus: Escape closes this, not also the drawer or dialog around it. */
export const ownEscape = { 'data-mantine-stop-propagation': 'true' } as const;
