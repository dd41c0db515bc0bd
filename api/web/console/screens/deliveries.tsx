import { Button, Select } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call, type SentTo } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { sayInstant } from '../say.ts';
import { useRetry } from '../use-retry.ts';

type Delivery = AnswerOf<'GET /deliveries'>['items'][number];
type Status = NonNullable<NonNullable<SentTo<'GET /deliveries'>['query']>['status']>;

const statuses: readonly { value: Status; label: string }[] = [
  { value: 'dead', label: '没有发出去' },
  { value: 'pending', label: '等着发' },
  { value: 'sent', label: '已发出' },
  { value: 'cleared', label: '不再需要' },
  { value: 'cancelled', label: '已取消' },
];

/** What was sent to one's residents and staff: what did not arrive, why, and once more. */
export function Screen() {
  const [status, setStatus] = useState<Status>('dead');
  const { shown, reload, more } = usePages({ status }, (query: { status: Status }, cursor) =>
    call('GET /deliveries', { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const retry = useRetry(reload);
  const columns: readonly Column<Delivery>[] = [
    { title: '时间', of: ({ at }) => sayInstant(at) },
    { title: '通知', of: ({ kind }) => kind },
    { title: '原因', of: ({ why }) => why || '—' },
    { title: '渠道', of: ({ channel }) => channel ?? '—', isWide: true },
    { title: '试了', of: ({ attempts }) => `${attempts}次` },
    ...(status === 'dead' || status === 'pending'
      ? [
          {
            title: '操作',
            of: ({ id: deliveryId }: Delivery) => (
              <Button
                size="small"
                onClick={() => retry(call('POST /deliveries/:deliveryId/retry', { params: { deliveryId } }))}
              >
                再发一次
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <div className="filters">
        <Select<Status> aria-label="状态" value={status} options={[...statuses]} onChange={setStatus} />
      </div>
      <Reading shown={shown} reload={reload}>
        {({ items }) => (
          <Rows rows={items} columns={columns} keyOf={({ id }) => id} empty="这种状态的通知一条也没有" more={more} />
        )}
      </Reading>
    </>
  );
}
