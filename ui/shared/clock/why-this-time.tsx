import './why-this-time.css';

/** One line of the reckoning: what it is called, what it says, what it adds. */
export interface ReasonLine {
  readonly name: string;
  readonly text: string;
  readonly amount?: string;
  readonly isSum?: boolean;
}

interface WhyThisTimeProps {
  readonly title: string;
  readonly lines: readonly ReasonLine[];
  /** What else to know, such as what a change of priority would do. */
  readonly hint?: string;
}

/** Why a clock is due when it is due: start, policy, calendar, warnings, due. What a popover or a panel holds. */
export function WhyThisTime({ title, lines, hint }: WhyThisTimeProps) {
  return (
    <div className="why">
      <p className="title">{title}</p>
      <dl>
        {lines.map(({ name, text, amount, isSum = false }, at) => (
          <div key={at} className={isSum ? 'sum' : undefined}>
            <dt>{name}</dt>
            <dd>{text}</dd>
            {amount !== undefined && <dd className="num amount">{amount}</dd>}
          </div>
        ))}
      </dl>
      {hint !== undefined && <p className="faint">{hint}</p>}
    </div>
  );
}
