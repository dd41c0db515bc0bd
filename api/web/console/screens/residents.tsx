import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { call, type AnswerOf } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import type { Session } from '../screens.ts';
import { linkTo, usePath } from '../use-path.ts';
import { ResidentScreen } from './resident.tsx';

type Resident = AnswerOf<'POST /residents/search'>['items'][number];
interface Question {
  by: 'name' | 'document' | 'phone';
  value: string;
}

const columns: readonly Column<Resident>[] = [
  { title: '姓名', of: ({ id, name }) => <a {...linkTo(`/residents/${id}`)}>{name}</a> },
  { title: '性别', of: ({ sex }) => (sex === 'female' ? '女' : '男') },
  { title: '年龄', of: ({ age }) => `${age}岁` },
  { title: '证件号', of: ({ document }) => document },
  { title: '手机', of: ({ phone }) => phone || '没有' },
  { title: '中心', of: ({ homeCentre }) => homeCentre },
  { title: '家庭医生', of: ({ doctor }) => doctor || '没有签约' },
  { title: '身份', of: ({ identityLevel }) => (identityLevel === 'verified' ? '已核实' : '待核实'), isWide: true },
];

/** Finds residents; what is searched for never stands in an address. */
export function Screen({ session }: { session: Session }) {
  const [, , id] = usePath().split('/');
  return id === undefined ? <Search /> : <ResidentScreen residentId={id} session={session} />;
}

function Search() {
  const [question, setQuestion] = useState<Question>();
  const { shown, reload, more } = usePages(question, (asked: Question, cursor) =>
    call('POST /residents/search', { body: { ...asked, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  return (
    <>
      <Form<Question> className="filters" initialValues={{ by: 'name' }} onFinish={setQuestion} layout="inline">
        <Form.Item name="by">
          <Select
            aria-label="按什么找"
            options={[
              { value: 'name', label: '姓名或姓' },
              { value: 'document', label: '证件号' },
              { value: 'phone', label: '手机号' },
            ]}
          />
        </Form.Item>
        <Form.Item name="value" className="wide" rules={[{ required: true, message: '请填要找的内容' }]}>
          <Input aria-label="要找的内容" autoFocus autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          找
        </Button>
      </Form>
      {question === undefined ? (
        <p>填全名或姓、完整的证件号或手机号。号码存的时候加了密，填一部分找不到。</p>
      ) : (
        <Reading shown={shown} reload={reload}>
          {({ items }) => (
            <Rows
              rows={items}
              columns={columns}
              keyOf={({ id }) => id}
              empty="没有找到。请核对一遍；别的中心的居民在这里找不到。"
              more={more}
            />
          )}
        </Reading>
      )}
    </>
  );
}
