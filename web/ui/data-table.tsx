import type { ReactNode } from 'react';
import classes from './data-table.module.css';

export interface Column<Row> {
  head: string;
  cell: (row: Row) => ReactNode;
  width?: string;
  /** Dates and times stay on one line. */
  oneLine?: boolean;
  /** On a phone: without its head, because the value says it all. The first column is always the row's title. */
  bare?: boolean;
}

interface DataTableProps<Row> {
  /** Said to screen readers as the table's name. */
  name: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string | number;
  /** Without the line of heads; they are still said on a phone. */
  headless?: boolean;
}

/** Rows under heads; on a phone each row becomes a small list of head and value. */
export const DataTable = <Row,>({ name, columns, rows, rowKey, headless = false }: DataTableProps<Row>) => (
  <table className={`${classes.table} ${headless ? classes.headless : ''}`} aria-label={name}>
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column.head} scope="col" style={column.width ? { width: column.width } : undefined}>
            {column.head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={rowKey(row)}>
          {columns.map((column, i) => (
            <td
              key={column.head}
              data-head={i === 0 || column.bare ? undefined : column.head}
              className={column.oneLine ? classes.oneLine : undefined}
            >
              {column.cell(row)}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);
