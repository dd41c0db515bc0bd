import { fork } from 'node:child_process';
import { Session } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';

/** A server under test in a process of its own. */
export interface Serving {
  url: string;
  /** CPU seconds, user and system, that the process has used so far. */
  cpu(): Promise<number>;
  /** Has the process do one of the things that it told it can. One at a time. */
  ask<Answer>(question: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a file of this folder; it must call `serving` when it listens. */
export function serve(file: string, parameters: readonly string[] = []): Promise<Serving> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, [...parameters], { execArgv: ['--import', 'tsx'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ask = <Answer>(question: string) =>
    new Promise<Answer>((resolve, reject) => {
      const gone = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
      child.once('exit', gone);
      child.once('message', (message: { answer: Answer }) => {
        child.off('exit', gone);
        resolve(message.answer);
      });
      child.send(question);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.once('message', (message: { port: number }) =>
      resolve({
        url: `http://127.0.0.1:${message.port}`,
        cpu: () => ask('cpu'),
        ask,
        async stop() {
          // It ends by itself when it hears nothing more, and takes its folder with it.
          child.disconnect();
          await ended;
        },
      }),
    );
  });
}

/** In the served process: tells the port and answers questions, about its CPU time and what is given. */
export function serving(port: number, answers: Readonly<Record<string, () => unknown>> = {}): void {
  process.on('message', async (question: string) => {
    const answer = await (answers[question] ?? own[question])?.();
    process.send?.({ answer });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}

const inspector = new Session();

/** What every served process can do. */
const own: Readonly<Record<string, () => unknown>> = {
  cpu: cpuSeconds,
  async 'begin-profile'() {
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.start');
  },
  'end-profile': async () => (await inspector.post('Profiler.stop')).profile,
};

export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
