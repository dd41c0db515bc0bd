import { Button, Drawer, Grid, Layout, Menu, Result, Skeleton } from 'antd';
import { Suspense, useState } from 'react';
import { call } from './client.ts';
import { type Session, screens } from './screens.ts';
import { goTo, linkTo, usePath } from './use-path.ts';

/** The navigation, who is signed in, and the screen that is open. */
export function ConsoleLayout({ session, onOut }: { session: Session; onOut: () => void }) {
  const path = usePath();
  const isNarrow = !Grid.useBreakpoint().md;
  const [isOpen, setOpen] = useState(false);
  const mine = screens.filter(({ who }) => who.some((role) => session.roles.includes(role)));
  // `/residents/…` belongs to `/residents`.
  const shown = mine.find(
    (screen) => screen.path === path || (screen.path !== '/' && path.startsWith(`${screen.path}/`)),
  );
  const screen = shown ?? (path === '/' ? mine[0] : undefined);
  const menu = (
    <Menu
      mode="inline"
      selectedKeys={screen ? [screen.path] : []}
      items={mine.map(({ path, title }) => ({ key: path, label: <a {...linkTo(path)}>{title}</a> }))}
      onClick={({ key }) => {
        goTo(key);
        setOpen(false);
      }}
    />
  );
  return (
    <Layout className="console">
      <a className="skip" href="#screen">
        跳到内容
      </a>
      <Layout.Header className="header">
        {isNarrow && (
          <Button onClick={() => setOpen(true)} aria-label="打开导航">
            ☰
          </Button>
        )}
        <strong>家医</strong>
        <span className="who" title={session.organisation}>
          {session.name}
          {isNarrow ? '' : ` ${session.title} ${session.organisation}`}
        </span>
        <Button onClick={() => void call('DELETE /session', {}).finally(onOut)}>退出</Button>
      </Layout.Header>
      <Layout>
        {isNarrow ? (
          <Drawer open={isOpen} onClose={() => setOpen(false)} placement="left" title="导航" size={240}>
            {menu}
          </Drawer>
        ) : (
          <Layout.Sider theme="light" width={168}>
            <nav aria-label="导航">{menu}</nav>
          </Layout.Sider>
        )}
        <Layout.Content className="content">
          <main id="screen" tabIndex={-1}>
            {screen ? (
              <>
                <h1>{screen.title}</h1>
                <Suspense fallback={<Skeleton active title={false} />}>
                  <screen.View session={session} />
                </Suspense>
              </>
            ) : (
              <Result status="404" title="没有这个页面，或者您的岗位不能使用它" />
            )}
          </main>
        </Layout.Content>
      </Layout>
    </Layout>
  );
}
