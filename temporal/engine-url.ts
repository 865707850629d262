import { ticketWorkflowId } from '#workflows/ticket/ticket.messages';

/** Where people's browsers find the Temporal UI, and in which of its namespaces our workflows are. */
export interface EnginePages {
  readonly ui: string;
  readonly namespace: string;
}

/** The page of a ticket's workflow in the Temporal UI. */
export const engineUrl = ({ ui, namespace }: EnginePages, ticketId: string): string =>
  `${ui.replace(/\/+$/, '')}/namespaces/${encodeURIComponent(namespace)}/workflows/${ticketWorkflowId(ticketId)}`;
