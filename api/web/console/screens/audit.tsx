import { Alert, Button, Form, Input, Progress } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { sayInstant } from '../say.ts';
import { problemOf } from '../use-answer.ts';

type Entry = AnswerOf<'GET /audit'>['items'][number];
type Stretch = AnswerOf<'GET /audit/verification'>;
interface Question {
  from?: string;
  to?: string;
  action?: string;
  actorId?: string;
}

const columns = (onlyActor: (id: string) => void): readonly Column<Entry>[] => [
  { title: '序号', of: ({ sequence }) => sequence },
  { title: '时间', of: ({ at }) => sayInstant(at) },
  {
    title: '谁',
    of: ({ actorId, actorName, actorKind }) =>
      actorId === null ? (
        '系统'
      ) : (
        <Button type="link" size="small" onClick={() => onlyActor(actorId)}>
          {actorName || actorKind}
        </Button>
      ),
  },
  { title: '做了什么', of: ({ action }) => action },
  { title: '对象', of: ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId ?? ''}`, isWide: true },
  { title: '目的', of: ({ purpose }) => purpose ?? '—' },
  { title: '细节', of: ({ detail }) => (detail === '{}' ? '—' : <code>{detail}</code>), isWide: true },
];

/** Who did what; and whether nothing was changed since. */
export function Screen() {
  const [question, setQuestion] = useState<Question>({});
  const [form] = Form.useForm<Question>();
  const { shown, reload, more } = usePages(question, (query: Question, cursor) =>
    call('GET /audit', { query: { ...query, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const ask = (asked: Question) =>
    setQuestion(Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')));
  const onlyActor = (actorId: string) => {
    form.setFieldsValue({ actorId });
    ask({ ...form.getFieldsValue(), actorId });
  };
  return (
    <>
      <Verification />
      <Form<Question> form={form} layout="inline" className="filters" onFinish={ask}>
        <Form.Item name="from" label="从">
          <Input type="date" />
        </Form.Item>
        <Form.Item name="to" label="到">
          <Input type="date" />
        </Form.Item>
        <Form.Item name="action">
          <Input aria-label="做了什么" placeholder="做了什么，如 record.read" />
        </Form.Item>
        <Form.Item name="actorId">
          <Input aria-label="谁的编号" placeholder="谁的编号（点下面的名字）" allowClear />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          查
        </Button>
      </Form>
      <Reading shown={shown} reload={reload}>
        {({ items }) => (
          <Rows
            rows={items}
            columns={columns(onlyActor)}
            keyOf={({ sequence }) => String(sequence)}
            empty="这个条件下没有记录"
            more={more}
          />
        )}
      </Reading>
    </>
  );
}

/** Walks the chain stretch by stretch. */
function Verification() {
  const [stretch, setStretch] = useState<Stretch>();
  const [mistake, setMistake] = useState('');
  const [isBusy, setBusy] = useState(false);
  async function verify(): Promise<void> {
    setBusy(true);
    setMistake('');
    try {
      let from = { sequence: 0, hash: '' };
      for (;;) {
        const next = await call('GET /audit/verification', { query: from });
        setStretch(next);
        if (next.isEnd) break;
        from = next.checked;
      }
    } catch (error) {
      setMistake(problemOf(error).message);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="band">
      <Button onClick={() => void verify()} loading={isBusy}>
        核对审计链
      </Button>
      {isBusy && stretch && (
        <Progress percent={Math.round((stretch.checked.sequence / Math.max(1, stretch.entries)) * 100)} />
      )}
      {mistake !== '' && <Alert type="error" title={mistake} role="alert" />}
      {!isBusy && stretch && mistake === '' && (
        <Alert
          role="status"
          type={stretch.brokenAt === null ? 'success' : 'error'}
          title={
            stretch.brokenAt === null
              ? `审计链完整：${stretch.checked.sequence}条`
              : `审计链断了：第${stretch.brokenAt}条被改过或者少了`
          }
        />
      )}
    </div>
  );
}
