import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { type AnswerOf, call, type SentTo } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { kindNames } from '../say.ts';
import type { Session } from '../screens.ts';
import { problemOf } from '../use-answer.ts';

type Organisation = AnswerOf<'GET /organisations'>['items'][number];
type Added = SentTo<'POST /organisations/:organisationId/children'>['body'];
type Open = { parent: Organisation } | { changed: Organisation } | undefined;

/** The organisations that one reaches: what people are told of each, changed and added here. */
export function Screen({ session }: { session: Session }) {
  const [open, setOpen] = useState<Open>();
  const { shown, reload, more } = usePages({}, (_, cursor) =>
    call('GET /organisations', { query: { limit: 200, ...(cursor === undefined ? {} : { cursor }) } }),
  );
  const mayChange = session.roles.some((role) => role !== 'auditor');
  const mayAdd = session.roles.some((role) => role === 'district_administrator' || role === 'system_administrator');
  const columns = (all: readonly Organisation[]): readonly Column<Organisation>[] => [
    { title: '名称', of: ({ name }) => name },
    { title: '类别', of: ({ kind }) => kindNames[kind] },
    {
      title: '上级',
      of: ({ parentId }) => all.find(({ id }) => id === parentId)?.shortName ?? '—',
      isWide: true,
    },
    { title: '电话', of: ({ phone }) => phone || '—' },
    { title: '地址', of: ({ address }) => address || '—', isWide: true },
    ...(mayChange
      ? [
          {
            title: '操作',
            of: (organisation: Organisation) => (
              <>
                <Button size="small" onClick={() => setOpen({ changed: organisation })}>
                  改
                </Button>{' '}
                {mayAdd && (
                  <Button size="small" onClick={() => setOpen({ parent: organisation })}>
                    加下级
                  </Button>
                )}
              </>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <Reading shown={shown} reload={reload}>
        {({ items }) => (
          <Rows rows={items} columns={columns(items)} keyOf={({ id }) => id} empty="您的岗位没有管理机构" more={more} />
        )}
      </Reading>
      {open && (
        <Edit
          open={open}
          close={(isChanged) => {
            setOpen(undefined);
            if (isChanged) reload();
          }}
        />
      )}
    </>
  );
}

function Edit({ open, close }: { open: NonNullable<Open>; close: (isChanged: boolean) => void }) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Added>();
  const save = ({ kind, ...facts }: Added) => {
    const saved =
      'parent' in open
        ? call('POST /organisations/:organisationId/children', {
            params: { organisationId: open.parent.id },
            body: { kind, ...facts },
          })
        : call('PATCH /organisations/:organisationId', {
            params: { organisationId: open.changed.id },
            body: facts,
          });
    void Promise.resolve(saved).then(
      () => close(true),
      (error: unknown) => {
        const { message: said, errors } = problemOf(error);
        void message.error(errors[0]?.message ?? said);
      },
    );
  };
  const empty = { kind: 'station', name: '', shortName: '', address: '', phone: '', hours: '', way: '' };
  return (
    <Modal
      open
      title={'parent' in open ? `在${open.parent.shortName}下面加机构` : `改${open.changed.shortName}`}
      okText="保存"
      onOk={() => form.submit()}
      onCancel={() => close(false)}
    >
      <Form<Added>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={'parent' in open ? empty : open.changed}
      >
        {'parent' in open && (
          <Form.Item name="kind" label="类别">
            <Select options={Object.entries(kindNames).map(([value, label]) => ({ value, label }))} />
          </Form.Item>
        )}
        {(
          [
            ['name', '名称'],
            ['shortName', '居民口头怎么叫'],
            ['phone', '电话'],
            ['address', '地址'],
            ['hours', '时间（一句话，句末不用句号）'],
            ['way', '怎么走（一句话，句末不用句号）'],
          ] as const
        ).map(([name, label]) => (
          <Form.Item key={name} name={name} label={label}>
            <Input />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
