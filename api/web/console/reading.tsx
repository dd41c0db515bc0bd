import { Button, Result, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import type { Shown } from './use-answer.ts';

/** Shows what was read, or that it loads, or what went wrong and how to go on. */
export function Reading<T>({
  shown,
  reload,
  children,
}: {
  shown: Shown<T>;
  reload: () => void;
  children: (answer: T) => ReactNode;
}) {
  switch (shown.state) {
    case 'loading':
      return <Skeleton active title={false} paragraph={{ rows: 5 }} aria-label="正在读取" />;
    case 'failed':
      return (
        <Result
          status="warning"
          title={shown.problem.message}
          extra={
            <Button type="primary" onClick={reload}>
              再试一次
            </Button>
          }
        />
      );
    case 'there':
      return children(shown.answer);
  }
}
