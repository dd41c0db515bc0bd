import { Skeleton } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { call, signedOut } from './client.ts';
import type { Session } from './screens.ts';

const SignIn = lazy(async () => ({ default: (await import('./sign-in.tsx')).SignIn }));
const Layout = lazy(async () => ({ default: (await import('./layout.tsx')).ConsoleLayout }));

/** Signed in or not. */
export function Console() {
  const [session, setSession] = useState<Session | 'asking' | 'nobody'>('asking');
  const look = useCallback(() => {
    call('GET /session', {}).then(setSession, () => setSession('nobody'));
  }, []);
  useEffect(() => {
    const over = () => setSession('nobody');
    signedOut.addEventListener('over', over);
    look();
    return () => signedOut.removeEventListener('over', over);
  }, [look]);
  return (
    <Suspense fallback={<Skeleton active className="waiting" />}>
      {session === 'asking' ? (
        <Skeleton active className="waiting" />
      ) : session === 'nobody' ? (
        <SignIn onIn={look} />
      ) : (
        <Layout session={session} onOut={() => setSession('nobody')} />
      )}
    </Suspense>
  );
}
