import { Alert, Card, Empty } from 'antd';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { sayDate, sayTime } from '../say.ts';
import type { AnswerOf } from '../client.ts';
import { useAnswer } from '../use-answer.ts';
import { linkTo } from '../use-path.ts';

type Desk = AnswerOf<'GET /desk'>;

const waitingNames: Readonly<Record<string, string>> = {
  alerts: '预警',
  contracts: '签约申请',
  identities: '身份核实',
  consultations: '健康咨询',
  complaints: '投诉',
  referrals: '转诊',
  'follow-ups': '随访',
  'staff-tasks': '电话、上门任务',
};

const clinics: readonly Column<Desk['clinics'][number]>[] = [
  { title: '时间', of: ({ startsAt, endsAt }) => `${sayTime(startsAt)}–${sayTime(endsAt)}` },
  { title: '地点', of: ({ shortName, kind }) => `${shortName}${kind === 'night' ? '夜门诊' : '专家门诊'}` },
  { title: '医生', of: ({ doctor }) => doctor },
  { title: '已约', of: ({ booked, places }) => `${booked}／${places}` },
  { title: '候补', of: ({ waiting }) => waiting },
  { title: '状态', of: ({ status }) => (status === 'open' ? '开放' : '已关闭') },
];

const counts: readonly Column<Desk['waiting'][number]>[] = [
  { title: '事项', of: ({ what }) => waitingNames[what] ?? what },
  { title: '等处理', of: ({ open }) => open },
  { title: '其中晚了', of: ({ late }) => (late > 0 ? <span className="late">{late}</span> : 0) },
];

/** What waits, what is late, today's clinics. */
export function Screen() {
  const { shown, reload } = useAnswer('GET /desk', {});
  return (
    <Reading shown={shown} reload={reload}>
      {({ date, work, waiting, clinics: today, failures }) => (
        <>
          <p>{sayDate(date)}</p>
          {failures > 0 && (
            <Alert
              type="warning"
              showIcon
              className="gap"
              title={
                <>
                  有{failures}件没有做成。<a {...linkTo('/failures')}>看原因，再试一次</a>
                </>
              }
            />
          )}
          <Card title="等我处理" className="band" size="small">
            {work.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="现在没有等您处理的事" />
            ) : (
              <ul className="lines">
                {work.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
          </Card>
          {waiting.length > 0 && (
            <Card title="我管理的机构" className="band" size="small">
              <Rows rows={waiting} columns={counts} keyOf={({ what }) => what} empty="" />
            </Card>
          )}
          <Card title="今天的门诊" className="band" size="small">
            <Rows rows={today} columns={clinics} keyOf={({ id }) => id} empty="今天没有门诊" />
          </Card>
        </>
      )}
    </Reading>
  );
}
