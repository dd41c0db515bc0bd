import { Alert, Button, Card, Descriptions, Select } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call, type SentTo } from '../client.ts';
import { Reading } from '../reading.tsx';
import { sayDate } from '../say.ts';
import type { Session } from '../screens.ts';
import { problemOf, useAnswer } from '../use-answer.ts';
import { linkTo } from '../use-path.ts';

type HealthRecord = AnswerOf<'POST /residents/:residentId/looks'>;
type Purpose = SentTo<'POST /residents/:residentId/looks'>['body']['purpose'];

const purposes: readonly { value: Purpose; label: string }[] = [
  { value: 'treatment', label: '看病' },
  { value: 'follow-up', label: '随访' },
  { value: 'check-up', label: '体检' },
  { value: 'referral', label: '转诊' },
  { value: 'correction', label: '更正档案' },
];

const lookers = ['doctor', 'nurse', 'public_health_doctor', 'team_leader', 'centre_administrator'] as const;

/** One resident, masked; the record only after somebody said why. */
export function ResidentScreen({ residentId, session }: { residentId: string; session: Session }) {
  const { shown, reload } = useAnswer('GET /residents/:residentId', { params: { residentId } });
  return (
    <>
      <p>
        <a {...linkTo('/residents')}>返回找居民</a>
      </p>
      <Reading shown={shown} reload={reload}>
        {({ name, sex, age, document, phone, homeCentre, doctor, identityLevel }) => (
          <Descriptions
            bordered
            size="small"
            className="band"
            column={{ xs: 1, md: 2 }}
            items={[
              { key: 'name', label: '姓名', children: name },
              { key: 'age', label: '性别、年龄', children: `${sex === 'female' ? '女' : '男'}，${age}岁` },
              { key: 'document', label: '证件号', children: document },
              { key: 'phone', label: '手机', children: phone || '没有' },
              { key: 'centre', label: '中心', children: homeCentre },
              { key: 'doctor', label: '家庭医生', children: doctor || '没有签约' },
              { key: 'level', label: '身份', children: identityLevel === 'verified' ? '已核实' : '待核实' },
            ]}
          />
        )}
      </Reading>
      {shown.state === 'there' && lookers.some((role) => session.roles.includes(role)) && (
        <Look residentId={residentId} />
      )}
    </>
  );
}

function Look({ residentId }: { residentId: string }) {
  const [purpose, setPurpose] = useState<Purpose>();
  const [record, setRecord] = useState<HealthRecord>();
  const [mistake, setMistake] = useState('');
  if (record) return <RecordView record={record} />;
  const open = () => {
    if (purpose === undefined) return setMistake('请选为什么要看');
    return void call('POST /residents/:residentId/looks', { params: { residentId }, body: { purpose } }).then(
      setRecord,
      (error: unknown) => setMistake(problemOf(error).message),
    );
  };
  return (
    <Card title="健康档案" size="small">
      <p>打开会留下记录：谁、什么时候、为什么。居民本人能看到。</p>
      {mistake !== '' && <Alert type="error" showIcon title={mistake} role="alert" className="gap" />}
      <div className="filters">
        <Select<Purpose>
          className="wide"
          aria-label="为什么要看"
          placeholder="为什么要看"
          options={[...purposes]}
          onChange={setPurpose}
        />
        <Button type="primary" onClick={open}>
          打开档案
        </Button>
      </div>
    </Card>
  );
}

function RecordView({ record }: { record: HealthRecord }) {
  const { name, birthDate, tags, diagnoses, entries, readings, encounters, shownTo } = record;
  const lines = (all: readonly { text: string; on: string }[]) =>
    all.length === 0 ? (
      '没有'
    ) : (
      <ul className="lines">
        {all.map(({ text, on }, index) => (
          // Lines have no id and are never moved.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            {text}（{sayDate(on)}）
          </li>
        ))}
      </ul>
    );
  return (
    <Card title={`健康档案：${name}`} size="small">
      <p className="watermark">{shownTo}查看</p>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: 'birth', label: '出生', children: sayDate(birthDate) },
          { key: 'tags', label: '人群', children: tags.join('、') || '没有' },
          { key: 'diagnoses', label: '诊断', children: diagnoses.join('；') || '没有' },
          {
            key: 'entries',
            label: '记录',
            children: lines(entries.map(({ kindName, text, on }) => ({ text: `${kindName}：${text}`, on }))),
          },
          { key: 'readings', label: '测量', children: lines(readings) },
          { key: 'encounters', label: '就诊、随访', children: lines(encounters) },
        ]}
      />
    </Card>
  );
}
