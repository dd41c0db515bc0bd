import { App, Button, Drawer, Segmented, Select, Table } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import type { Session } from '../screens.ts';
import { problemOf, useAnswer } from '../use-answer.ts';

type Assessed = AnswerOf<'GET /organisations/:organisationId/assessment'>;
type Subject = Assessed['subjects'][number];
type Indicator = AnswerOf<'GET /assessment/indicators'>['items'][number];
type Row = AnswerOf<'GET /organisations/:organisationId/assessment/rows'>['items'][number];
type By = 'places' | 'staff';

const axes = { quantity: '数量', quality: '质量', satisfaction: '群众满意度' } as const;

/** 绩效考核: every figure of a half-year by place or by doctor, and what each is made of. */
export function Screen({ session }: { session: Session }) {
  const { shown, reload } = useAnswer('GET /organisations', { query: { limit: 200 } });
  return (
    <Reading shown={shown} reload={reload}>
      {({ items }) => <Chosen places={items} mayClose={session.roles.includes('district_administrator')} />}
    </Reading>
  );
}

function Chosen({ places, mayClose }: { places: AnswerOf<'GET /organisations'>['items']; mayClose: boolean }) {
  const top = places.find(({ parentId }) => !places.some(({ id }) => id === parentId)) ?? places[0];
  const [organisationId, setOrganisation] = useState(top?.id ?? '');
  const [period, setPeriod] = useState<string>();
  const [by, setBy] = useState<By>('places');
  const indicators = useAnswer('GET /assessment/indicators', {});
  const { shown, reload } = useAnswer('GET /organisations/:organisationId/assessment', {
    params: { organisationId },
    query: { by, ...(period === undefined ? {} : { period }) },
  });
  const [opened, setOpened] = useState<{ subject: Subject; indicator: Indicator }>();
  return (
    <>
      <div className="filters">
        <Select
          aria-label="机构"
          showSearch
          optionFilterProp="label"
          value={organisationId}
          onChange={setOrganisation}
          options={places.map(({ id, shortName }) => ({ value: id, label: shortName }))}
        />
        <Segmented<By>
          value={by}
          onChange={setBy}
          options={[
            { value: 'places', label: '按机构' },
            { value: 'staff', label: '按人员' },
          ]}
        />
      </div>
      <Reading shown={indicators.shown} reload={indicators.reload}>
        {({ items }) => (
          <Reading shown={shown} reload={reload}>
            {(assessed) => (
              <>
                <Heading assessed={assessed} setPeriod={setPeriod} mayClose={mayClose} reload={reload} />
                <Figures assessed={assessed} indicators={items} open={setOpened} />
                {opened && (
                  <Opened
                    {...opened}
                    by={by}
                    organisationId={by === 'places' ? opened.subject.id : organisationId}
                    period={assessed.period}
                    close={() => setOpened(undefined)}
                  />
                )}
              </>
            )}
          </Reading>
        )}
      </Reading>
    </>
  );
}

function Heading({
  assessed: { period, words, isClosed },
  setPeriod,
  mayClose,
  reload,
}: {
  assessed: Assessed;
  setPeriod: (period: string) => void;
  mayClose: boolean;
  reload: () => void;
}) {
  const { message, modal } = App.useApp();
  const close = () => {
    modal.confirm({
      title: `${words}考核定稿？`,
      content: '定稿以后，补录的记录不再改变这半年的数据。不能撤回。',
      okText: '定稿',
      cancelText: '再看看',
      onOk: () =>
        call('POST /assessment/closings', { body: { period } }).then(
          () => {
            void message.success('正在保存每一条依据，稍后刷新就是定稿的数据。');
            reload();
          },
          (error: unknown) => void message.error(problemOf(error).message),
        ),
    });
  };
  return (
    <p className="filters">
      <Button onClick={() => setPeriod(stepped(period, -1))}>前半年</Button>
      <strong>
        {words}
        {isClosed ? '（已定稿）' : ''}
      </strong>
      <Button onClick={() => setPeriod(stepped(period, 1))}>后半年</Button>
      {mayClose && !isClosed && <Button onClick={close}>定稿</Button>}
    </p>
  );
}

