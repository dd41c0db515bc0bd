import { Button, Empty, Grid, Table } from 'antd';
import type { ReactNode } from 'react';

/** A column: what stands above it, and what of a row stands in it. */
export interface Column<Row> {
  title: string;
  of: (row: Row) => ReactNode;
  /** Left out on a telephone. */
  isWide?: true;
}

/** A list: a table on a screen, cards on a telephone. `empty` says what it means that there is nothing. */
export function Rows<Row extends object>({
  rows,
  columns,
  keyOf,
  empty,
  more,
}: {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
  empty: string;
  /** Reads the next page; left out at the end. */
  more?: (() => void) | undefined;
}) {
  const isNarrow = !Grid.useBreakpoint().md;
  if (rows.length === 0) return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />;
  return (
    <>
      {isNarrow ? (
        <ul className="cards">
          {rows.map((row) => (
            <li key={keyOf(row)}>
              <dl>
                {columns
                  .filter(({ isWide }) => !isWide)
                  .map(({ title, of }) => (
                    <div key={title}>
                      <dt>{title}</dt>
                      <dd>{of(row)}</dd>
                    </div>
                  ))}
              </dl>
            </li>
          ))}
        </ul>
      ) : (
        <Table<Row>
          size="middle"
          pagination={false}
          dataSource={[...rows]}
          rowKey={keyOf}
          columns={columns.map(({ title, of }) => ({ key: title, title, render: (_, row) => of(row) }))}
        />
      )}
      {more && (
        <div className="more">
          <Button onClick={more}>再看后面的</Button>
        </div>
      )}
    </>
  );
}
