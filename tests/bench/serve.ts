import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** A server under test in a process of its own. */
export interface Serving {
  url: string;
  /** CPU seconds, user and system, that the process has used so far. */
  cpu(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a file of this folder; it must call `serving` when it listens. */
export function serve(
  file: string,
  parameters: readonly string[] = [],
  environment: Record<string, string> = {},
): Promise<Serving> {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, [...parameters], { execArgv: ['--import', 'tsx'], env: { ...process.env, ...environment } });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.once('message', (message: { port: number }) =>
      resolve({
        url: `http://127.0.0.1:${message.port}`,
        cpu: () =>
          new Promise((answer) => {
            child.once('message', (reply: { cpu: number }) => answer(reply.cpu));
            child.send('cpu');
          }),
        async stop() {
          child.kill('SIGKILL');
          await ended;
        },
      }),
    );
  });
}

/** In the served process: tells the port and answers questions about its CPU time. */
export function serving(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: (user + system) / 1e6 });
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
}