/** `2026-1` → `2025-2` */
function stepped(period: string, halves: 1 | -1): string {
  const [year = 0, half = 1] = period.split('-').map(Number);
  const count = year * 2 + half - 1 + halves;
  return `${Math.floor(count / 2)}-${(count % 2) + 1}`;
}

type Line = { key: string; indicator: Indicator } | { key: string; series: string; name: string };

function Figures({
  assessed: { subjects },
  indicators,
  open,
}: {
  assessed: Assessed;
  indicators: readonly Indicator[];
  open: (opened: { subject: Subject; indicator: Indicator }) => void;
}) {
  const lines: Line[] = [
    ...(subjects[0]?.scores ?? []).map(({ id, name }) => ({ key: `score/${id}`, series: id, name })),
    ...indicators.map((indicator) => ({ key: indicator.name, indicator })),
  ];
  return (
    <Table<Line>
      size="small"
      pagination={false}
      dataSource={lines}
      rowKey="key"
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: '指标',
          key: 'what',
          fixed: 'left',
          width: 150,
          render: (_, line) =>
            'series' in line ? <strong>{line.name}得分</strong> : <What indicator={line.indicator} />,
        },
        ...subjects.map((subject) => ({
          title: subject.name,
          key: subject.id,
          align: 'right' as const,
          render: (_: unknown, line: Line) => {
            if ('series' in line) return <strong>{sayScore(subject, line.series)}</strong>;
            const figure = subject.figures.find(({ indicator }) => indicator === line.indicator.name);
            if (!figure || figure.rows === 0) return <span aria-label="没有记录">—</span>;
            const said = sayFigure(line.indicator, figure);
            return (
              <Button
                type="link"
                size="small"
                aria-label={`${subject.name}${line.indicator.title}${said}，看依据`}
                onClick={() => open({ subject, indicator: line.indicator })}
              >
                {said}
              </Button>
            );
          },
        })),
      ]}
    />
  );
}

function What({ indicator: { title, axis, numerator, denominator, source } }: { indicator: Indicator }) {
  return (
    <details>
      <summary>{title}</summary>
      <small>
        {axes[axis]}。{numerator}
        {denominator === undefined ? '' : `，占${denominator}`}。依据：{source}
      </small>
    </details>
  );
}

function sayFigure({ measure }: Indicator, { value, part, whole }: Subject['figures'][number]): string {
  if (value === null) return '—';
  switch (measure) {
    case 'count':
      return String(Math.round(value * 10) / 10);
    case 'share':
      return `${(value * 100).toFixed(1)}%（${part}/${whole}）`;
    case 'mean':
      return value.toFixed(2);
  }
}

function sayScore({ scores }: Subject, series: string): string {
  const score = scores.find(({ id }) => id === series)?.score ?? null;
  return score === null ? '—' : score.toFixed(1);
}

function Opened({
  subject,
  indicator,
  by,
  organisationId,
  period,
  close,
}: {
  subject: Subject;
  indicator: Indicator;
  by: By;
  organisationId: string;
  period: string;
  close: () => void;
}) {
  const question = { indicator: indicator.name, period, ...(by === 'staff' ? { staffId: subject.id } : {}) };
  const { shown, reload, more } = usePages(question, (query, cursor) =>
    call('GET /organisations/:organisationId/assessment/rows', {
      params: { organisationId },
      query: { ...query, ...(cursor === undefined ? {} : { cursor }) },
    }),
  );
  const columns: readonly Column<Row>[] = [
    { title: '记录', of: ({ rowId }) => <code>{rowId}</code> },
    { title: '机构', of: ({ organisation }) => organisation },
    { title: '人员', of: ({ staff }) => staff ?? '—' },
    { title: '计入', of: ({ part, whole }) => (indicator.measure === 'count' ? part : `${part}/${whole}`) },
  ];
  return (
    <Drawer open onClose={close} size="large" title={`${subject.name}：${indicator.title}`}>
      <p>
        {indicator.numerator}
        {indicator.denominator === undefined ? '' : `，占${indicator.denominator}`}。
      </p>
      <Reading shown={shown} reload={reload}>
        {({ items }) => (
          <Rows rows={items} columns={columns} keyOf={({ rowId }) => rowId} empty="没有记录" more={more} />
        )}
      </Reading>
    </Drawer>
  );
}
