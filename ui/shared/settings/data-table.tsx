import { Fragment, type ReactNode } from 'react';
import './settings.css';

/** A column: its head, and what stands in it for a row. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** Gives way first where there is little room. */
  readonly isMinor?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  /** The first names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** Things of one kind below each other. */
export function DataTable<Row>({ label, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    // No region: the card around it may be one of that name. It takes focus so that keys can scroll it.
    <div className="data-table" role="group" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ head, isMinor = false }) => (
              <th key={head} scope="col" className={isMinor ? 'minor' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, cell, isMinor = false }, at) => (
                <Fragment key={head}>
                  {at === 0 ? (
                    <th scope="row">{cell(row)}</th>
                  ) : (
                    <td className={isMinor ? 'minor' : undefined}>{cell(row)}</td>
                  )}
                </Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
