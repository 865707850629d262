import { Counter, type Registry } from 'prom-client';

/** What became of a form that was sent. `trapped`: it filled in what people do not see. */
export type FormOutcome = 'taken' | 'trapped';

/** Counts forms that were sent, by what became of them. */
export type CountForm = (outcome: FormOutcome) => void;

/** The figures of the public form in one process. */
export function createFormFigures(registry: Registry): CountForm {
  const sent = new Counter({
    name: 'nixflow_help_form_requests_total',
    help: 'Requests by the public form: those that were taken, repeats among them, and those of machines that fell for its trap and opened no ticket.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  for (const outcome of ['taken', 'trapped'] satisfies FormOutcome[]) sent.inc({ outcome }, 0);
  return (outcome) => sent.inc({ outcome });
}
