import { App, Button, Form, Input, Popconfirm } from 'antd';
import { type AnswerOf, call, type SentTo } from '../client.ts';
import { usePages } from '../pages.ts';
import { Reading } from '../reading.tsx';
import { type Column, Rows } from '../rows.tsx';
import { problemOf } from '../use-answer.ts';

type Account = AnswerOf<'GET /accounts'>['items'][number];
type Opened = SentTo<'POST /accounts'>['body'];

/** Who may sign in to the console. */
export function Screen() {
  const { message, modal } = App.useApp();
  const { shown, reload, more } = usePages({}, (_, cursor) =>
    call('GET /accounts', { query: cursor === undefined ? {} : { cursor } }),
  );
  const fail = (error: unknown) => void message.error(problemOf(error).message);
  const handOver = ({ password }: { password: string }) => {
    reload();
    modal.info({ title: '临时密码，只显示这一次', content: <code>{password}</code>, okText: '记下了' });
  };
  const columns: readonly Column<Account>[] = [
    { title: '用户名', of: ({ username }) => username },
    { title: '谁', of: ({ name }) => name || '系统管理员' },
    { title: '验证器', of: ({ hasAuthenticator }) => (hasAuthenticator ? '已绑定' : '还没绑定') },
    { title: '状态', of: ({ active }) => (active ? '在用' : '已停用') },
    {
      title: '操作',
      of: ({ id: accountId, username, active }) => (
        <>
          <Popconfirm
            title={`给${username}一个临时密码？原来的密码和验证器不再有效。`}
            onConfirm={() =>
              void call('POST /accounts/:accountId/reset', { params: { accountId } }).then(handOver, fail)
            }
          >
            <Button size="small">重置</Button>
          </Popconfirm>{' '}
          <Popconfirm
            title={active ? `停用${username}？正登录着的会马上退出。` : `启用${username}？`}
            onConfirm={() =>
              void call('PUT /accounts/:accountId/active', {
                params: { accountId },
                body: { active: !active },
              }).then(reload, fail)
            }
          >
            <Button size="small">{active ? '停用' : '启用'}</Button>
          </Popconfirm>
        </>
      ),
    },
  ];
  const open = ({ username, wecomUserid }: Opened) =>
    void call('POST /accounts', { body: { username, ...(wecomUserid ? { wecomUserid } : {}) } }).then(handOver, fail);
  return (
    <>
      <Form<Opened> layout="inline" className="filters" onFinish={open}>
        <Form.Item name="username" rules={[{ required: true, message: '请填用户名' }]}>
          <Input aria-label="新用户名" placeholder="新用户名" autoComplete="off" />
        </Form.Item>
        <Form.Item name="wecomUserid">
          <Input aria-label="企业微信账号" placeholder="企业微信账号，系统管理员不填" autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit">
          开账号
        </Button>
      </Form>
      <Reading shown={shown} reload={reload}>
        {({ items }) => <Rows rows={items} columns={columns} keyOf={({ id }) => id} empty="还没有账号" more={more} />}
      </Reading>
    </>
  );
}
