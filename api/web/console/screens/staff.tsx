import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call, type SentTo } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { roleNames } from '../say.ts';
import type { Session } from '../screens.ts';
import { problemOf, useAnswer } from '../use-answer.ts';

type Member = AnswerOf<'GET /staff'>['items'][number];
type Added = SentTo<'POST /staff'>['body'];
type Roles = SentTo<'PUT /staff/:staffId/roles'>['body'];
type Open = { member: Member; as: 'facts' | 'roles' } | 'new' | undefined;

/** Who works in the organisations that one reaches, and in which roles. */
export function Screen({ session }: { session: Session }) {
  const [open, setOpen] = useState<Open>();
  const { shown, reload, more } = usePages({}, (_, cursor) =>
    call('GET /staff', { query: { limit: 100, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const mayChange = session.roles.some((role) => role !== 'auditor');
  const columns: readonly Column<Member>[] = [
    { title: '姓名', of: ({ name, active }) => `${name}${active ? '' : '（已离开）'}` },
    { title: '职称', of: ({ title }) => title || '—' },
    { title: '机构', of: ({ organisation }) => organisation },
    { title: '岗位', of: ({ roles }) => [...new Set(roles.map(({ role }) => roleNames[role]))].join('、') || '没有' },
    {
      title: '签约',
      of: ({ contractCapacity, contractsHeld }) =>
        contractCapacity === null ? '—' : `${contractsHeld}／${contractCapacity}`,
      isWide: true,
    },
    ...(mayChange
      ? [
          {
            title: '操作',
            of: (member: Member) => (
              <>
                <Button size="small" onClick={() => setOpen({ member, as: 'facts' })}>
                  改
                </Button>{' '}
                <Button size="small" onClick={() => setOpen({ member, as: 'roles' })}>
                  岗位
                </Button>
              </>
            ),
          },
        ]
      : []),
  ];
  const close = (isChanged: boolean) => {
    setOpen(undefined);
    if (isChanged) reload();
  };
  return (
    <>
      {mayChange && (
        <div className="filters">
          <Button type="primary" onClick={() => setOpen('new')}>
            添加人员
          </Button>
        </div>
      )}
      <Reading shown={shown} reload={reload}>
        {({ items }) => (
          <Rows rows={items} columns={columns} keyOf={({ id }) => id} empty="这里还没有工作人员" more={more} />
        )}
      </Reading>
      {open === 'new' && <Facts member={undefined} close={close} />}
      {open !== undefined && open !== 'new' && open.as === 'facts' && <Facts member={open.member} close={close} />}
      {open !== undefined && open !== 'new' && open.as === 'roles' && <RolesOf member={open.member} close={close} />}
    </>
  );
}

/** Where something can be: the organisations that one reaches. */
function usePlaces() {
  const { shown } = useAnswer('GET /organisations', { query: { limit: 200 } });
  return shown.state === 'there' ? shown.answer.items.map(({ id, name }) => ({ value: id, label: name })) : [];
}

function useSaying(close: (isChanged: boolean) => void) {
  const { message } = App.useApp();
  return (saved: Promise<unknown>) =>
    void saved.then(
      () => close(true),
      (error: unknown) => {
        const { message: said, errors } = problemOf(error);
        void message.error(errors[0]?.message ?? said);
      },
    );
}

function Facts({ member, close }: { member: Member | undefined; close: (isChanged: boolean) => void }) {
  const [form] = Form.useForm<Added>();
  const places = usePlaces();
  const save = useSaying(close);
  const send = (added: Added) => {
    const { wecomUserid, organisationId, ...facts } = added;
    save(
      member
        ? Promise.resolve(call('PATCH /staff/:staffId', { params: { staffId: member.id }, body: facts }))
        : call('POST /staff', { body: { wecomUserid, organisationId, ...facts } }),
    );
  };
  return (
    <Modal
      open
      title={member ? `改${member.name}` : '添加人员'}
      okText="保存"
      onOk={() => form.submit()}
      onCancel={() => close(false)}
    >
      <Form<Added>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={member ?? { name: '', title: '', speciality: '', hours: '' }}
      >
        {!member && (
          <>
            <Form.Item
              name="wecomUserid"
              label="企业微信账号"
              rules={[{ required: true, message: '请填企业微信账号' }]}
            >
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="organisationId" label="机构" rules={[{ required: true, message: '请选机构' }]}>
              <Select options={places} showSearch={{ optionFilterProp: 'label' }} />
            </Form.Item>
          </>
        )}
        <Form.Item name="name" label="姓名" rules={[{ required: true, message: '请填姓名' }]}>
          <Input />
        </Form.Item>
        <Form.Item name="title" label="职称（居民会看到）">
          <Input />
        </Form.Item>
        <Form.Item name="speciality" label="擅长">
          <Input />
        </Form.Item>
        <Form.Item name="hours" label="上班时间">
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function RolesOf({ member, close }: { member: Member; close: (isChanged: boolean) => void }) {
  const [form] = Form.useForm<Roles>();
  const places = usePlaces();
  const save = useSaying(close);
  return (
    <Modal open title={`${member.name}的岗位`} okText="保存" onOk={() => form.submit()} onCancel={() => close(false)}>
      <p>岗位管到这个机构和它下面的机构，下一次操作就生效。</p>
      <Form<Roles>
        form={form}
        initialValues={{ roles: member.roles }}
        onFinish={({ roles }) =>
          save(Promise.resolve(call('PUT /staff/:staffId/roles', { params: { staffId: member.id }, body: { roles } })))
        }
      >
        <Form.List name="roles">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div className="filters" key={key}>
                  <Form.Item name={[name, 'role']} className="wide" rules={[{ required: true, message: '请选岗位' }]}>
                    <Select
                      aria-label="岗位"
                      options={Object.entries(roleNames).map(([value, label]) => ({ value, label }))}
                    />
                  </Form.Item>
                  <Form.Item
                    name={[name, 'organisationId']}
                    className="wide"
                    rules={[{ required: true, message: '请选机构' }]}
                  >
                    <Select aria-label="机构" options={places} />
                  </Form.Item>
                  <Button onClick={() => remove(name)}>去掉</Button>
                </div>
              ))}
              <Button onClick={() => add()}>加一个岗位</Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
