import { Button } from 'antd';
import { type AnswerOf, call } from '../client.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { sayInstant } from '../say.ts';
import { useAnswer } from '../use-answer.ts';
import { useRetry } from '../use-retry.ts';

type Failure = AnswerOf<'GET /failures'>['newest'][number];
const whats = { delivery: '通知', job: '任务', message: '收到的消息' } as const;

/** What did not work anywhere: ids and reasons, no person. */
export function Screen() {
  const { shown, reload } = useAnswer('GET /failures', {});
  const retry = useRetry(reload);
  const columns: readonly Column<Failure>[] = [
    { title: '什么', of: ({ what, name }) => `${whats[what]} ${name}` },
    { title: '状态', of: ({ ended }) => (ended ? '已放弃' : '还会再试') },
    { title: '原因', of: ({ why }) => why || '—' },
    { title: '试了', of: ({ attempts }) => `${attempts}次` },
    { title: '时间', of: ({ at }) => (at === null ? '—' : sayInstant(at)) },
    {
      title: '操作',
      of: ({ id: failureId }) => (
        <Button size="small" onClick={() => retry(call('POST /failures/:failureId/retry', { params: { failureId } }))}>
          再试一次
        </Button>
      ),
    },
  ];
  return (
    <Reading shown={shown} reload={reload}>
      {({ counts, newest }) => (
        <>
          <p>
            通知{counts.delivery}条，任务{counts.job}件，收到的消息{counts.message}条。每种最多列出最新的50个。
          </p>
          <Rows rows={newest} columns={columns} keyOf={({ id }) => id} empty="都做成了" />
        </>
      )}
    </Reading>
  );
}
