/** The mail a delivery is about: a row of the send ledger. */
export interface DeliveryStart {
  readonly deliveryId: string;
}

/** The workflow of a mail, by the name under which the worker knows it. */
export const deliveryWorkflowType = 'deliveryWorkflow';

/** The id of a mail's execution: one at a time. The ledger decides what is sent, not this id. */
export const deliveryWorkflowId = (deliveryId: string) => `delivery-${deliveryId}`;

/** Where deliveries run, apart from tickets: a mail server that is slow holds up nothing else. */
export const deliveryTaskQueue = 'nixflow-deliveries';
