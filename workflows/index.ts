/** Entry of the workflow bundle: every workflow a worker knows. */
export { deliveryWorkflow } from './delivery/delivery.workflow.ts';
export { selfCheckWorkflow } from './self-check.workflow.ts';
export { ticketWorkflow } from './ticket/ticket.workflow.ts';
